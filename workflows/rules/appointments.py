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

# Refusals that speak to the person who acts.
PERSONAL = {"own-text", "two-levels", "others-there", "keeps-running", "not-a-member", "not-yours", "not-active"}
FARTHEST = datetime.timedelta(days=365)


@dataclass(frozen=True)
class AppointmentFacts:
    """`against_posting`: why this person may not post the item now. Moments are aware; `standing` is the one appointed so far, by them or
    not, `comes_down_at` the one at which the approved text comes down by itself, `named_in_text` the one at which a text of before appears,
    `deed_until` the end of the deed that this person acts under; `others_then` who could post it at the moment asked for, where the
    charter lets this person only while they are away."""

    is_active: bool
    now: datetime.datetime
    against_posting: Refusal | None = None
    is_entitled: bool = False
    reason: str = ""
    asked: datetime.datetime | None = None
    standing: datetime.datetime | None = None
    is_standing_theirs: bool = False
    comes_down_at: datetime.datetime | None = None
    named_in_text: datetime.datetime | None = None
    deed_until: datetime.datetime | None = None
    others_then: str = ""
    may_withdraw: bool = False


def may(act: Act, facts: AppointmentFacts) -> Refusal | None:
    """None where the moment may be set or moved (APPOINT), or called off (CALL_OFF); else the first reason against it."""
    return _may_appoint(facts) if act is Act.APPOINT else _may_call_off(facts)


def _may_appoint(facts: AppointmentFacts) -> Refusal | None:
    if not facts.is_active:
        return not_active()
    against = facts.against_posting
    if against and not (against.asks_reason or against.asks_ticks):
        return against
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết vì sao đăng vào giờ ấy; lý do được ghi vào sổ quyết định."),
            asks_reason=True,
        )
    if against and against.asks_ticks:
        return against
    return _no_such_moment(facts)


def _no_such_moment(facts: AppointmentFacts) -> Refusal | None:
    asked = facts.asked
    if asked is None:
        return Refusal("moment-needed", _("Hãy chọn ngày và giờ đăng."))
    if asked <= facts.now:
        return Refusal("moment-past", _("Giờ hẹn phải ở sau lúc này. Muốn đăng ngay thì dùng «Đăng lên cổng»."))
    if asked > facts.now + FARTHEST:
        return Refusal("moment-too-far", _("Chỉ hẹn được trong vòng một năm. Hãy xem lại năm đã chọn."))
    if asked == facts.standing and facts.is_standing_theirs:
        return Refusal("same-moment", _("Mục này đã hẹn đúng giờ ấy."))
    if facts.comes_down_at and asked >= facts.comes_down_at:
        return comes_down(facts.comes_down_at)
    if facts.named_in_text and asked < facts.named_in_text:
        return Refusal(
            "named-in-text",
            _(
                "Bản đã duyệt ghi sẵn giờ hiện ra là %s, theo lối cũ. Hãy hẹn từ giờ đó trở đi, hoặc trả lại để lưu lại bản mới."
            )
            % day_and_time(facts.named_in_text),
        )
    if facts.deed_until and asked >= facts.deed_until:
        return Refusal(
            "deed-ends",
            _("Bạn làm thay theo ủy quyền đến %s; sau đó bạn không còn đăng được. Hãy hẹn trước giờ đó.")
            % day_and_time(facts.deed_until),
        )
    if facts.others_then:
        return Refusal(
            "others-back",
            _(
                "Bạn chỉ đăng mục này khi những người khác đều vắng; đến giờ đó đã có %s làm được. Hãy hẹn trước lúc người ấy hết nghỉ, hoặc để người ấy hẹn."
            )
            % facts.others_then,
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
    """At the moment itself: the item is not theirs to post any more."""
    return Refusal(
        "not-yours",
        _(
            "%s, người đã hẹn giờ, không còn được đăng mục này (thôi giữ vai, hết ủy quyền, tài khoản bị khóa, hoặc mục nay là việc của người khác)."
        )
        % who,
    )


def comes_down(at: datetime.datetime) -> Refusal:
    """Nothing is posted after its own end."""
    return Refusal("comes-down", _("Bản đã duyệt tự gỡ lúc %s. Hãy hẹn đăng trước giờ đó.") % day_and_time(at))


def told_to_others(refusal: Refusal, who: str) -> str:
    """Why an item was not posted at its moment, said to those who did not appoint it; `who` did."""
    if refusal.asks_ticks:
        return _("Những điều phải xác nhận trước khi đăng đã thay đổi từ lúc hẹn giờ.")
    return (not_theirs_any_more(who) if refusal.code in PERSONAL else refusal).sentence


def not_as_appointed() -> Refusal:
    """At the moment itself: what stands in the database is not what the ledger says was appointed."""
    return Refusal("altered", _("Giờ hẹn đang lưu không khớp với sổ quyết định."))
