"""The rules of delegation: why a deed may not be written, confirmed or ended, or nothing. Pure: no query, no request, no clock.

Sources: R53-R58; NĐ 30/2020 Điều 13 (in writing, for a time, for a scope, not passed on); 1.20.7 (absence alone gives nothing).
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal

LONGEST = datetime.timedelta(days=180)  # the law says "for a time" and no number; a longer absence needs a new deed


@dataclass(frozen=True)
class DeedFacts:
    """What the rules look at, about a deed that somebody is writing."""

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
    succession: tuple[str, ...]  # role keys; empty where the charter sets no order for this giver
    receiver_role: str
    skipped: tuple[str, ...]  # titles of those who come before the receiver in the order and could be asked
    ground: str


def may_write(facts: DeedFacts) -> Refusal | None:
    """None where the deed may be written; else the first reason against it."""
    if not facts.is_on_board or not (facts.is_written_by_giver or facts.is_written_by_secretary):
        return Refusal("not-yours", _("Văn bản ủy quyền do chính người ủy quyền hoặc Thư ký Ban biên tập lập."))
    if not facts.has_giver or not facts.has_receiver:
        return Refusal("nobody-there", _("Ghế này chưa có người. Hãy chọn người đang giữ ghế trong Ban biên tập."))
    if facts.is_same_person:
        return Refusal("same-person", _("Người được ủy quyền phải là người khác."))
    if not facts.asked:
        return Refusal("no-act", _("Hãy chọn ít nhất một việc được làm thay."))
    if facts.asked - facts.held:
        return Refusal(
            "not-held",
            _(
                "Người ủy quyền chỉ giao được việc mà quy chế giao cho chính mình; việc nhận ủy quyền không giao tiếp cho người khác."
            ),
        )
    return _period(facts) or _order(facts)


def _period(facts: DeedFacts) -> Refusal | None:
    if not facts.document_number.strip():
        return Refusal("no-document", _("Hãy ghi số văn bản ủy quyền: ủy quyền phải bằng văn bản."))
    if facts.ends_at <= facts.starts_at:
        return Refusal("no-period", _("Lúc kết thúc phải sau lúc bắt đầu."))
    if facts.ends_at <= facts.now:
        return Refusal("past", _("Thời gian ủy quyền đã qua. Hãy chọn lúc kết thúc sau bây giờ."))
    if facts.ends_at - facts.starts_at > LONGEST:
        return Refusal("too-long", _("Ủy quyền có thời hạn: mỗi văn bản nhiều nhất %d ngày.") % LONGEST.days)
    return None


def _order(facts: DeedFacts) -> Refusal | None:
    if not facts.succession:
        return None
    if facts.receiver_role not in facts.succession:
        return Refusal(
            "not-in-order", _("Theo quy chế, người này không nằm trong thứ tự được ủy quyền khi Trưởng ban đi vắng.")
        )
    if facts.skipped and not facts.ground.strip():
        return Refusal(
            "out-of-order",
            _("Theo thứ tự của quy chế, %s được ủy quyền trước. Nếu người đó cũng vắng, hãy ghi lý do.")
            % ", ".join(facts.skipped),
            asks_reason=True,
        )
    return None


def may_confirm(*, is_giver: bool, state: str) -> Refusal | None:
    if not is_giver:
        return Refusal("not-yours", _("Chỉ người ủy quyền xác nhận được văn bản ủy quyền của mình."))
    if state == "ended":
        return Refusal("ended", _("Văn bản ủy quyền này đã hết hiệu lực. Hãy lập văn bản mới."))
    if state != "waiting":
        return Refusal("confirmed", _("Văn bản ủy quyền này đã được xác nhận rồi."))
    return None


def may_end(*, is_party: bool, state: str, reason: str) -> Refusal | None:
    """Ending takes a power away and gives none, so the giver, the receiver and the secretary each may."""
    if not is_party:
        return Refusal("not-yours", _("Người ủy quyền, người được ủy quyền hoặc Thư ký mới chấm dứt được ủy quyền."))
    if state == "ended":
        return Refusal("ended", _("Ủy quyền này đã chấm dứt rồi."))
    if not reason.strip():
        return Refusal("reason-needed", _("Hãy ghi lý do chấm dứt ủy quyền."), asks_reason=True)
    return None
