"""The schema of a charter (Quy chế), and the reading of one from its file.

Pure: no query and no Django model. `load(path)` gives a `Charter` or raises `CharterError`, which holds one
`Mistake` per fault: the file, the place in it, and a sentence in Vietnamese for the person who wrote the file.
What a charter compiles to stands in `workflows/compiler.py`.
"""

import datetime
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

CHARTERS_FOLDER = Path(__file__).parent / "charters"

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class RoleKey(StrEnum):
    """The roles a charter can give (R1-R23). Their titles are the charter's; the keys are the same everywhere."""

    CHIEF = "truong-ban"
    STANDING_DEPUTY = "pho-truc"
    DEPUTY = "pho-ban"
    MEMBER = "thanh-vien"
    EDITOR = "bien-tap-vien"
    SECRETARY = "thu-ky"
    CONTRIBUTOR = "cong-tac-vien"


class Content(StrEnum):
    """What a chain is for. `page` is everything that is not one of the three kinds: front page, sections, static pages."""

    NEWS = "news"
    DOCUMENT = "document"
    QUESTION = "question"
    PAGE = "page"


class StepKind(StrEnum):
    """Approve is not publish (R31, R36): reviewing and approving judge a text, publishing posts exactly what was approved."""

    REVIEW = "review"
    APPROVE = "approve"
    PUBLISH = "publish"


class Condition(StrEnum):
    """When a step applies; a step that does not is recorded as skipped, with the reason."""

    ALWAYS = "always"
    SENSITIVE = "sensitive"
    NOT_SENSITIVE = "not-sensitive"
    SUBMITTED_BY_OTHERS = "submitted-by-others"


class TimeUnit(StrEnum):
    WORKING_DAY = "working-day"
    DAY = "day"
    HOUR = "hour"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Strict):
    """A value with where it comes from: the rule's number, the clause, and the default taken where the charter is silent."""

    rule: Text
    clause: str = ""
    default: str = ""


class Duration(Strict):
    amount: Annotated[int, Field(ge=1, le=400)]
    unit: TimeUnit


class BoardIdentity(Strict):
    slug: Key
    name: Text
    site_name: Text
    tier: Literal["province", "department", "commune"]
    hostname: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", max_length=200)]
    agency: Text
    parent_agency: str = ""
    address: Text
    phone: Text
    email: Text
    responsible: Text


class Deed(Strict):
    """The charter as a dated, signed document (R156)."""

    title: Text
    number: str = ""
    issued_on: datetime.date | None = None
    in_force_from: datetime.date
    issuer: Text
    note: str = ""


class LegalBasis(Strict):
    title: Text
    number: str = ""
    issued_on: datetime.date | None = None
    in_force_from: datetime.date | None = None
    expired_on: datetime.date | None = None
    replaced_by: str = ""
    rule: str = ""


class Role(Sourced):
    key: RoleKey
    title: Text


class Member(Sourced):
    key: Key
    role: RoleKey
    title: Text


class FieldOfWork(Sourced):
    key: Key
    name: Text
    in_charge: Key


class Unit(Sourced):
    key: Key
    name: Text
    deputy: Key


class Section(Strict):
    key: Key
    name: Text


class Step(Sourced):
    key: Key
    name: Text
    kind: StepKind
    who: Annotated[tuple[RoleKey, ...], Field(min_length=1)]
    in_charge_of: Literal["field", "unit"] | None = None
    when: Condition = Condition.ALWAYS
    within: Duration | None = None
    author_may: bool = False


class Chain(Sourced):
    key: Key
    name: Text
    content: Annotated[tuple[Content, ...], Field(min_length=1)]
    drafted_by: Annotated[tuple[RoleKey, ...], Field(min_length=1)]
    step: Annotated[tuple[Step, ...], Field(min_length=2)]


class AllowedException(Sourced):
    """An exception to four eyes that this charter allows, for a board too small (1.20.8). Asked with a reason, and shown."""

    of: Literal["own-text", "two-levels"]
    because: Text


class Succession(Sourced):
    order: tuple[RoleKey, ...]


class Vote(Sourced):
    quorum: Literal["half-of-members", "two-thirds-of-members"]
    majority: Literal["of-members", "of-present"]
    tie: Literal["chief", "chair", "rejected"]


class Withdrawal(Sourced):
    who: Annotated[tuple[RoleKey, ...], Field(min_length=1)]


class Deadline(Sourced):
    key: Key
    name: Text
    content: Content
    starts: Literal["event", "event-end", "signature", "receipt", "approval", "report-sent"]
    within: Duration


class Quota(Sourced):
    roles: Annotated[tuple[RoleKey, ...], Field(min_length=1)]
    items: Annotated[int, Field(ge=1)]
    per: Literal["month", "quarter", "year"]


class Meeting(Sourced):
    name: Text
    every_months: Annotated[int, Field(ge=1, le=12)]


class Report(Sourced):
    name: Text
    to: Text
    every_months: Annotated[int, Field(ge=1, le=12)]


class Royalty(Sourced):
    graded_by: tuple[RoleKey, ...]
    approved_by: tuple[RoleKey, ...]
    paid_every_months: Annotated[int, Field(ge=1, le=12)] = 1


class Charter(Strict):
    board: BoardIdentity
    charter: Deed
    legal_basis: Annotated[tuple[LegalBasis, ...], Field(min_length=1)]
    role: Annotated[tuple[Role, ...], Field(min_length=1)]
    member: Annotated[tuple[Member, ...], Field(min_length=1)]
    field: Annotated[tuple[FieldOfWork, ...], Field(min_length=1)]
    unit: tuple[Unit, ...] = ()
    section: Annotated[tuple[Section, ...], Field(min_length=1)]
    chain: Annotated[tuple[Chain, ...], Field(min_length=1)]
    withdrawal: Withdrawal
    exception: tuple[AllowedException, ...] = ()
    succession: Succession | None = None
    vote: Vote | None = None
    deadline: tuple[Deadline, ...] = ()
    quota: tuple[Quota, ...] = ()
    meeting: tuple[Meeting, ...] = ()
    report: tuple[Report, ...] = ()
    royalty: Royalty | None = None

    def chain_for(self, content: Content) -> Chain:
        return next(chain for chain in self.chain if content in chain.content)


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
    yield from _people(charter)
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
    for role in charter.succession.order if charter.succession else ():
        if role not in roles:
            yield Mistake("succession.order", f"Vai «{role}» chưa được khai ở mục role.")
    for role in charter.withdrawal.who:
        if role not in roles:
            yield Mistake("withdrawal.who", f"Vai «{role}» chưa được khai ở mục role.")


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
