"""Who may write, confirm or end a deed of delegation: `may(act, facts)` says why not, or nothing. Pure, like `workflows/rules/chain.py`.

Sources: R53-R58; NĐ 30/2020 Điều 13 (in writing, for a time, for a scope, not passed on); 1.20.7 (absence alone gives nothing).
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.words import RoleKey
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal

LONGEST = datetime.timedelta(days=180)  # the law says "for a time" and no number; a longer absence needs a new deed


class DeedAct(StrEnum):
    WRITE = "write"
    CONFIRM = "confirm"
    END = "end"
    REPORT = "report"
    SEE = "see"


@dataclass(frozen=True)
class Writing:
    """What the rules look at of a deed that somebody is writing."""

    is_written_by_giver: bool
    is_written_by_secretary: bool
    is_on_board: bool
    has_giver: bool
    has_receiver: bool
    is_same_person: bool
    asked: frozenset[str]
    held: frozenset[str]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    now: datetime.datetime
    document_number: str
    document_day: datetime.datetime  # the beginning of the day that stands on the paper
    is_twice: bool  # one of the same pair, scope and time stands already
    has_other_paper: bool  # a deed of this number stands that says another day, or has another file
    succession: tuple[str, ...]  # names of roles; empty where the charter sets no order for this giver
    receiver_role: str  # the name by which the receiver stands in that order, else the function
    skipped: tuple[str, ...]  # titles of those who come before the receiver in the order and could be asked
    ground: str


@dataclass(frozen=True)
class DeedFacts:
    """What the rules look at: of a deed that is written (`writing`), or of one that stands, whose `state` is that of `Delegation`.

    `is_party`: the giver, the receiver, or the board's secretary."""

    writing: Writing | None = None
    is_giver: bool = False
    is_receiver: bool = False
    is_confirmed: bool = False
    has_report: bool = False  # that the giver has not seen
    is_party: bool = False
    state: str = ""
    reason: str = ""


