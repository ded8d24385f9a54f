"""What is put to the board (biểu quyết, lấy ý kiến): the list of a board, one matter with its ballot, a new written consultation, calling a vote."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vietnamese.working_days import END_OF_OFFICE_HOURS, VIETNAM
from workflows.charter.words import RoleKey
from workflows.gate import item_state, vote_sentence, vote_standing, votes
from workflows.gate.electorate import Seat
from workflows.gate.vote_readers import Reader
from workflows.gate.withheld import withheld_from
from workflows.models.board import Board, Member
from workflows.models.consultation import Consultation
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.vote_count import Outcome
from workflows.rules.vote_readers import OUTSIDE
from workflows.rules.votes import VoteAct
from workflows.screens import votes as votes_screen
from workflows.services.votes import call as call_vote
from workflows.services.votes import cast, conclude
from workflows.services.votes import close as close_vote
from workflows.services.votes import correct as correct_vote
from workflows.views import review_file
from workflows.views.access import board_for, page_for
from workflows.views.consultation_forms import ConsultationForm, CorrectionForm
from workflows.views.list_pages import page_of
from workflows.views.typed import chosen, day, text, whole_number

PER_PAGE = 20


@require_GET
def consultations(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/bieu-quyet/<board>/`: what runs, then what is over."""
    board = _board(request, slug)
    asked, reader = votes_screen.of_board(board), Reader.of(request.user, board)
    shown = page_of(asked.exclude(page__in=withheld_from(request.user)), request, PER_PAGE)
    context = {
        "board": board,
        "lines": [votes_screen.shown(each, reader) for each in shown],
        "states": shown,
        "may_consult": votes.offered(request.user, board)[VoteAct.CONSULT] is None,
    }
    return render(request, "workflows/consultations.html", context)


