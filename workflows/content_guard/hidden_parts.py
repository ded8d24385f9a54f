"""What the files of an item hold and do not show, in words for whoever chose, edits or decides on them (decision 0049). Nothing is read here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from foreign_files.text import Part
from workflows.models.file_reading import FileReading

CHANGES = frozenset({Part.DELETED, Part.MOVED, Part.CHANGED})
NOTES = frozenset({Part.COMMENT, Part.ANNOTATION})


@dataclass(frozen=True)
class HiddenInFile:
    """Of one file: how it is called, its key, in how many places it hides what."""

    title: str
    key: int
    parts: Mapping[Part, int]

    @property
    def is_to_be_seen(self) -> bool:
        return is_to_be_seen(self.parts)

    @property
    def words(self) -> str:
        """«còn theo dõi sửa đổi: 3 chỗ, 1 ghi chú, 1 trang tính ẩn»."""
        named = (
            (_("còn theo dõi sửa đổi: %d chỗ"), CHANGES),
            (_("%d chỗ chữ của lần lưu trước"), {Part.EARLIER}),
            (_("%d ghi chú"), NOTES),
            (_("%d trang có lời ghi cho người nói"), {Part.NOTE}),
            (_("%d chỗ chữ ẩn"), {Part.TEXT}),
            (_("%d chỗ chữ trắng trên nền trắng"), {Part.WHITE}),
            (_("%d trang tính ẩn"), {Part.SHEET}),
            (_("%d hàng ẩn"), {Part.ROW}),
            (_("%d cột ẩn"), {Part.COLUMN}),
            (_("%d trang chiếu ẩn"), {Part.SLIDE}),
            (_("%d tệp hoặc bảng dữ liệu kèm bên trong"), {Part.EMBEDDED}),
            (_("%d tên người, mô tả hoặc đường dẫn trên máy"), {Part.METADATA}),
        )
        counted = ((words, sum(self.parts.get(part, 0) for part in parts)) for words, parts in named)
        return ", ".join(words % number for words, number in counted if number)

    @property
    def sentence(self) -> str:
        return _("Tệp «%(file)s»: %(parts)s.") % {"file": self.title, "parts": self.words}


def is_to_be_seen(parts: Iterable[Part]) -> bool:
    """Whether somebody has to confirm that they saw it. Names of people alone go out with nearly every file: they are told."""
    return bool(set(parts) - {Part.METADATA})


def of_part(part: str) -> str:
    """Where in a file words were found that it does not show."""
    return {
        Part.DELETED: _("chữ đã xóa"),
        Part.EARLIER: _("chữ của lần lưu trước"),
        Part.MOVED: _("chữ đã chuyển chỗ"),
        Part.COMMENT: _("ghi chú"),
        Part.ANNOTATION: _("ghi chú"),
        Part.NOTE: _("lời ghi cho người nói"),
        Part.TEXT: _("chữ ẩn"),
        Part.WHITE: _("chữ trắng trên nền trắng"),
        Part.SHEET: _("trang tính ẩn"),
        Part.ROW: _("hàng ẩn"),
        Part.COLUMN: _("cột ẩn"),
        Part.SLIDE: _("trang chiếu ẩn"),
        Part.EMBEDDED: _("tệp hoặc bảng dữ liệu kèm bên trong"),
        Part.METADATA: _("thông tin kèm tệp"),
    }.get(Part(part), "")


def hidden_in(documents: Iterable[Any], readings: Mapping[str, FileReading]) -> list[HiddenInFile]:
    """For each file that hides something, what. `readings`: by the names of files in the store."""
    found = []
    for document in documents:
        reading = readings.get(document.file.name)
        parts = {Part(part): count for part, count in reading.hidden} if reading else {}
        if parts:
            found.append(HiddenInFile(document.title, document.pk, parts))
    return found


def to_be_seen_in(documents: list[Any]) -> dict[int, HiddenInFile]:
    """By the keys of documents, what their files hide, of those where more than names is hidden. One query."""
    return {each.key: each for each in hidden_in(documents, FileReading.of(documents)) if each.is_to_be_seen}


def told_of(document: Any) -> HiddenInFile | None:
    """What one document's file hides; None for nothing. One query."""
    return next(iter(hidden_in([document], FileReading.of([document]))), None)
