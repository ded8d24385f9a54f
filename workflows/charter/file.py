"""Reading a charter from its file.

Pure: no query and no Django model. `load(path)` gives a `Charter` or raises `CharterError`, which holds one `Mistake` per fault:
the file, the place in it, and a sentence in Vietnamese for the person who wrote the file.
"""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workflows.charter.contradictions import contradictions
from workflows.charter.mistake import Mistake
from workflows.charter.schema import Charter

CHARTERS_FOLDER = Path(__file__).parents[1] / "charters"


class CharterError(Exception):
    """A charter that cannot be used. `mistakes` is never empty."""

    def __init__(self, file: str, mistakes: list[Mistake]):
        self.file = file
        self.mistakes = mistakes
        super().__init__(
            "\n".join(f"{file}: {m.place}: {m.sentence}" if m.place else f"{file}: {m.sentence}" for m in mistakes)
        )


def find(slug_or_path: str) -> Path:
    """The file of a charter: a slug of `charters/`, or a path. Raises `CharterError` where there is none."""
    named = CHARTERS_FOLDER / f"{slug_or_path}.toml"
    path = named if named.is_file() else Path(slug_or_path)
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in CHARTERS_FOLDER.glob("*.toml")))
        raise CharterError(slug_or_path, [Mistake("", f"Không có tệp quy chế này. Các quy chế có sẵn: {known}.")])
    return path


def load(path: Path) -> Charter:
    """Read and check one charter file. Raises `CharterError` with every mistake found."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise CharterError(
            path.name, [Mistake("", "Tệp không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.")]
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise CharterError(path.name, [Mistake("", f"Tệp không đúng cú pháp TOML: {error}.")]) from None
    return read(data, path.name)


def read(data: dict[str, Any], file: str) -> Charter:
    """A `Charter` from parsed data. Raises `CharterError`; `file` is named in it."""
    try:
        charter = Charter.model_validate(data)
    except ValidationError as error:
        raise CharterError(file, [_as_mistake(e) for e in error.errors()]) from None
    mistakes = list(contradictions(charter))
    if mistakes:
        raise CharterError(file, mistakes)
    return charter


_SENTENCES = {
    "missing": "Thiếu mục này. Hãy bổ sung.",
    "extra_forbidden": "Không có mục nào tên như vậy trong quy chế. Hãy kiểm tra chính tả hoặc bỏ đi.",
    "string_pattern_mismatch": "Giá trị «{input}» chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối.",
    "string_too_short": "Mục này không được để trống.",
    "string_type": "Giá trị phải là chữ, đặt trong dấu nháy kép.",
    "int_type": "Giá trị phải là một số nguyên.",
    "int_parsing": "Giá trị phải là một số nguyên.",
    "greater_than_equal": "Giá trị phải từ {ge} trở lên.",
    "less_than_equal": "Giá trị không được quá {le}.",
    "enum": "Giá trị «{input}» không dùng được. Chọn một trong: {expected}.",
    "literal_error": "Giá trị «{input}» không dùng được. Chọn một trong: {expected}.",
    "too_short": "Phải có ít nhất {min_length} mục.",
    "tuple_type": "Giá trị phải là một danh sách.",
    "model_type": "Giá trị phải là một bảng, không phải một giá trị đơn.",
    "bool_type": "Giá trị phải là true hoặc false.",
    "bool_parsing": "Giá trị phải là true hoặc false.",
    "date_type": "Giá trị phải là ngày, viết như 2024-05-27.",
    "date_from_datetime_parsing": "Giá trị phải là ngày, viết như 2024-05-27.",
    "date_parsing": "Giá trị phải là ngày, viết như 2024-05-27.",
}


def _as_mistake(error: Any) -> Mistake:
    place = ""
    for part in error["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
    values = {"input": error.get("input"), **error.get("ctx", {})}
    sentence = _SENTENCES.get(error["type"], "Giá trị không hợp lệ.").format_map(_Blank(values))
    return Mistake(place, sentence.replace("' or '", "', '"))


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