@require_http_methods(["GET", "POST"])
def new_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/bieu-quyet/<board>/lap/`: what was typed stays where it is refused. `?gui-lai=<matter>`: with what a stopped one asked."""
    board = _board(request, slug)
    if votes.offered(request.user, board)[VoteAct.CONSULT] is not None:
        raise PermissionDenied
    form = ConsultationForm(
        request.POST or None,
        board=board,
        anew=chosen(_stopped(board), request.GET.get("gui-lai", "")),
        initial={"last_day": timezone.localdate(votes.default_end(board))},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        paper = call_vote.Paper(typed["subject"], typed["text"], end_of(typed["last_day"]), typed["document"])
        try:
            asked = call_vote.consult(board, request.user, paper)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Đã gửi phiếu xin ý kiến; mỗi người nhận một thư."))
            return HttpResponseRedirect(reverse("consultation", args=[board.slug, asked.pk]))
    return render(request, "workflows/new_consultation.html", {"board": board, "form": form})


@require_GET
def consultation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`/admin/bieu-quyet/<board>/<matter>/`"""
    return _shown(request, _asked(request, slug, pk))


@require_POST
def act_on_consultation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a ballot, close, stop, decide a tie, conclude. A refusal is shown with what was typed still there."""
    asked = _asked(request, slug, pk)
    try:
        _perform(request, asked)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _shown(request, _asked(request, slug, pk), typed=request.POST)
    return HttpResponseRedirect(reverse("consultation", args=[slug, pk]))


@require_http_methods(["GET", "POST"])
def correct_consultation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`/admin/bieu-quyet/<board>/<matter>/bo-sung/`: what was typed stays where it is refused."""
    asked = _asked(request, slug, pk)
    refusal = votes.offered(request.user, asked)[VoteAct.CORRECT]
    if request.method == "GET" and refusal is not None:
        messages.error(request, refusal.sentence)
        return HttpResponseRedirect(reverse("consultation", args=[slug, pk]))
    form = CorrectionForm(request.POST or None, board=asked.board)
    if request.method == "POST" and form.is_valid():
        try:
            correct_vote.correct(asked, request.user, form.cleaned_data["text"], form.cleaned_data["document"])
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Đã gửi phần bổ sung; mỗi người nhận một thư."))
            return HttpResponseRedirect(reverse("consultation", args=[slug, pk]))
    return render(request, "workflows/correct_consultation.html", {"board": asked.board, "asked": asked, "form": form})


@require_POST
def call(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put an item to the vote, from its review file."""
    page = page_for(request, page_id)
    state = item_state.open_step(page)
    try:
        if state is None:
            raise Refused(Refusal("not-in-review", _("Mục này không đang chờ ai quyết định.")), page.pk)
        last_day = day(text(request, "last_day"))
        asked = call_vote.call(state, request.user, text(request, "text"), end_of(last_day))
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return review_file.shown(request, page_for(request, page_id), typed_vote=request.POST)
    messages.success(request, _("Đã đưa ra Ban biên tập biểu quyết; mỗi người nhận một thư."))
    return HttpResponseRedirect(reverse("consultation", args=[asked.board.slug, asked.pk]))


def end_of(day: datetime.date | None) -> datetime.datetime | None:
    """The end of office hours of the last day for ballots."""
    return datetime.datetime.combine(day, END_OF_OFFICE_HOURS, VIETNAM) if day else None


def _perform(request: HttpRequest, asked: Consultation) -> None:
    act, opinion = request.POST.get("do", ""), text(request, "opinion")
    if act == VoteAct.CAST:
        elector = whole_number(text(request, "elector")) or 0
        cast.cast(asked, request.user, elector, text(request, "choice"), opinion)
        messages.success(
            request, _("Đã nhận phiếu. Bạn đổi ý được cho đến khi đóng; phiếu gửi sau cùng là phiếu được tính.")
        )
    elif act == VoteAct.CLOSE:
        close_vote.close_early(asked, request.user)
        messages.success(request, _("Đã đóng, không nhận thêm phiếu; mọi người được báo."))
    elif act == VoteAct.STOP:
        close_vote.stop(asked, request.user, opinion)
        messages.success(request, _("Đã dừng; mọi người được báo vì sao."))
    elif act == VoteAct.DECIDE_TIE:
        conclude.give_word(asked, request.user, text(request, "choice"), opinion)
        messages.success(request, _("Đã ghi ý kiến quyết định; kết quả được gửi tới mọi người."))
    elif act == VoteAct.CONCLUDE:
        conclude.conclude(asked, request.user, opinion)
        messages.success(request, _("Đã kết luận; kết luận được gửi tới mọi người."))
    else:
        raise Refused(Refusal("not-now", _("Không có việc này với biểu quyết.")))


def _shown(request: HttpRequest, asked: Consultation, typed: Any = None) -> HttpResponse:
    last, offered, reader = typed or {}, votes.offered(request.user, asked), Reader.of(request.user, asked.board)
    ballots = [_ballot(request, *each, last) for each in votes.offered_ballots(request.user, asked)]
    context = {
        "board": asked.board,
        "shown": votes_screen.shown(asked, reader),
        "missing": votes_screen.missing(asked, reader),
        "ballots": ballots,
        "advice": vote_sentence.advice(asked) if ballots else "",
        "choices": vote_sentence.CHOICES,
        "altered": vote_standing.sentence() if not asked.settled_at and vote_standing.is_altered(asked) else "",
        "left_to_nobody": vote_sentence.left_to_nobody(asked),
        "closing_ends": asked.ends_at <= timezone.now(),
        "may_close": offered[VoteAct.CLOSE] is None,
        "may_correct": offered[VoteAct.CORRECT] is None,
        "may_stop": offered[VoteAct.STOP] is None,
        "may_give_word": offered[VoteAct.DECIDE_TIE] is None,
        "may_conclude": offered[VoteAct.CONCLUDE] is None,
        "may_send_anew": _may_send_anew(request.user, asked),
        "typed": last,
    }
    return render(request, "workflows/consultation.html", context)


def _ballot(request: HttpRequest, seat: Seat, refusal: Refusal | None, typed: Any) -> dict[str, Any]:
    """A ballot to fill in, with what was typed, or what this person sent before."""
    before = seat.ballot if seat.deed is None or (seat.ballot and seat.ballot.user == request.user.pk) else None
    is_typed = typed.get("elector") == str(seat.elector.pk)
    return {
        "seat": seat,
        "refusal": refusal.sentence if refusal else "",
        "choice": typed.get("choice") if is_typed else before.choice if before else "",
        "opinion": typed.get("opinion") if is_typed else before.opinion if before else "",
        "sent_at": before.at if before else None,
    }


def _roles(request: HttpRequest, board: Board) -> frozenset[RoleKey]:
    return frozenset(RoleKey(seat.role) for seat in Member.objects.of_user(request.user).filter(board=board))


def _stopped(board: Board) -> QuerySet[Consultation]:
    """The written consultations that came to nothing, each of which can be mended and sent anew."""
    return board.consultations.filter(step=None, outcome=Outcome.STOPPED)


def _may_send_anew(user: SomeUser, asked: Consultation) -> bool:
    is_stopped = asked.step_id is None and asked.outcome == Outcome.STOPPED
    return is_stopped and votes.offered(user, asked.board)[VoteAct.CONSULT] is None


def _board(request: HttpRequest, slug: str) -> Board:
    """The board, for its members other than those who are asked nothing; and for the technician, who only looks."""
    board = board_for(request, slug)
    if _roles(request, board) <= OUTSIDE and not request.user.is_superuser:
        raise PermissionDenied
    return board


def _asked(request: HttpRequest, slug: str, pk: int) -> Consultation:
    """The matter; about an item also for whoever may read the item's file."""
    asked = get_object_or_404(Consultation.objects.filter(board__slug=slug).with_ballots().with_supplements(), pk=pk)
    if asked.page_id:
        page_for(request, asked.page_id)
    else:
        _board(request, slug)
    return asked
