"""Sending a question (R144): the form, questions like it that are answered already, and the proof that no program sends it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from pages import sender
from pages.frame import Frame, required_frame
from questions.charter_values import questions_of, within_of
from questions.forms import AskForm
from questions.models.ticket import KINDS
from questions.services.receive import receive
from questions.views.sent_files import take_in
from workflows.charter.words import TicketKind
from workflows.clocks.sentence import length

MOST_LOOKUPS_AN_HOUR = 600


@csrf_exempt  # it acts with nobody's rights, so there is nothing to forge; and citizens get no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/gui-cau-hoi/`"""
    frame = required_frame(request)
    if request.method != "POST":
        return _shown(request, frame, AskForm(board=frame.board))
    if request.POST.get("buoc") == "tuong-tu":
        typed = AskForm(initial=request.POST.dict(), board=frame.board)
        found = similar_to(request.POST.get("text", ""), frame)
        return _shown(request, frame, typed, similar=found, is_looking=True, held=take_in(request).held)
    form = AskForm(request.POST, board=frame.board)
    taken = take_in(request)
    for problem in taken.problems:
        form.add_error(None, problem)
    if not form.is_valid():
        return _shown(request, frame, form, held=taken.held)
    if form.is_too_much(request, frame.board.pk, settings.QUESTIONS_AN_HOUR):
        form.add_error(None, _("Lúc này có quá nhiều câu hỏi được gửi. Hãy chép lại nội dung và gửi sau một giờ."))
        return _shown(request, frame, form, status=429, held=taken.held)
    ticket = receive(frame.board, form.sent())
    taken.give_to(ticket)
    return HttpResponseRedirect(reverse("ticket_followed", args=[ticket.code]) + "?moi=1")


@csrf_exempt  # the same: it reads what everybody may read; a POST, so that no log holds what somebody is writing
@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """`/hoi-dap/tuong-tu/`: the answered questions like `text`, as a piece of the form's page."""
    frame = required_frame(request)
    if sender.sends_too_many(request, "tuong-tu", MOST_LOOKUPS_AN_HOUR):
        return HttpResponse(status=429)
    found = similar_to(request.POST.get("text", ""), frame)
    return render(request, "questions/components/similar.html", {"similar": found})


def similar_to(text: str, frame: Frame) -> list[Page]:
    """What the search application, which stands above this one, finds."""
    find: Callable[[str, Page], list[Page]] = import_string(settings.QUESTIONS_SIMILAR)
    return find(text[:2000], frame.root)


def _shown(request: HttpRequest, frame: Frame, form: AskForm, status: int = 200, **more: Any) -> HttpResponse:
    rules = questions_of(frame.board.rules)
    context = {
        "form": form,
        "within": length(within_of(rules, TicketKind.QUESTION)),
        "kept": length(rules.kept_for),
        "kinds": KINDS,
        **more,
    }
    return render(request, "questions/ask.html", context, status=status)
