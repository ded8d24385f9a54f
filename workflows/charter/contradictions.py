"""What is well formed in each place of a charter and wrong as a whole: a sentence in Vietnamese for each. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from workflows.charter.contradictions_of_roles import of_people, of_roles, of_what_is_given, undeclared
from workflows.charter.mistake import Mistake
from workflows.charter.roles import GIVEN_TO_ROLES, holders_of
from workflows.charter.schema import Chain, Charter, Step
from workflows.charter.words import Condition, Content, RoleKey, StepKind, TimeUnit


def contradictions(charter: Charter) -> Iterator[Mistake]:
    """What is well formed in each place and wrong as a whole."""
    yield from _repeated("board.aliases", [charter.board.hostname, *charter.board.aliases])
    yield from _repeated("role", [r.key for r in charter.role])
    yield from _repeated("member", [m.key for m in charter.member])
    yield from _repeated("field", [f.key for f in charter.field])
    yield from _repeated("unit", [u.key for u in charter.unit])
    yield from _repeated("section", [s.key for s in charter.section])
    yield from _repeated("chain", [c.key for c in charter.chain])
    yield from _repeated("deadline", [d.key for d in charter.deadline])
    yield from _repeated("checklist", [item.key for item in charter.checklist])
    yield from _needing_files(charter)
    yield from of_roles(charter)
    yield from of_people(charter)
    yield from of_what_is_given(charter)
    yield from _named_roles(charter)
    yield from _urgent(charter)
    yield from _questions(charter)
    yield from _deadlines(charter)
    yield from _coverage(charter)
    for number, chain in enumerate(charter.chain):
        yield from _chain(charter, chain, f"chain[{number}]")


def _repeated(place: str, keys: list[Any]) -> Iterator[Mistake]:
    for key, times in Counter(keys).items():
        if times > 1:
            yield Mistake(place, f"Khóa «{key}» được dùng {times} lần; mỗi khóa chỉ được dùng một lần.")


def _needing_files(charter: Charter) -> Iterator[Mistake]:
    for number, item in enumerate(charter.checklist):
        if item.needs_file and item.content != (Content.DOCUMENT,):
            yield Mistake(f"checklist[{number}].content", "Chỉ văn bản (document) mới có tệp bản ký để so.")


def _named_roles(charter: Charter) -> Iterator[Mistake]:
    """Where the charter gives something to a role, it has that role."""
    for table, names in GIVEN_TO_ROLES.items():
        provision = getattr(charter, table)
        for name in names if provision else ():
            yield from undeclared(charter, f"{table}.{name}", getattr(provision, name) or ())


def _urgent(charter: Charter) -> Iterator[Mistake]:
    urgent = charter.urgent
    if urgent and len(holders_of(charter, urgent.confirmed_by)) < 2:
        yield Mistake(
            "urgent.confirmed_by",
            "Phải có ít nhất hai người xác nhận được: không ai xác nhận bản do chính mình đăng khẩn.",
        )


def _questions(charter: Charter) -> Iterator[Mistake]:
    """The times that citizens' data depend on are such as the worker can count, and somebody can do what the charter gives to a role."""
    if charter.questions is None:
        return
    if charter.questions.kept_for.unit is not TimeUnit.DAY:
        yield Mistake("questions.kept_for", "Thời gian giữ dữ liệu của người hỏi phải tính bằng ngày (day).")
    if charter.questions.waits_for_asker.unit is TimeUnit.HOUR:
        yield Mistake(
            "questions.waits_for_asker", "Thời gian chờ người hỏi bổ sung phải tính bằng ngày, không bằng giờ."
        )
    for kind, within in charter.questions.within.items():
        if within.unit is TimeUnit.HOUR:
            yield Mistake(f"questions.within.{kind}", "Thời hạn trả lời người dân phải tính bằng ngày, không bằng giờ.")
    if charter.questions.assigned_by and not holders_of(charter, charter.questions.assigned_by):
        yield Mistake("questions.assigned_by", "Không có thành viên nào giữ vai này, nên câu hỏi không ai phân công.")
    if not holders_of(charter, charter.questions.confidential_to):
        yield Mistake(
            "questions.confidential_to", "Không có thành viên nào giữ vai này, nên đơn tố cáo không ai đọc được."
        )


def _deadlines(charter: Charter) -> Iterator[Mistake]:
    for number, deadline in enumerate(charter.deadline):
        place = f"deadline[{number}]"
        yield from undeclared(charter, f"{place}.extends.by", deadline.extends.by if deadline.extends else ())
        yield from undeclared(charter, f"{place}.escalate_to", deadline.escalate_to or ())
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
    yield from _approvals([step for step in chain.step if step.kind is StepKind.APPROVE], f"{place}.step")
    for number, step in enumerate(chain.step):
        yield from _step(charter, step, f"{place}.step[{number}]")
    for role in _held_by_nobody(charter, chain.drafted_by):
        yield Mistake(f"{place}.drafted_by", f"Không có thành viên nào giữ vai «{role}».")


def _approvals(approvals: list[Step], place: str) -> Iterator[Mistake]:
    """Whatever the text, somebody approves it; what is sensitive the chief (R59)."""
    conditions = {step.when for step in approvals}
    if not approvals:
        yield Mistake(place, "Quy trình phải có ít nhất một bước phê duyệt (approve).")
    elif Condition.ALWAYS not in conditions and not {Condition.SENSITIVE, Condition.NOT_SENSITIVE} <= conditions:
        yield Mistake(place, "Có trường hợp không ai phê duyệt: phải có bước phê duyệt luôn áp dụng.")
    if not any(RoleKey.CHIEF in step.who and step.when is not Condition.NOT_SENSITIVE for step in approvals):
        yield Mistake(
            place,
            "Phải có bước phê duyệt của Trưởng ban (luôn áp dụng hoặc khi nội dung nhạy cảm): nội dung nhạy cảm do Trưởng ban trực tiếp cho ý kiến.",
        )


def _step(charter: Charter, step: Step, place: str) -> Iterator[Mistake]:
    for role in _held_by_nobody(charter, step.who):
        yield Mistake(f"{place}.who", f"Không có thành viên nào giữ vai «{role}», nên bước này không ai làm được.")
    if step.kind is StepKind.PUBLISH and step.when is not Condition.ALWAYS:
        yield Mistake(f"{place}.when", "Bước đăng tải luôn áp dụng, không được đặt điều kiện.")
    if step.author_may and step.kind is not StepKind.PUBLISH:
        yield Mistake(f"{place}.author_may", "Chỉ bước đăng tải mới được để tác giả tự làm.")
    if step.kind is StepKind.VOTE:
        yield from _vote(charter, step, place)
    if step.in_charge_of == "unit" and not charter.unit:
        yield Mistake(f"{place}.in_charge_of", "Quy chế không khai đơn vị nào, nên không phân theo đơn vị được.")


def _vote(charter: Charter, step: Step, place: str) -> Iterator[Mistake]:
    if charter.vote is None:
        yield Mistake(f"{place}.kind", "Bước biểu quyết (vote) cần mục vote nói cách biểu quyết.")
    if step.in_charge_of:
        yield Mistake(f"{place}.in_charge_of", "Bước biểu quyết là của cả Ban, không giao riêng ai.")


def _held_by_nobody(charter: Charter, roles: Iterable[str]) -> list[str]:
    return [role for role in roles if not holders_of(charter, {role})]
