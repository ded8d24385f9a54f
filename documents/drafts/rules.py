"""Who may do what with a draft that is open for comment. Pure: days and answers, no database (decision 0031)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.rules.refusal import Refusal


class Phase(StrEnum):
    """How a draft stands on a day."""

    COMING = "sap-mo"
    OPEN = "dang-lay"
    CLOSED = "da-het-han"
    ANSWERED = "da-tong-hop"


def phase_on(
    day: datetime.date, opens_on: datetime.date, closes_on: datetime.date, answered_on: datetime.date | None
) -> Phase:
    """Both days count. It closes by itself; a synthesis before the last day does not close it."""
    if day < opens_on:
        return Phase.COMING
    if day <= closes_on:
        return Phase.OPEN
    return Phase.ANSWERED if answered_on else Phase.CLOSED


class CommentAct(StrEnum):
    SEND = "send"
    TAKE_UP = "take-up"
    DECLINE = "decline"


@dataclass(frozen=True)
class CommentFacts:
    """What the rules look at: of the draft, for sending; of the person, the `texts` to be shown and the `reason` ("" where none fits), for
    taking up and declining."""

    phase: Phase | None = None
    is_public: bool = False
    may_edit: bool = False
    has_seat: bool = False
    texts: tuple[str, ...] = ()
    reason: str = ""


def may(act: CommentAct, facts: CommentFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    return _RULES[act](facts)


def _may_send(facts: CommentFacts) -> Refusal | None:
    """Whether a citizen may comment now."""
    if not facts.is_public:
        return Refusal("not-public", _("Dự thảo này hiện không công khai, nên không nhận góp ý."))
    if facts.phase == Phase.COMING:
        return Refusal("not-open", _("Dự thảo này chưa đến ngày lấy ý kiến."))
    if facts.phase != Phase.OPEN:
        return Refusal("closed", _("Đã hết thời hạn góp ý cho dự thảo này, nên góp ý chưa được gửi."))
    return None


def _may_take_up(facts: CommentFacts) -> Refusal | None:
    if refusal := _may_handle(facts):
        return refusal
    if not all(text.strip() for text in facts.texts):
        return Refusal("no-text", _("Góp ý được đưa vào bản nháp thì phải có chữ. Nếu không đăng, hãy chọn lý do."))
    return None


def _may_decline(facts: CommentFacts) -> Refusal | None:
    if refusal := _may_handle(facts):
        return refusal
    return None if facts.reason else Refusal("no-reason", _("Hãy chọn lý do không đăng góp ý này."))


def _may_handle(facts: CommentFacts) -> Refusal | None:
    if facts.may_edit and facts.has_seat:
        return None
    return Refusal("not-yours", _("Bạn không soạn dự thảo này, nên không xử lý góp ý của nó."))


_RULES = {
    CommentAct.SEND: _may_send,
    CommentAct.TAKE_UP: _may_take_up,
    CommentAct.DECLINE: _may_decline,
}
