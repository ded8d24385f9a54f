"""Samples of documents: what is said of them, their history, their files."""

import hashlib
from types import SimpleNamespace
from typing import Any

from documents.files.signatures import Word
from documents.models import DocumentIndexPage, DocumentPage
from documents.validity.history import Event
from documents.validity.others import Related, grouped
from documents.validity.relation_kinds import Kind
from portal.showcase.place import LONG_TITLE, SENTENCE, Place


class DocumentSamples:
    def __init__(self, place: Place):
        self.place = place
        self.section = DocumentIndexPage(title="Văn bản", slug="mau-van-ban", **place.stands)

    @property
    def items(self) -> list[DocumentPage]:
        """One in force, one not yet, one no longer."""
        common: dict[str, Any] = {
            **self.place.stands,
            "issuer": "Ủy ban nhân dân tỉnh",
            "signer": "Tạ Thị Hồng Quyên",
        }
        return [
            DocumentPage(
                title="Kế hoạch về chuyển đổi số năm 2027",
                number="215/KH-UBND",
                type="ke-hoach",
                signed_on=self.place.day(20),
                effective_on=self.place.day(20),
                **common,
            ),
            DocumentPage(
                title=LONG_TITLE,
                number="1046/QĐ-UBND",
                type="quyet-dinh",
                signed_on=self.place.day(3),
                effective_on=self.place.day(-12),
                **common,
            ),
            DocumentPage(
                title="Chỉ thị về phòng cháy, chữa cháy rừng mùa hanh khô",
                number="14/CT-UBND",
                type="chi-thi",
                signed_on=self.place.day(700),
                expired_on=self.place.day(40),
                **common,
            ),
        ]

    @property
    def related(self) -> list[tuple[str, list[Related]]]:
        """One that is on the site, one that is only named."""
        replaced, basis = self.items[2], ("Luật số 72/2025/QH15", "Tổ chức chính quyền địa phương")
        lines = [
            Related(Kind.REPLACES, replaced.name, "", replaced, "", self.place.day(40)),
            Related(Kind.BASED_ON, *basis, None, "Điều 21"),
        ]
        return grouped(lines, [])

    @property
    def history(self) -> list[Event]:
        """What happened to it, and what another document did to it."""
        signed, ended = self.place.day(700), self.place.day(40)
        return [Event(signed, "Ký, ban hành"), Event(ended, "Được thay thế bởi", self.items[0])]

    @property
    def file(self) -> SimpleNamespace:
        document = SimpleNamespace(title="215", url="#", file_extension="pdf", shown_size="1,2 MB")
        sha256 = hashlib.sha256(b"215/KH-UBND").hexdigest()
        lines = [
            Word(
                "Ký số: Ủy ban nhân dân tỉnh, lúc 14:21 21/04/2026",
                "Chữ ký hợp lệ vào thời điểm ký ghi trong tệp.",
                "good",
            ),
            Word("Ký số: Văn phòng", "Nội dung nguyên vẹn; cổng chưa đối chiếu được chứng thư.", "open"),
            Word("Ký số: Văn thư", "Tệp có phần được thêm hoặc sửa sau khi ký.", "bad"),
        ]
        return SimpleNamespace(
            read=SimpleNamespace(state="scan", words=lines),
            title="215/KH-UBND (bản PDF có chữ ký số)",
            document=document,
            sha256=sha256,
            short_sha256=sha256[:12],
            published_at=self.place.moment(20),
        )

    @property
    def links(self) -> list[tuple[str, str]]:
        return [(document.title, "#") for document in self.items]

    @property
    def video(self) -> SimpleNamespace:
        """A film, with what is said in it and a file to take along."""
        return SimpleNamespace(title="Hướng dẫn nộp hồ sơ", transcript=SENTENCE, document=self.file.document)
