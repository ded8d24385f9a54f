"""What people do to the clocks of an item, from its review file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from workflows.charter.schema import Duration
from workflows.gate.item_clocks import deadline_of
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.rules.clocks import ClockAct
from workflows.rules.refusal import Refusal, Refused
from workflows.services.clocks import change as change_clock
from workflows.views import review_file
from workflows.views.access import page_for
from workflows.views.typed import moment, text, whole_number

LONGEST = 400


@require_POST
def act_on(request: HttpRequest, page_id: int) -> HttpResponse:
    """A refusal is shown on the file, with what was typed still there."""
    page = page_for(request, page_id)
    try:
        _perform(request, page)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return review_file.shown(request, page_for(request, page_id), typed_clock=request.POST)
    messages.success(request, _("Đã ghi vào sổ quyết định; hạn được tính lại."))
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


def _perform(request: HttpRequest, page: ReviewedPage) -> None:
    act, ground = request.POST.get("do", ""), text(request, "ground")[:300]
    if act == ClockAct.START:
        change_clock.start(page, request.user, text(request, "key"), moment(text(request, "at")), ground)
        return
    running = _clock(page, text(request, "clock"))
    if running is None:
        raise Refused(Refusal("no-clock", _("Đồng hồ này không còn chạy. Hãy xem lại hồ sơ.")), page.pk)
    if act == ClockAct.PAUSE:
        change_clock.pause(running, page, request.user, ground)
    elif act == ClockAct.RESUME:
        change_clock.resume(running, page, request.user)
    elif act == ClockAct.EXTEND:
        change_clock.extend(running, page, request.user, _more(running, text(request, "amount")), ground)
    else:
        raise Refused(Refusal("not-now", _("Không có việc này với đồng hồ thời hạn.")), page.pk)


def _clock(page: ReviewedPage, asked: str) -> ItemClock | None:
    return page.clocks.running().filter(pk=whole_number(asked) or 0).first()


def _more(running: ItemClock, amount: str) -> Duration | None:
    """So many of the unit in which the charter extends this clock; None for anything that is not such a number."""
    deadline, number = deadline_of(running), whole_number(amount, digits=3)
    if deadline is None or deadline.extends is None or number is None:
        return None
    return Duration(amount=number, unit=deadline.extends.within.unit) if 1 <= number <= LONGEST else None
