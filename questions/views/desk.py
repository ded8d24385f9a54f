"""What citizens sent, on the board's side: the list by due moment, one ticket's file, and what one may do with it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from questions import gate, selectors
from questions.charter_values import SENT_BY_CITIZENS
from questions.models import ForwardAddress, Ticket, TicketFile, TicketState, Way
from questions.models.asker import Person
from questions.models.ticket import KINDS
from questions.services.read_person import log_reading
from questions.ticket_act import TicketAct
from questions.views.kept_lists import keeps_lists
from questions.views.rehearsal import Reading, rehearsed
from questions.views.ticket_acts import Typed, perform
from workflows.charter.roles import function_of
from workflows.charter.words import Content
from workflows.models import Board
from workflows.rules.refusal import Refusal, Refused
from workflows.screens.by_state import by_state
from workflows.views.access import board_for, boards_of, to_own_board
from workflows.views.list_pages import page_of
from workflows.views.typed import texts, whole_number

LONGEST = 10_000
TOLD = {  # what an asker may come to read by
    TicketAct.TRIAGE,
    TicketAct.SPAM,
    TicketAct.MERGE,
    TicketAct.HAND_OVER,
    TicketAct.TAKE_BACK,
    TicketAct.ASK_BACK,
    TicketAct.SEND,
}
BESIDE = {TicketAct.HAND_OVER: "day", TicketAct.TAKE_BACK: "text"}  # typed beside the words that the asker reads
TYPED = (
    "kind", "field", "is_private", "member", "unit", "body", "way", "day", "reference", "template", "proposal", "text",
)  # fmt: skip


@require_GET
def my_tickets(request: HttpRequest) -> HttpResponse:
    """`/admin/cau-hoi/`: straight to the board, or a choice where there are several."""
    return to_own_board(request, "tickets", boards_of(request.user), "questions/desk/boards.html")


@never_cache
@require_GET
def tickets(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/cau-hoi/<board>/`: what is open first, by due moment; `?tinh-trang=` narrows it. Raises `PermissionDenied`."""
    board = board_for(request, slug)
    seen: Any = selectors.visible(board, request.user).with_standing()
    narrowed = by_state(seen, TicketState, request.GET.get("tinh-trang", ""), "stands")
    if narrowed.chosen:
        seen = seen.filter(stands=narrowed.chosen)
    context = {
        "board": board,
        "tickets": page_of(selectors.listed(seen), request),
        "narrowed": narrowed,
        "keeps_lists": keeps_lists(request.user),
    }
    return render(request, "questions/desk/tickets.html", context)


