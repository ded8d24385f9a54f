"""Reading a charter from its file.

Pure: no query and no Django model. `load(path)` gives a `Charter` or raises `CharterError`, which holds one `Mistake` per fault:
the file, the place in it, and a sentence in Vietnamese for the person who wrote the file.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workflows.charter.schema import Chain, Charter, Member
from workflows.charter.words import Condition, Content, RoleKey, StepKind, TimeUnit

CHARTERS_FOLDER = Path(__file__).parents[1] / "charters"


@dataclass(frozen=True)
class Mistake:
    """One fault of a charter file: `place` as in `chain[0].step[2].who`, `sentence` in Vietnamese."""

    place: str
    sentence: str


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
    mistakes = list(_contradictions(charter))
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


def _contradictions(charter: Charter) -> Iterator[Mistake]:
    """What is well formed in each place and wrong as a whole."""
    yield from _repeated("role", [r.key for r in charter.role])
    yield from _repeated("member", [m.key for m in charter.member])
    yield from _repeated("field", [f.key for f in charter.field])
    yield from _repeated("unit", [u.key for u in charter.unit])
    yield from _repeated("section", [s.key for s in charter.section])
    yield from _repeated("chain", [c.key for c in charter.chain])
    yield from _repeated("deadline", [d.key for d in charter.deadline])
    yield from _repeated("checklist", [item.key for item in charter.checklist])
    yield from _people(charter)
    yield from _named_roles(charter)
    yield from _questions(charter)
    yield from _deadlines(charter)
    yield from _coverage(charter)
    for number, chain in enumerate(charter.chain):
        yield from _chain(charter, chain, f"chain[{number}]")


def _repeated(place: str, keys: list[Any]) -> Iterator[Mistake]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield Mistake(place, f"Khóa «{key}» được dùng {times} lần; mỗi khóa chỉ được dùng một lần.")


def _people(charter: Charter) -> Iterator[Mistake]:
    roles = {role.key for role in charter.role}
    members = {member.key: member for member in charter.member}
    for number, member in enumerate(charter.member):
        if member.role not in roles:
            yield Mistake(f"member[{number}].role", f"Vai «{member.role}» chưa được khai ở mục role.")
    chiefs = [m for m in charter.member if m.role is RoleKey.CHIEF]
    if len(chiefs) != 1:
        yield Mistake("member", f"Ban biên tập phải có đúng một Trưởng ban; tệp này có {len(chiefs)}.")
    for number, field in enumerate(charter.field):
        if field.in_charge not in members:
            yield Mistake(f"field[{number}].in_charge", f"Không có thành viên nào mang khóa «{field.in_charge}».")
    for number, unit in enumerate(charter.unit):
        if unit.deputy not in members:
            yield Mistake(f"unit[{number}].deputy", f"Không có thành viên nào mang khóa «{unit.deputy}».")


def _named_roles(charter: Charter) -> Iterator[Mistake]:
    """Where the charter gives something to a role, it has that role."""
    roles = {role.key for role in charter.role}
    declaring, urgent, vote = charter.secrecy_declaration, charter.urgent, charter.vote
    mistakes, checks, questions = charter.mistakes, charter.spot_check, charter.questions
    named = {
        "succession.order": charter.succession.order if charter.succession else (),
        "withdrawal.who": charter.withdrawal.who,
        "secrecy_declaration.who": declaring.who if declaring else (),
        "vote.called_by": (vote and vote.called_by) or (),
        "vote.who": (vote and vote.who) or (),
        "mistakes.handled_by": mistakes.handled_by if mistakes else (),
        "mistakes.answered_by": mistakes.answered_by if mistakes else (),
        "spot_check.who": checks.who if checks else (),
        "questions.triaged_by": questions.triaged_by if questions else (),
        "questions.answered_by": questions.answered_by if questions else (),
        "questions.personal_data": questions.personal_data if questions else (),
        "questions.confidential_to": questions.confidential_to if questions else (),
        "urgent.who": urgent.who if urgent else (),
        "urgent.confirmed_by": urgent.confirmed_by if urgent else (),
    }
    for place, mentioned in named.items():
        for role in mentioned:
            if role not in roles:
                yield Mistake(place, f"Vai «{role}» chưa được khai ở mục role.")
    if urgent and sum(member.role in urgent.confirmed_by for member in charter.member) < 2:
        yield Mistake(
            "urgent.confirmed_by",
            "Phải có ít nhất hai người xác nhận được: không ai xác nhận bản do chính mình đăng khẩn.",
        )


def _questions(charter: Charter) -> Iterator[Mistake]:
    """The times that citizens' data depend on are such as the worker can count, and somebody can do what the charter gives to a role."""
    if charter.questions is None:
        return
    held = _by_role(charter.member)
    if charter.questions.kept_for.unit is not TimeUnit.DAY:
        yield Mistake("questions.kept_for", "Thời gian giữ dữ liệu của người hỏi phải tính bằng ngày (day).")
    if charter.questions.waits_for_asker.unit is TimeUnit.HOUR:
        yield Mistake(
            "questions.waits_for_asker", "Thời gian chờ người hỏi bổ sung phải tính bằng ngày, không bằng giờ."
        )
    for kind, within in charter.questions.within.items():
        if within.unit is TimeUnit.HOUR:
            yield Mistake(f"questions.within.{kind}", "Thời hạn trả lời người dân phải tính bằng ngày, không bằng giờ.")
    if not held & set(charter.questions.confidential_to):
        yield Mistake(
            "questions.confidential_to", "Không có thành viên nào giữ vai này, nên đơn tố cáo không ai đọc được."
        )


