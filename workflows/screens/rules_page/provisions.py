"""The rest of a charter on its rules page, a line for each provision: who sits where, votes, times, exceptions, what is confirmed, duties."""

from collections.abc import Iterable

from workflows.charter.after_publication import mistakes_of, spot_check_of
from workflows.charter.roles import titles_of
from workflows.charter.schema import Charter, Deadline
from workflows.charter.words import CONTENT_NAMES
from workflows.clocks.sentence import length
from workflows.gate.on_paper import others
from workflows.gate.on_paper.somebody import Question
from workflows.rules.act import Act
from workflows.rules.chain import OWN_TEXT, TWO_LEVELS
from workflows.rules.clocks import ClockAct
from workflows.screens.drawing import drawn_deadlines, drawn_vote
from workflows.screens.rules_page.table import Part, Tables

PERIODS = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}


def seats(rules: Charter) -> Part:
    """The roles as the charter titles them, with the seats of each, and who is in charge of which field and unit."""
    charge = [(f"lĩnh vực {field.name}", field.in_charge) for field in rules.field]
    charge += [(f"đơn vị {unit.name}", unit.deputy) for unit in rules.unit]
    lines = []
    for role in rules.role:
        held = []
        for member in (member for member in rules.member if member.role == role.key):
            named = "; ".join(name for name, key in charge if key == member.key)
            held.append(f"{member.title} (phụ trách {named})" if named else member.title)
        lines.append(f"{role.title}: {'; '.join(held) or 'không có ghế nào'} – {role.source}.")
    return Part("Vai, ghế, phân công", tuple(lines))


def exceptions(rules: Charter) -> Part:
    """What the charter allows beside its rule that nobody decides twice, nor on their own text."""
    names = {OWN_TEXT: "Tự quyết định về nội dung mình viết", TWO_LEVELS: "Một người giữ hai bước"}
    lines = []
    for each in rules.exception:
        when = " (chỉ khi những người khác làm được bước ấy đều vắng)" if each.only_while_others_are_away else ""
        lines.append(f"{names[each.of]}{when}: {each.because.rstrip('.')} – {each.source}.")
    return Part(
        "Ngoại lệ", tuple(lines or ["Không có: không ai quyết định về nội dung mình viết, không ai giữ hai bước."])
    )


def voting(rules: Charter) -> tuple[str, ...]:
    drawn = drawn_vote(rules)
    vote = drawn["vote"]
    return (
        f"{drawn['rules']} Phiếu {'kín' if vote.secret else 'ghi tên'}, nhận trong {drawn['within']} nếu không ghi khác. Người viết mục được biểu quyết chỉ nêu ý kiến, không có phiếu – {vote.source}.",
    )


def succession(rules: Charter) -> tuple[str, ...]:
    if rules.succession is None:
        return ("Quy chế không xếp thứ tự người thay Trưởng ban.",)
    order = " → ".join(_titles(rules, rules.succession.order))
    sensitive = "cũng được giao" if rules.succession.lends_sensitive else "chỉ khi văn bản ghi rõ"
    return (f"Thay Trưởng ban theo thứ tự: {order}; nội dung nhạy cảm {sensitive} – {rules.succession.source}.",)


def times(tables: Tables) -> Part:
    """Each clock: how long since when, what pauses and extends it, and who does."""
    lines = []
    for deadline, drawn in zip(tables.rules.deadline, drawn_deadlines(tables.rules), strict=True):
        said = [f"{drawn.name}: {drawn.within} kể từ {drawn.starts}"]
        if drawn.pauses:
            said.append(f"tạm dừng khi {drawn.pauses} ({tables.who_may(_of_clock(ClockAct.PAUSE, deadline))})")
        if drawn.extends:
            said.append(f"gia hạn {drawn.extends} ({tables.who_may(_of_clock(ClockAct.EXTEND, deadline))})")
        lines.append("; ".join(said) + f" – {drawn.source}.")
    return Part("Thời hạn", tuple(lines))


def _of_clock(act: ClockAct, deadline: Deadline) -> Question:
    return lambda who: others.ask_clock(who, act, deadline)


def checklist(rules: Charter) -> Part:
    lines = []
    for item in rules.checklist:
        kinds = ", ".join(str(CONTENT_NAMES[content]) for content in item.content)
        when = ", ".join(str(Act(at).label) for at in item.at)
        file = "; phải có tệp bản ký (PDF) kèm theo" if item.needs_file else ""
        lines.append(f"{item.text.rstrip('.')} ({kinds}; trước khi {when}{file}) – {item.source}.")
    if lines and rules.urgent:
        lines.append("Đăng khẩn và xác nhận bản đăng khẩn: như trước khi thẩm định và phê duyệt.")
    return Part("Điều phải xác nhận", tuple(lines or ["Quy chế không đặt điều nào."]))


def afterwards(rules: Charter) -> tuple[str, ...]:
    mistakes, check = mistakes_of(rules), spot_check_of(rules)
    return (
        f"Báo sai sót: trả lời trong {length(mistakes.within)} – {mistakes.source}.",
        f"Kiểm tra lại: mỗi {PERIODS[check.per]} rút {check.items} mục, xem trong {length(check.within)} – {check.source}.",
    )


def duties(rules: Charter) -> Part:
    """Citizens' questions, quotas, meetings, reports, royalties, as far as the charter has them."""
    lines = []
    if asked := rules.questions:
        parts = [
            ("phân loại", asked.triaged_by), ("phân công", asked.assigned_by or asked.triaged_by),
            ("gửi câu trả lời không đăng", asked.answered_by), ("đọc người hỏi là ai", asked.personal_data),
            ("đọc đơn khiếu nại, tố cáo", asked.confidential_to),
        ]  # fmt: skip
        said = "; ".join(f"{what}: {', '.join(_titles(rules, roles))}" for what, roles in parts)
        lines.append(
            f"Câu hỏi của người dân – {said}; dữ liệu người hỏi giữ {length(asked.kept_for)} – {asked.source}."
        )
    for quota in rules.quota:
        who = ", ".join(_titles(rules, quota.roles))
        lines.append(f"Chỉ tiêu: {who}, {quota.items} tin mỗi {PERIODS[quota.per]} – {quota.source}.")
    lines += [f"{meeting.name}: {meeting.every_months} tháng một lần – {meeting.source}." for meeting in rules.meeting]
    lines += [
        f"Báo cáo «{each.name}»: gửi {each.to}, {each.every_months} tháng một lần – {each.source}."
        for each in rules.report
    ]
    if paid := rules.royalty:
        graded, approved = ", ".join(_titles(rules, paid.graded_by)), ", ".join(_titles(rules, paid.approved_by))
        lines.append(
            f"Nhuận bút: {graded} chấm, {approved} duyệt, chi {paid.paid_every_months} tháng một lần – {paid.source}."
        )
    return Part("Việc khác", tuple(lines or ["Quy chế không đặt việc nào."]))


def _titles(rules: Charter, roles: Iterable[str]) -> list[str]:
    titles = titles_of(rules)
    return [titles[role] for role in roles if role in titles]