@never_cache
@require_GET
def ticket(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """`/admin/cau-hoi/<board>/<reference>/`. Raises `PermissionDenied`, `Http404`."""
    return _shown(request, ticket_for(request, slug, reference), {})


@never_cache
@require_POST
def act_on(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Do one thing with it; what its asker will read is shown before, and mended there (`step`). A refusal is shown with what was typed still there."""
    found = ticket_for(request, slug, reference)
    typed = Typed(texts(request, TYPED, LONGEST), request.POST["told"][:LONGEST] if "told" in request.POST else None)
    act, is_seen = request.POST.get("act", ""), request.POST.get("step") == "go" and "seen" in request.POST
    if act in TOLD:
        found.seen = whole_number(request.POST.get("seen", str(found.turn))) or 0
    try:
        if act in TOLD and not is_seen and (reading := rehearsed(found, request.user, act, typed)):
            return _before(request, found, act, typed, reading)
        done = perform(found, request.user, act, typed)
    except Refused as refused:
        return _refused(request, ticket_for(request, slug, reference), act, typed, refused.refusal)
    if done.is_person:
        return _shown(request, ticket_for(request, slug, reference), {}, person=done.person, is_read=True)
    messages.success(request, done.said)
    if done.page_id:
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[done.page_id]))
    try:
        ticket_for(request, slug, reference)
    except PermissionDenied:  # one has just diverted it to whom the charter names
        return HttpResponseRedirect(reverse("tickets", args=[slug]))
    return HttpResponseRedirect(reverse("ticket", args=[slug, reference]))


@never_cache
@require_GET
def file(request: HttpRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """A file of a ticket, as an attachment that runs nothing; each opening is written down before. Raises `PermissionDenied`, `Http404`."""
    found = ticket_for(request, slug, reference)
    sent = get_object_or_404(TicketFile, ticket=found, pk=pk)
    log_reading(found, request.user, _("Mở tệp số %s") % sent.pk)
    content = sent.content()
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=sent.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, sent.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def ticket_for(request: HttpRequest, slug: str, reference: str) -> Ticket:
    """For whom the rules let read it; the technician has no say and sees none. Raises `PermissionDenied`, `Http404`."""
    board = board_for(request, slug)
    found = get_object_or_404(Ticket.objects.with_all().by_reference(reference), board=board)
    if gate.ask_to_see(request.user, found):
        raise PermissionDenied
    return found


def _refused(request: HttpRequest, shown: Ticket, act: str, typed: Typed, refusal: Refusal) -> HttpResponse:
    """Back to where it was typed: to the words that the asker shall read, once they were seen, beside the usual ones as things stand now."""
    messages.error(request, refusal.sentence)
    if act in TOLD and typed.told is not None:
        shown.seen = shown.turn
        try:
            reading = rehearsed(shown, request.user, act, replace(typed, told=None))
        except Refused as again:
            if again.refusal.code != refusal.code:
                messages.error(request, again.refusal.sentence)
            return _before(request, shown, act, typed, None, is_refused=True)
        if reading:
            return _before(request, shown, act, typed, reading, is_refused=True)
    return _shown(request, shown, {**typed.words, "act": act})


def _before(
    request: HttpRequest, shown: Ticket, act: str, typed: Typed, reading: Reading | None, *, is_refused: bool = False
) -> HttpResponse:
    mended = BESIDE.get(TicketAct(act), "") if is_refused else ""
    context = {
        "ticket": shown,
        "board": shown.board,
        "address": reverse("act_on_ticket", args=[shown.board.slug, shown.reference]),
        "title": _title(shown),
        "act": act,
        "typed": [(name, value) for name, value in typed.words.items() if value and name != mended],
        "mended": mended,
        "value": typed.words.get(mended, ""),
        "today": timezone.localdate(),
        "reading": reading,
        "told": reading.text if typed.told is None and reading else typed.told,
        "is_refused": is_refused,
        "is_mended_here": act != TicketAct.SEND,  # what one wrote and another sends, the sender does not write
    }
    return render(request, "questions/desk/before.html", context)


def _drafters(board: Board) -> list[str]:
    """The roles that draft answers, as the charter calls them."""
    rules = board.rules
    roles = {role for chain in rules.chain if Content.QUESTION in chain.content for role in chain.drafted_by}
    return [role.title for role in rules.role if roles & {role.key, function_of(role)}]


def _title(shown: Ticket) -> str:
    return _("%(kind)s số %(number)s") % {"kind": shown.kind_name.capitalize(), "number": shown.reference}


def _shown(
    request: HttpRequest, shown: Ticket, typed: dict[str, str], person: Person | None = None, *, is_read: bool = False
) -> HttpResponse:
    board: Board = shown.board
    addresses = ForwardAddress.objects.filter(board=board)
    kinds = [(kind.value, KINDS[kind]) for kind in gate.kinds_offered(request.user, shown)]
    offered = {act.name.lower(): refusal is None for act, refusal in gate.offered(request.user, shown).items()}
    context: dict[str, Any] = {
        "ticket": shown,
        "address": reverse("act_on_ticket", args=[board.slug, shown.reference]),
        "board": board,
        "may": offered,
        "missing": gate.missing_before_draft(request.user, shown),
        "drafters": _drafters(board),
        "ways": Way.choices,
        "today": timezone.localdate(),
        "forward_address": ForwardAddress.objects.of(shown) if shown.is_to_be_sent else None,
        "typed": typed,
        "is_merging": typed.get("act") == TicketAct.MERGE,
        "person": person,
        "is_read": is_read,
        "events": shown.events.order_by("pk"),
        "readings": shown.readings.all(),
        "files": shown.files.all(),
        "merged": shown.merged.all(),
        "consents": shown.consents.all(),
        "proposal": None if shown.is_closed else gate.last_proposal(shown),
        "kinds": kinds,
        "fields": [field for field in board.fields.all() if field.is_active],
        "units": board.units.filter(is_active=True).annotate(has_address=Exists(addresses.filter(unit=OuterRef("pk")))),
        "bodies": addresses.exclude(body=""),
        "seats": [seat for seat in board.seats if seat.takes_of(board.pk)],
        "templates": board.answer_templates.all(),
        "is_ordinary": shown.kind in SENT_BY_CITIZENS,
        "title": _title(shown),
    }
    return render(request, "questions/desk/ticket.html", context)
