"""Following a ticket by its code: how it stands, what was said, and what its holder may do. And the public figures."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pages import sender
from pages.frame import Frame, required_frame
from questions import gate, selectors
from questions.charter_values import questions_of
from questions.forms import LookupForm
from questions.models import Ticket, TicketFile
from questions.services import citizen
from questions.ticket_act import TicketAct
from questions.views.sent_files import take_in
from workflows.clocks.sentence import length
from workflows.rules.refusal import Refused

MOST_MISSES_AN_HOUR, MOST_ADDED_AN_HOUR = 20, 10
MISSES = "tra-cuu-sai"
LONGEST = 5000


@csrf_exempt  # it acts with nobody's rights; and citizens get no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/tra-cuu/`: from a code to its page."""
    frame = required_frame(request)
    form = LookupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _found_or_not(request, frame, form.cleaned_data["code"]) or _not_found(request)
    return render(request, "questions/look_up.html", {"form": form})


@csrf_exempt  # the code in the address is the right to act
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def followed(request: HttpRequest, code: str) -> HttpResponse:
    """`/hoi-dap/tra-cuu/<code>/`"""
    frame = required_frame(request)
    ticket = _ticket(request, frame, code)
    if ticket is None:
        return _not_found(request)
    if request.method == "POST":
        return _act(request, ticket)
    return _shown(request, ticket)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/so-lieu/`: how the board answers, by year (R67, R78)."""
    frame = required_frame(request)
    return render(request, "questions/figures.html", {"years": selectors.figures(frame.board)})


def _found_or_not(request: HttpRequest, frame: Frame, code: str) -> HttpResponse | None:
    ticket = _ticket(request, frame, code)
    return HttpResponseRedirect(reverse("ticket_followed", args=[ticket.code])) if ticket else None


def _ticket(request: HttpRequest, frame: Frame, code: str) -> Ticket | None:
    """None for a wrong code, and for every code once an address has tried too many: both are answered in the same words."""
    network = sender.network_of(sender.client_address(request))
    if sender.counted(MISSES, network) >= MOST_MISSES_AN_HOUR:
        return None
    ticket = Ticket.objects.with_all().by_code(code[:40]).filter(board=frame.board).first()
    if ticket is None:
        sender.count(MISSES, network)
    return ticket


def _not_found(request: HttpRequest) -> HttpResponse:
    form = LookupForm(request.POST or None)
    if form.is_bound and not form.errors:
        form.add_error(
            "code",
            _("Không tìm thấy câu hỏi có mã này. Hãy xem lại từng chữ; nếu đã thử nhiều lần, hãy thử lại sau một giờ."),
        )
        return render(request, "questions/look_up.html", {"form": form}, status=404)
    return render(request, "questions/look_up.html", {"form": LookupForm(), "is_missed": True}, status=404)


def _act(request: HttpRequest, ticket: Ticket) -> HttpResponse:
    """A refusal is shown where one was, with what was typed still there."""
    act, text = request.POST.get("act", ""), request.POST.get("text", "")[:LONGEST]
    try:
        if act == TicketAct.ADD:
            if refused := _add(request, ticket, text):
                return refused
        elif act == TicketAct.WITHDRAW and request.POST.get("sure"):
            citizen.withdraw(ticket)
        elif act == TicketAct.RATE:
            rating = request.POST.get("rating", "")
            citizen.rate(ticket, int(rating) if rating in {"1", "2", "3", "4", "5"} else 0, text[:500])
        else:
            return _shown(request, ticket, {act: text}, _("Hãy chọn một việc; muốn rút câu hỏi thì đánh dấu xác nhận."))
    except Refused as why:
        return _shown(request, ticket, {act: text}, why.refusal.sentence)
    return HttpResponseRedirect(reverse("ticket_followed", args=[ticket.code]) + f"?da={act}")


def _add(request: HttpRequest, ticket: Ticket, text: str) -> HttpResponse | None:
    """More about the question, with files; the page with what was typed where they are not taken in. Raises `Refused`."""
    typed = {str(TicketAct.ADD): text}
    if sender.sends_too_many(request, "bo-sung", MOST_ADDED_AN_HOUR):
        return _shown(request, ticket, typed, _("Ông/bà đã bổ sung nhiều lần. Hãy chờ một giờ rồi gửi tiếp."))
    taken = take_in(request)
    if taken.problems:
        return _shown(request, ticket, typed, " ".join(taken.problems), taken.held)
    citizen.add(ticket, text or (_("Tệp kèm theo.") if taken.held else ""))
    taken.give_to(ticket)
    return None


def _shown(
    request: HttpRequest,
    ticket: Ticket,
    typed: dict[str, str] | None = None,
    problem: str = "",
    held: list[TicketFile] | None = None,
) -> HttpResponse:
    context = {
        "ticket": ticket,
        "events": ticket.events.filter(is_public=True),
        "may": {act.value: refusal is None for act, refusal in gate.offered_to_citizen(ticket).items()},
        "typed": typed or {},
        "problem": problem,
        "held": held or [],
        "files": ticket.files.all(),
        "is_new": "moi" in request.GET,
        "done": request.GET.get("da", ""),
        "answer_page": _answer_page(ticket),
        "kept": length(questions_of(ticket.board.rules).kept_for),
    }
    return render(request, "questions/followed.html", context, status=400 if problem else 200)


def _answer_page(ticket: Ticket) -> object | None:
    answered = ticket.same_as or ticket
    return answered.page if answered.page and answered.page.live else None
