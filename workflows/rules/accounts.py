"""Who gives their word to a change of people and accounts, so that nobody becomes somebody who decides by what one technician types. Pure.

The chief confirms what concerns the others; what concerns the chief, the secretary confirms, or the standing deputy where the secretary
is the technician too, or it is about them, or there is none; after them any deputy. No charter says it: it is the default where they are
silent, but for NT Đ6 (the secretary is the technician there).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.words import RoleKey
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal

AFTER_THE_CHIEF = (RoleKey.SECRETARY, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY)
CONFIRMING = frozenset({RoleKey.CHIEF, *AFTER_THE_CHIEF})
BEFORE_ANYBODY_DECIDES: frozenset[str] = frozenset(
    {Act.CHARTER, Act.ESTABLISH, Act.SEAT, Act.CONSTITUTE, Act.INCIDENT, Act.REOPEN, Act.SIGN_LEDGER}
)


class AccountAct(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    CONSTITUTE = "constitute"
    ASK = "ask"
    SEAT = "seat"
    SET_CREDENTIALS = "set-credentials"


@dataclass(frozen=True)
class AccountFacts:
    """What the rules look at, about one person and one change, or the list of a board's people; or about an account or a seat alone."""

    has_the_word: bool = False
    asked_for_it: bool = False
    is_their_own: bool = False
    is_answered: bool = False
    is_as_asked: bool = True  # what was then is still so
    is_name_free: bool = True  # the name to sign in with that is asked for
    has_seen: bool = True  # the list as it is
    is_at_work: bool = False  # people decide already on the board, or on one of the account's
    opens_stolen: bool = False
    seats_somebody: bool = False
    was_given: bool = False  # another's word on just this, since the seat was last given
    reason: str = ""


def whose_word(*, about_chief: bool, others: Collection[RoleKey]) -> RoleKey:
    """The role that confirms. `others`: roles on which others sit than whom it concerns, and than the technician."""
    if not about_chief:
        return RoleKey.CHIEF
    return next((role for role in AFTER_THE_CHIEF if role in others), RoleKey.SECRETARY)


def may(act: AccountAct, facts: AccountFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if facts.is_answered:
        return Refusal("answered", _("Việc này đã có người xác nhận hoặc từ chối. Hãy tải lại trang để xem."))
    return _RULES[act](facts)


def _may_constitute(facts: AccountFacts) -> Refusal | None:
    if not facts.has_the_word:
        return Refusal("not-chief", _("Chỉ Trưởng ban xác nhận danh sách thành viên."))
    if not facts.has_seen:
        return Refusal("list-changed", _("Danh sách vừa thay đổi. Hãy xem lại rồi xác nhận."))
    return None


def _may_answer(facts: AccountFacts) -> Refusal | None:
    if not facts.has_the_word or facts.is_their_own:
        return Refusal("not-your-word", _("Thay đổi này chờ người khác xác nhận, không phải bạn."))
    return None


def _may_refuse(facts: AccountFacts) -> Refusal | None:
    if refusal := _may_answer(facts):
        return refusal
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao không xác nhận."), asks_reason=True)
    return None


def _may_accept(facts: AccountFacts) -> Refusal | None:
    if refusal := _may_answer(facts):
        return refusal
    if facts.asked_for_it:
        return Refusal("own-request", _("Bạn đã đề nghị thay đổi này, nên người khác phải xác nhận."))
    if not facts.is_as_asked:
        sentence = _(
            "Tài khoản hoặc người giữ chức danh đã khác so với lúc đề nghị. Hãy không xác nhận, và đề nghị lại."
        )
        return Refusal("changed-since", sentence)
    if not facts.is_name_free:
        sentence = _("Tên đăng nhập này nay đã có người khác dùng. Hãy không xác nhận, và đề nghị lại với tên khác.")
        return Refusal("name-taken", sentence)
    return None


def _may_ask(facts: AccountFacts) -> Refusal | None:
    """A stolen account is opened by those who answer for it (R130)."""
    if not facts.opens_stolen:
        return None
    return Refusal("stolen", _("Tài khoản này đang khóa vì lộ mật khẩu. Lãnh đạo Ban mở lại ở «Lộ mật khẩu»."))


def _may_seat(facts: AccountFacts) -> Refusal | None:
    """Where people decide already, somebody is seated on another's word. To empty a seat gives nobody anything."""
    if not facts.seats_somebody or not facts.is_at_work or facts.was_given:
        return None
    return Refusal(
        "seat-waits", _("Ban biên tập đang làm việc: bố trí người phải chờ xác nhận ở «Người và tài khoản».")
    )


def _may_set_credentials(facts: AccountFacts) -> Refusal | None:
    if not facts.is_at_work:
        return None
    return Refusal(
        "own-password",
        _("Không ai đặt mật khẩu thay người có chức danh. Người đó tự đặt qua «Quên mật khẩu?» ở trang đăng nhập."),
    )


_RULES = {
    AccountAct.CONSTITUTE: _may_constitute,
    AccountAct.ACCEPT: _may_accept,
    AccountAct.REFUSE: _may_refuse,
    AccountAct.ASK: _may_ask,
    AccountAct.SEAT: _may_seat,
    AccountAct.SET_CREDENTIALS: _may_set_credentials,
}


def too_early(acts: Iterable[str]) -> Refusal | None:
    """Why none of these is written for a board whose chief has not confirmed who sits on it."""
    if BEFORE_ANYBODY_DECIDES.issuperset(acts):
        return None
    return Refusal(
        "not-constituted",
        _(
            "Trưởng ban chưa xác nhận danh sách Ban biên tập, nên chưa ai quyết định được. Việc đó làm ở «Người và tài khoản»."
        ),
    )
