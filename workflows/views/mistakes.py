"""What citizens report as wrong, on the board's side: the list, one report, and what one may do with it (R121-R124)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from workflows.gate import mistakes as mistakes_gate
from workflows.models.decision import Decision
from workflows.models.mistake import MistakeReport, MistakeState
from workflows.rules.mistakes import MistakeAct
from workflows.rules.refusal import Refusal, Refused
from workflows.screens import afterwards as afterwards_screen
from workflows.screens.by_state import by_state
from workflows.services.afterwards import handle_mistake
from workflows.views.access import board_for
from workflows.views.list_pages import page_of
from workflows.views.typed import chosen, texts

LONGEST = 5000
TYPED = ("member", "finding", "text", "code")


@require_GET
def mistakes(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/bao-sai-sot/<board>/`: what is open first, by due moment; `?tinh-trang=` narrows it."""
    board = board_for(request, slug)
    narrowed = by_state(board.mistake_reports.all(), MistakeState, request.GET.get("tinh-trang", ""))
    reports = page_of(afterwards_screen.reports_of(board, narrowed.chosen), request)
    return render(request, "workflows/mistakes.html", {"board": board, "reports": reports, "narrowed": narrowed})


@require_GET
def mistake(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """`/admin/bao-sai-sot/<board>/<code>/`"""
    return _shown(request, report_for(request, slug, code), {})


@require_POST
def act_on(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Do one thing with it. A refusal is shown where one was, with what was typed still there."""
    report = report_for(request, slug, code)
    try:
        said = _perform(request, report)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _shown(request, report_for(request, slug, code), request.POST.dict())
    if request.POST.get("act") == MistakeAct.READ_CONTACT:
        return _shown(request, report_for(request, slug, code), {}, contact=said)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("mistake", args=[slug, code]))


def report_for(request: HttpRequest, slug: str, code: str) -> MistakeReport:
    return get_object_or_404(MistakeReport.objects.with_page(), board=board_for(request, slug), code=code)


def _perform(request: HttpRequest, report: MistakeReport) -> str:
    act, user, typed = request.POST.get("act", ""), request.user, texts(request, TYPED, LONGEST)
    if act == MistakeAct.ASSIGN:
        handle_mistake.assign(report, user, chosen(report.board.seats, typed["member"]))
        return _("Đã giao. Người đó nhận được thư.")
    if act == MistakeAct.CONFIRM:
        handle_mistake.confirm(report, user)
        return _("Đã ghi: có sai sót. Khi bản đính chính được đăng, người báo được trả lời ngay.")
    if act == MistakeAct.ANSWER:
        handle_mistake.answer(report, user, typed["finding"], typed["text"])
        return _("Đã trả lời. Người báo đọc được ở trang theo dõi, và qua thư nếu họ để lại thư điện tử.")
    if act == MistakeAct.MERGE:
        handle_mistake.merge(report, user, typed["code"])
        return _("Đã gộp. Hai báo sai sót được trả lời cùng nhau.")
    if act == MistakeAct.READ_CONTACT:
        return handle_mistake.read_contact(report, user)
    raise Refused(Refusal("not-now", _("Không có việc này với báo sai sót.")))


def _shown(request: HttpRequest, report: MistakeReport, typed: dict[str, str], contact: str = "") -> HttpResponse:
    rows = Decision.objects.filter(page=report.page_id, act=report.ledger_act, title=report.ledger_title)
    context = {
        "report": report,
        "address": reverse("act_on_mistake", args=[report.board.slug, report.code]),
        "board": report.board,
        "may": {
            act.name.lower(): refusal is None for act, refusal in mistakes_gate.offered(request.user, report).items()
        },
        "seats": [seat for seat in report.board.seats if seat.takes_of(report.board_id)],
        "typed": typed,
        "contact": contact,
        "readings": report.contact_readings.all(),
        "history": rows.order_by("number"),
        "merged": report.merged.all(),
        "page_is_editable": report.page.specific.permissions_for_user(request.user).can_edit(),
    }
    return render(request, "workflows/mistake.html", context)
