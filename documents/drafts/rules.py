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


def may_send(phase: Phase, *, is_public: bool) -> Refusal | None:
    """Whether a citizen may comment now."""
    if not is_public:
        return Refusal("not-public", _("Dự thảo này hiện không công khai, nên không nhận góp ý."))
    if phase == Phase.COMING:
        return Refusal("not-open", _("Dự thảo này chưa đến ngày lấy ý kiến."))
    if phase != Phase.OPEN:
        return Refusal("closed", _("Đã hết thời hạn góp ý cho dự thảo này, nên góp ý chưa được gửi."))
    return None


@dataclass(frozen=True)
class Handling:
    """What somebody of the board would do with comments: show these texts, or decline one for a reason ("" where none fits)."""

    may_edit: bool
    has_seat: bool
    texts: tuple[str, ...] = ()
    reason: str | None = None


def may_handle(known: Handling) -> Refusal | None:
    """Whether this person may take comments into the draft, or decline one with a reason."""
    if not (known.may_edit and known.has_seat):
        return Refusal("not-yours", _("Bạn không soạn dự thảo này, nên không xử lý góp ý của nó."))
    if not all(text.strip() for text in known.texts):
        return Refusal("no-text", _("Góp ý được đưa vào bản nháp thì phải có chữ. Nếu không đăng, hãy chọn lý do."))
    if known.reason == "":
        return Refusal("no-reason", _("Hãy chọn lý do không đăng góp ý này."))
    return None