def _deadlines(charter: Charter) -> Iterator[Mistake]:
    roles = {role.key for role in charter.role}
    for number, deadline in enumerate(charter.deadline):
        place = f"deadline[{number}]"
        named = (
            ("extends.by", deadline.extends.by if deadline.extends else ()),
            ("escalate_to", deadline.escalate_to or ()),
        )
        for what, mentioned in named:
            for role in mentioned:
                if role not in roles:
                    yield Mistake(f"{place}.{what}", f"Vai «{role}» chưa được khai ở mục role.")
        if deadline.starts == "publication" and (deadline.pauses or deadline.extends):
            yield Mistake(place, "Thời hạn tính từ lần đăng gần nhất thì không tạm dừng, không gia hạn.")


def _coverage(charter: Charter) -> Iterator[Mistake]:
    served = Counter(content for chain in charter.chain for content in chain.content)
    for content in Content:
        if served[content] == 0:
            yield Mistake("chain", f"Chưa có quy trình nào cho loại nội dung «{content}».")
        if served[content] > 1:
            yield Mistake("chain", f"Loại nội dung «{content}» có {served[content]} quy trình; chỉ được một.")


def _chain(charter: Charter, chain: Chain, place: str) -> Iterator[Mistake]:
    yield from _repeated(f"{place}.step", [step.key for step in chain.step])
    kinds = [step.kind for step in chain.step]
    if kinds[-1] is not StepKind.PUBLISH or kinds.count(StepKind.PUBLISH) != 1:
        yield Mistake(f"{place}.step", "Quy trình phải có đúng một bước đăng tải (publish), đặt cuối cùng.")
    approvals = [step for step in chain.step if step.kind is StepKind.APPROVE]
    if not approvals:
        yield Mistake(f"{place}.step", "Quy trình phải có ít nhất một bước phê duyệt (approve).")
    elif not (
        any(step.when is Condition.ALWAYS for step in approvals)
        or {Condition.SENSITIVE, Condition.NOT_SENSITIVE} <= {step.when for step in approvals}
    ):
        yield Mistake(f"{place}.step", "Có trường hợp không ai phê duyệt: phải có bước phê duyệt luôn áp dụng.")
    if not any(RoleKey.CHIEF in step.who and step.when is not Condition.NOT_SENSITIVE for step in approvals):
        yield Mistake(
            f"{place}.step",
            "Phải có bước phê duyệt của Trưởng ban (luôn áp dụng hoặc khi nội dung nhạy cảm): nội dung nhạy cảm do Trưởng ban trực tiếp cho ý kiến (R59).",
        )
    yield from _steps(charter, chain, place)


def _steps(charter: Charter, chain: Chain, place: str) -> Iterator[Mistake]:
    holders = _by_role(charter.member)
    for number, step in enumerate(chain.step):
        for role in step.who:
            if role not in holders:
                yield Mistake(
                    f"{place}.step[{number}].who",
                    f"Không có thành viên nào giữ vai «{role}», nên bước này không ai làm được.",
                )
        if step.kind is StepKind.PUBLISH and step.when is not Condition.ALWAYS:
            yield Mistake(f"{place}.step[{number}].when", "Bước đăng tải luôn áp dụng, không được đặt điều kiện.")
        if step.author_may and step.kind is not StepKind.PUBLISH:
            yield Mistake(f"{place}.step[{number}].author_may", "Chỉ bước đăng tải mới được để tác giả tự làm.")
        if step.kind is StepKind.VOTE and charter.vote is None:
            yield Mistake(f"{place}.step[{number}].kind", "Bước biểu quyết (vote) cần mục vote nói cách biểu quyết.")
        if step.kind is StepKind.VOTE and step.in_charge_of:
            yield Mistake(f"{place}.step[{number}].in_charge_of", "Bước biểu quyết là của cả Ban, không giao riêng ai.")
        if step.in_charge_of == "unit" and not charter.unit:
            yield Mistake(
                f"{place}.step[{number}].in_charge_of",
                "Quy chế không khai đơn vị nào, nên không phân theo đơn vị được.",
            )
    for role in chain.drafted_by:
        if role not in holders:
            yield Mistake(f"{place}.drafted_by", f"Không có thành viên nào giữ vai «{role}».")


def _by_role(members: Iterable[Member]) -> set[RoleKey]:
    return {member.role for member in members}
