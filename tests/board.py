"""A small board for tests: every role and condition, two people for each that judges. Not one of the four charters."""

import copy
import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import ProtectedError
from PIL import Image

from documents.models import DocumentFile, DocumentIndexPage, DocumentPage
from news.models import NewsIndexPage, NewsPage
from pages import pictures
from pages.blocks import BodyBlock
from pages.models import CutState, PortalDocument, PortalImage, Rendition
from questions.models import QuestionIndexPage, QuestionPage
from tests.ground import Ground, name_of
from workflows.charter.file import read
from workflows.gate import item_state
from workflows.gate.accounts import who_confirms
from workflows.models import Board, Member, ReviewedPage, StepState
from workflows.rules.refusal import Refused
from workflows.services.accounts.answer import answer
from workflows.services.accounts.constitute import constitute, digest_of_list
from workflows.services.accounts.request import change_seat
from workflows.services.accounts.seat import seat
from workflows.services.board.compiler import load
from workflows.services.chain import decide, publish, return_for_changes, submit

ROLES = {
    "truong-ban": "Trưởng ban",
    "pho-truc": "Phó Trưởng ban thường trực",
    "pho-ban": "Phó Trưởng ban",
    "thanh-vien": "Thành viên",
    "bien-tap-vien": "Biên tập viên",
    "thu-ky": "Thư ký",
    "cong-tac-vien": "Cộng tác viên",
}
SEATS = [*ROLES, "thanh-vien-2", "bien-tap-vien-2", "cong-tac-vien-2"]
DRAFTERS = ["cong-tac-vien", "bien-tap-vien", "thanh-vien", "thu-ky", "pho-ban", "truong-ban"]


def step(key: str, kind: str, who: list[str], **more: Any) -> dict[str, Any]:
    return {"key": key, "name": f"Bước {key}", "kind": kind, "who": who, "rule": "R34", **more}


def chain(key: str, content: list[str], steps: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": key,
        "name": f"Quy trình {key}",
        "content": content,
        "drafted_by": DRAFTERS,
        "rule": "R42",
        "step": steps,
    }


FULL_CHAIN = [
    step(
        "tham-dinh",
        "review",
        ["thanh-vien"],
        in_charge_of="field",
        when="submitted-by-others",
        within={"amount": 1, "unit": "working-day"},
    ),
    step("phe-duyet", "approve", ["pho-truc", "pho-ban"]),
    step("nhay-cam", "approve", ["truong-ban"], when="sensitive"),
    step("dang-tai", "publish", ["thu-ky"], author_may=True),
]


def charter_data(slug: str = "thu-nghiem") -> dict[str, Any]:
    """A charter as its file would give it; tests change a copy."""
    return copy.deepcopy(
        {
            "board": {
                "slug": slug,
                "name": f"Ban biên tập {slug}",
                "site_name": f"Cổng {slug}",
                "tier": "province",
                "hostname": f"{slug}.localhost",
                "agency": "Ủy ban nhân dân tỉnh Thử",
                "address": "Số 1, phường Một",
                "phone": "0200 000 000",
                "email": "cong@example.vn",
                "responsible": "Trưởng ban",
            },
            "charter": {"title": "Quy chế thử", "issuer": "UBND", "in_force_from": "2026-01-01"},
            "legal_basis": [{"title": "Nghị định 224/2026/NĐ-CP"}],
            "role": [{"key": key, "title": title, "rule": "R1"} for key, title in ROLES.items()],
            "member": [
                {"key": key, "role": key.removesuffix("-2"), "title": f"Chức danh {key}", "rule": "R1"} for key in SEATS
            ],
            "field": [
                {"key": "kinh-te", "name": "Kinh tế", "in_charge": "thanh-vien", "rule": "R70"},
                {"key": "van-hoa", "name": "Văn hóa", "in_charge": "thanh-vien-2", "rule": "R70"},
            ],
            "unit": [{"key": "phong-mot", "name": "Phòng Một", "deputy": "pho-ban", "rule": "R71"}],
            "section": [{"key": "tin-hoat-dong", "name": "Tin hoạt động"}, {"key": "kinh-te", "name": "Kinh tế"}],
            "chain": [
                chain("tin-bai", ["news"], FULL_CHAIN),
                chain("van-ban", ["document"], FULL_CHAIN),
                chain("hoi-dap", ["question"], FULL_CHAIN),
                chain("trang", ["page"], FULL_CHAIN[1:]),
            ],
            "withdrawal": {"who": ["truong-ban"], "rule": "R52"},
            "urgent": {
                "who": ["truong-ban"],
                "confirmed_by": ["truong-ban", "pho-truc", "pho-ban"],
                "content": ["news"],
                "within": {"amount": 24, "unit": "hour"},
                "rule": "R52",
            },
        }
    )