def may(act: DeedAct, facts: DeedFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    return _RULES[act](facts)


def _may_write(facts: DeedFacts) -> Refusal | None:
    deed = facts.writing
    if deed is None or not deed.is_on_board or not (deed.is_written_by_giver or deed.is_written_by_secretary):
        return Refusal("not-yours", _("Văn bản ủy quyền do chính người ủy quyền hoặc Thư ký Ban biên tập lập."))
    if not deed.has_giver or not deed.has_receiver:
        return Refusal("nobody-there", _("Ghế này chưa có người. Hãy chọn người đang giữ ghế trong Ban biên tập."))
    if deed.is_same_person:
        return Refusal("same-person", _("Người được ủy quyền phải là người khác."))
    if not deed.asked:
        return Refusal("no-act", _("Hãy chọn ít nhất một việc được làm thay."))
    if deed.asked - deed.held:
        return Refusal(
            "not-held",
            _(
                "Người ủy quyền chỉ giao được việc mà quy chế giao cho chính mình; việc nhận ủy quyền không giao tiếp cho người khác."
            ),
        )
    return _receiver(deed) or _period(deed) or _order(deed)


def _receiver(deed: Writing) -> Refusal | None:
    """Whoever helps the board decides in nobody's stead; an assistant may bring another's ballot (AG Đ14.2)."""
    if deed.receiver_role == RoleKey.TECHNICAL:
        return keeps_running()
    if deed.receiver_role == RoleKey.ASSISTANT and deed.asked != {Act.VOTE}:
        return Refusal(
            "assists",
            _(
                "Người giúp việc không quyết định thay ai; chỉ gửi được phiếu ý kiến thay người ủy quyền. Hãy chọn riêng việc «%s», hoặc chọn người khác."
            )
            % Act.VOTE.label,
        )
    return None


def keeps_running() -> Refusal:
    return Refusal(
        "keeps-running", _("Người giữ kỹ thuật không quyết định thay ai nên không nhận ủy quyền. Hãy chọn người khác.")
    )


def _period(deed: Writing) -> Refusal | None:
    if not deed.document_number.strip():
        return Refusal("no-document", _("Hãy ghi số văn bản ủy quyền: ủy quyền phải bằng văn bản."))
    if deed.ends_at <= deed.starts_at:
        return Refusal("no-period", _("Lúc kết thúc phải sau lúc bắt đầu."))
    if deed.ends_at <= deed.now:
        return Refusal("past", _("Thời gian ủy quyền đã qua. Hãy chọn lúc kết thúc sau bây giờ."))
    if deed.ends_at - deed.starts_at > LONGEST:
        return Refusal("too-long", _("Ủy quyền có thời hạn: mỗi văn bản nhiều nhất %d ngày.") % LONGEST.days)
    if deed.starts_at < deed.document_day:
        return Refusal(
            "before-its-paper",
            _("Ủy quyền không bắt đầu trước ngày của văn bản. Hãy kiểm tra lại ngày văn bản và ngày bắt đầu."),
        )
    return _paper(deed)


def _paper(deed: Writing) -> Refusal | None:
    """One number is one paper; several deeds may stand on it."""
    if deed.has_other_paper:
        return Refusal(
            "number-used",
            _(
                "Số văn bản này đã ghi cho một ủy quyền khác, với ngày hoặc bản chụp khác. Hãy kiểm tra lại số; nếu cùng một văn bản, hãy ghi đúng ngày và tải lên đúng bản chụp ấy."
            ),
        )
    if deed.is_twice:
        return Refusal(
            "twice",
            _("Đã có ủy quyền cho chính người này, cùng việc, cùng phạm vi, trong thời gian đó. Không cần lập nữa."),
        )
    return None


def _order(deed: Writing) -> Refusal | None:
    if not deed.succession:
        return None
    if deed.receiver_role not in deed.succession:
        return Refusal("not-in-order", not_in_order())
    if deed.skipped and not deed.ground.strip():
        return Refusal(
            "out-of-order",
            _("Theo thứ tự của quy chế, %s được ủy quyền trước. Nếu người đó cũng vắng, hãy ghi lý do.")
            % ", ".join(deed.skipped),
            asks_reason=True,
        )
    return None


def not_in_order() -> str:
    return _("Theo quy chế, người này không nằm trong thứ tự được ủy quyền khi Trưởng ban đi vắng.")


def _may_confirm(facts: DeedFacts) -> Refusal | None:
    if not facts.is_giver:
        return Refusal("not-yours", _("Chỉ người ủy quyền xác nhận được văn bản ủy quyền của mình."))
    if facts.state == "ended":
        return Refusal("ended", _("Văn bản ủy quyền này đã hết hiệu lực. Hãy lập văn bản mới."))
    if facts.state != "waiting":
        return Refusal("confirmed", _("Văn bản ủy quyền này đã được xác nhận rồi."))
    return None


def _may_end(facts: DeedFacts) -> Refusal | None:
    """Ending takes a power away and gives none, so the giver, the receiver and the secretary each may."""
    if not facts.is_party:
        return Refusal("not-yours", _("Người ủy quyền, người được ủy quyền hoặc Thư ký mới chấm dứt được ủy quyền."))
    if facts.state == "ended":
        return Refusal("ended", _("Ủy quyền này đã chấm dứt rồi."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy ghi lý do chấm dứt ủy quyền."), asks_reason=True)
    return None


def _may_report(facts: DeedFacts) -> Refusal | None:
    """Who stood in reports in their own words (NT Đ7.3), while the deed is in force or afterwards."""
    if not facts.is_receiver:
        return Refusal("not-yours", _("Chỉ người được ủy quyền báo cáo kết quả những việc đã làm thay."))
    if not facts.is_confirmed or facts.state not in ("in-force", "ended"):
        return Refusal("not-begun", _("Ủy quyền này chưa có hiệu lực nên chưa có gì để báo cáo."))
    if not facts.reason:
        return Refusal(
            "reason-needed", _("Hãy viết báo cáo: đã làm gì, còn gì người ủy quyền cần biết."), asks_reason=True
        )
    return None


def _may_see(facts: DeedFacts) -> Refusal | None:
    if not facts.is_giver:
        return Refusal("not-yours", _("Báo cáo này gửi cho người ủy quyền; người đó ghi đã xem."))
    if not facts.has_report:
        return Refusal("no-report", _("Không có báo cáo nào chưa xem."))
    return None


_RULES = {
    DeedAct.WRITE: _may_write,
    DeedAct.CONFIRM: _may_confirm,
    DeedAct.END: _may_end,
    DeedAct.REPORT: _may_report,
    DeedAct.SEE: _may_see,
}
