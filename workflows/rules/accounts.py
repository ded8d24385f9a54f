"""Who gives their word to a change of people and accounts, so that nobody becomes somebody who decides by what one technician types. Pure.

The chief confirms what concerns the others; what concerns the chief, the secretary confirms, or the standing deputy where the secretary
is the technician too or there is none. No charter says it: it is the default where they are silent, but for NT Đ6 (the secretary is the
technician there).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.words import RoleKey
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal

CONFIRMING = frozenset({RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.SECRETARY})
BEFORE_ANYBODY_DECIDES: frozenset[str] = frozenset(
    {Act.CHARTER, Act.ESTABLISH, Act.SEAT, Act.CONSTITUTE, Act.INCIDENT, Act.REOPEN, Act.SIGN_LEDGER}
)


class AccountAct(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    CONSTITUTE = "constitute"


@dataclass(frozen=True)
class AccountFacts:
    """What the rules look at, about one person and one change, or the list of a board's people."""

    has_the_word: bool = False
    asked_for_it: bool = False
    is_their_own: bool = False
    is_answered: bool = False
    reason: str = ""


def whose_word(*, about_chief: bool, secretary_may: bool) -> RoleKey:
    """The role that confirms. `secretary_may`: a secretary is seated who is not the technician."""
    if not about_chief:
        return RoleKey.CHIEF
    return RoleKey.SECRETARY if secretary_may else RoleKey.STANDING_DEPUTY


def may(act: AccountAct, facts: AccountFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    if facts.is_answered:
        return Refusal("answered", _("Việc này đã có người xác nhận hoặc từ chối. Hãy tải lại trang để xem."))
    if act is AccountAct.CONSTITUTE:
        if not facts.has_the_word:
            return Refusal("not-chief", _("Chỉ Trưởng Ban xác nhận danh sách thành viên."))
        return None
    if not facts.has_the_word or facts.is_their_own:
        return Refusal("not-your-word", _("Thay đổi này chờ người khác xác nhận, không phải bạn."))
    if act is AccountAct.REFUSE:
        if not facts.reason:
            return Refusal("reason-needed", _("Hãy viết vì sao không xác nhận."), asks_reason=True)
        return None
    if facts.asked_for_it:
        return Refusal("own-request", _("Bạn đã đề nghị thay đổi này, nên người khác phải xác nhận."))
    return None


def too_early(acts: Iterable[str]) -> Refusal | None:
    """Why none of these is written for a board whose chief has not confirmed who sits on it."""
    if BEFORE_ANYBODY_DECIDES.issuperset(acts):
        return None
    return Refusal(
        "not-constituted",
        _(
            "Trưởng Ban chưa xác nhận danh sách Ban biên tập, nên chưa ai quyết định được. Việc đó làm ở «Người và tài khoản»."
        ),
    )