@dataclass
class TestBoard:
    """A loaded board with handy ways to its people and items."""

    __test__ = False
    board: Board

    @property
    def hostname(self) -> str:
        return self.board.site.hostname

    def address(self, page: Any) -> str:
        """Where the page is on this board's site."""
        return str(page.get_url(current_site=self.board.site))

    def user(self, seat_key: str) -> Any:
        return self.board.members.get(key=seat_key).user

    def member(self, seat_key: str) -> Member:
        return self.board.members.get(key=seat_key)

    def index(self, page_class: type[Any]) -> Any:
        return page_class.objects.child_of(self.board.root_page).get()

    def news(self, title: str = "Khánh thành cầu", by: str = "cong-tac-vien", **values: Any) -> NewsPage:
        """A draft of news by this seat, complete enough to be submitted."""
        values = {
            "lead": "Tóm tắt tin.",
            "body": body("Đoạn văn thứ nhất."),
            "section": self.board.sections.get(key="tin-hoat-dong"),
            "field": self.board.fields.get(key="kinh-te"),
            "author": "Nguyễn Thị Hoa",
            **values,
        }
        return self._draft(NewsIndexPage, NewsPage(title=title, live=False, **values), by)

    def document(
        self, title: str = "Quyết định về giá nước", by: str = "cong-tac-vien", files: int = 0, **values: Any
    ) -> DocumentPage:
        values = {
            "number": "07/QĐ-UBND",
            "type": "quyet-dinh",
            "issuer": "Ủy ban nhân dân tỉnh Thử",
            "signed_on": "2026-05-04",
            "abstract": "Về giá nước sạch.",
            "field": self.board.fields.get(key="kinh-te"),
            **values,
        }
        page = DocumentPage(title=title, live=False, **values)
        for number in range(files):
            page.files.add(DocumentFile(document=a_document(f"tep-{number}.pdf"), title=f"Tệp {number}"))
        return self._draft(DocumentIndexPage, page, by)

    def question(self, title: str = "Làm lại giấy khai sinh", by: str = "cong-tac-vien", **values: Any) -> QuestionPage:
        values = {
            "question": "Tôi cần giấy tờ gì?",
            "asker": "Bà N.T.H.",
            "asked_on": "2026-05-04",
            "answer": body("Bà cần mang theo giấy tờ tùy thân."),
            "answered_by": "Phòng Một",
            "answered_on": "2026-05-10",
            "field": self.board.fields.get(key="kinh-te"),
            **values,
        }
        return self._draft(QuestionIndexPage, QuestionPage(title=title, live=False, **values), by)

    def _draft(self, index: type[Any], page: Any, by: str) -> Any:
        page.owner = self.user(by)
        page.slug = f"{page._meta.model_name}-{self.index(index).numchild + 1}"
        self.index(index).add_child(instance=page)
        page.save_revision(user=page.owner)
        return page

    def submitted(self, page: ReviewedPage) -> StepState:
        submit.submit(page, page.owner)
        return self.step(page)

    def step(self, page: ReviewedPage) -> StepState:
        state = item_state.open_step(page)
        assert state is not None, "the item waits at no step"
        return state

    def pass_on(self, page: ReviewedPage, seat_key: str, reason: str = "") -> None:
        decide.decide(self.step(page), self.user(seat_key), reason)

    def at_step(self, key: str, **values: Any) -> NewsPage:
        """News that waits at this step."""
        page = self.news(**{"is_sensitive": key == "nhay-cam", **values})
        self.submitted(page)
        for waiting, seat_key in (("tham-dinh", "thanh-vien"), ("phe-duyet", "pho-truc"), ("nhay-cam", "truong-ban")):
            if key == waiting or (key == "dang-tai" and not page.is_sensitive and waiting == "nhay-cam"):
                break
            self.pass_on(page, seat_key)
        return page

    def published(self, page: ReviewedPage | None = None, **values: Any) -> Any:
        """An item that went the whole way."""
        page = page or self.news(**values)
        self.submitted(page)
        for _step in range(6):
            state = item_state.open_step(page)
            if state is None:
                break
            member = state.entitled.exclude(user=page.owner).first() or state.entitled.first()
            if state.kind == "publish":
                publish.publish(state, member.user)
            else:
                decide.decide(state, member.user)
        page.refresh_from_db()
        return type(page).objects.get(pk=page.pk)

    def returned(self, page: ReviewedPage, seat_key: str = "thanh-vien", reason: str = "Sửa lại số liệu") -> None:
        return_for_changes.return_for_changes(self.step(page), self.user(seat_key), reason)


