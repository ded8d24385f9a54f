"""The rules about the moment of posting (R45): who sets, moves and calls it off, and which moments there are. Pure: no query, no clock of its own.

Whoever may post may say when. Asked through `gate/appointments.py`; at the moment itself the rules of posting are asked again.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.clocks.sentence import day_and_time
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import not_active

FARTHEST = datetime.timedelta(days=365)


@dataclass(frozen=True)
class AppointmentFacts:
    """`against_posting`: why this person may not post the item now. Moments are aware; `standing` is the one appointed so far, `comes_down_at` the one at
    which the approved text comes down by itself, `deed_until` the end of the deed that this person acts under."""

    is_active: bool
    now: datetime.datetime
    against_posting: Refusal | None = None
    is_entitled: bool = False
    reason: str = ""
    asked: datetime.datetime | None = None
    standing: datetime.datetime | None = None
    comes_down_at: datetime.datetime | None = None
    deed_until: datetime.datetime | None = None
    may_withdraw: bool = False


def may(act: Act, facts: AppointmentFacts) -> Refusal | None:
    """None where the moment may be set or moved (APPOINT), or called off (CALL_OFF); else the first reason against it."""
    return _may_appoint(facts) if act is Act.APPOINT else _may_call_off(facts)


def _may_appoint(facts: AppointmentFacts) -> Refusal | None:
    if not facts.is_active:
        return not_active()
    if facts.against_posting and not facts.against_posting.asks_reason:
        return facts.against_posting
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết vì sao đăng vào giờ ấy; lý do được ghi vào sổ quyết định."),
            asks_reason=True,
        )
    return _no_such_moment(facts)


def _no_such_moment(facts: AppointmentFacts) -> Refusal | None:
    asked = facts.asked
    if asked is None:
        return Refusal("moment-needed", _("Hãy chọn ngày và giờ đăng."))
    if asked <= facts.now:
        return Refusal("moment-past", _("Giờ hẹn phải ở sau lúc này. Muốn đăng ngay thì dùng «Đăng lên cổng»."))
    if asked > facts.now + FARTHEST:
        return Refusal("moment-too-far", _("Chỉ hẹn được trong vòng một năm. Hãy xem lại năm đã chọn."))
    if asked == facts.standing:
        return Refusal("same-moment", _("Mục này đã hẹn đúng giờ ấy."))
    if facts.comes_down_at and asked >= facts.comes_down_at:
        return Refusal(
            "comes-down", _("Bản đã duyệt tự gỡ lúc %s. Hãy hẹn đăng trước giờ đó.") % day_and_time(facts.comes_down_at)
        )
    if facts.deed_until and asked >= facts.deed_until:
        return Refusal(
            "deed-ends",
            _("Bạn làm thay theo ủy quyền đến %s; sau đó bạn không còn đăng được. Hãy hẹn trước giờ đó.")
            % day_and_time(facts.deed_until),
        )
    return None


def _may_call_off(facts: AppointmentFacts) -> Refusal | None:
    if not facts.is_active:
        return not_active()
    if facts.standing is None:
        return Refusal("not-appointed", _("Mục này không có giờ hẹn đăng nào để hủy."))
    if not (facts.is_entitled or facts.may_withdraw):
        return Refusal(
            "not-yours",
            _("Chỉ người được đăng mục này, hoặc người quyết định gỡ, mới hủy được giờ hẹn đăng."),
        )
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao hủy giờ hẹn."), asks_reason=True)
    return None


def not_theirs_any_more(who: str) -> Refusal:
    """At the moment itself: whoever appointed it has lost the seat, the deed or the account by then."""
    return Refusal(
        "not-yours",
        _("%s, người đã hẹn giờ, không còn được đăng mục này (thôi giữ vai, hết ủy quyền hoặc tài khoản bị khóa).")
        % who,
    )


def not_as_appointed() -> Refusal:
    """At the moment itself: what stands in the database is not what the ledger says was appointed."""
    return Refusal("altered", _("Giờ hẹn đang lưu không khớp với sổ quyết định."))