def names_moment(page: Any, at: datetime.datetime) -> Any:
    """The draft as texts had it before the moment of posting was an act: the moment stands in it (0005)."""
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = at.isoformat()
    revision.save(update_fields=["content"])
    return page


def boards_of(charters: list[dict[str, Any]], made_at: datetime.datetime) -> Ground:
    """A database with the boards of these charters and a person on every seat."""

    def make() -> None:
        with time_machine.travel(made_at, tick=False):
            for charter in charters:
                load_board(charter["board"]["slug"], charter)

    return Ground(name_of("boards", [made_at, *charters]), make)


def load_board(slug: str = "thu-nghiem", data: dict[str, Any] | None = None) -> TestBoard:
    """Load the test charter, or this one, beside what is there, and seat a person on every seat."""
    board = load(read(data or charter_data(slug), f"{slug}.toml"), is_default=slug == "thu-nghiem").board
    assert board is not None
    users = get_user_model().objects
    for member in board.members.filter(user=None):
        username = f"{member.key}.{slug}"
        user, _new = users.get_or_create(
            username=username,
            defaults={"email": f"{username}@example.vn", "last_name": "Người", "first_name": member.key},
        )
        seat(member, user, "Quyết định thử")
    if board.constituted_at is None:
        constitute(board, board.members.filter(role="truong-ban").first().user, digest_of_list(board))
    return TestBoard(Board.objects.get(slug=slug))


def reseat(member: Member, user: Any, ground: str) -> None:
    """Somebody else on a seat of a board that is at work, with the word that it takes."""
    change = change_seat(Member.objects.get(pk=member.pk), user, ground, None)
    answer(change, who_confirms(change)[0].user, is_accepted=True)


def body(*paragraphs: str, image: PortalImage | None = None, document: PortalDocument | None = None) -> Any:
    """A body of text blocks, with a picture and a file where given."""
    blocks: list[dict[str, Any]] = [{"type": "text", "value": f"<p>{paragraph}</p>"} for paragraph in paragraphs]
    if image:
        blocks.append(
            {
                "type": "picture",
                "value": {"image": image.pk, "alternative": "Cầu mới", "caption": "", "author": "Lê Nam"},
            }
        )
    if document:
        blocks.append({"type": "file", "value": {"document": document.pk, "title": "Phụ lục"}})
    return BodyBlock().to_python(blocks)


CUT: dict[
    str, list[tuple[str, str, bytes]]
] = {}  # by colour: what this process has cut already, since it always is the same


def an_image(name: str = "cau.png", colour: str = "red") -> PortalImage:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "PNG")
    image = PortalImage.objects.create(title="Cầu mới", file=ImageFile(io.BytesIO(out.getvalue()), name=name))
    if colour not in CUT:
        pictures.cut(image)
        CUT[colour] = [(row.filter_spec, row.focal_point_key, row.file.read()) for row in image.renditions.all()]
    else:
        rows = [
            Rendition(image=image, filter_spec=spec, focal_point_key=key, file=ContentFile(cut, f"{name}.{spec}.webp"))
            for spec, key, cut in CUT[colour]
        ]
        Rendition.objects.bulk_create(rows)
        image.cut_state = CutState.MADE
        PortalImage.objects.filter(pk=image.pk).update(cut_state=CutState.MADE)
    return image


def a_document(name: str = "phu-luc.pdf", content: bytes = b"%PDF-1.4 thu") -> PortalDocument:
    return PortalDocument.objects.create(title=name, file=ContentFile(content, name=name))


@contextmanager
def refuses(code: str = "") -> Iterator[Any]:
    """The block is refused (with this code); what it began is rolled back, as in a view."""
    with pytest.raises((Refused, ProtectedError)) as caught, transaction.atomic():
        yield caught
    if code:
        assert isinstance(caught.value, Refused)
        assert caught.value.refusal.code == code


def shared_data_is_missing() -> bool:
    return not (Path(__file__).resolve().parents[2] / "shared" / "data").is_dir()
