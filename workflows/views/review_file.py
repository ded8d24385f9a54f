"""The review file (hồ sơ duyệt) of an item: shown, acted on, and the item as citizens will see it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Revision

from workflows.letters.personal_link import ADDRESSEE
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.rules.refusal import Refused
from workflows.screens.act_table import Pressed, perform, what_happened
from workflows.screens.acts_on_offer import Typed
from workflows.screens.review_file import ReviewFile
from workflows.views.access import page_for
from workflows.views.typed import moment, text, whole_number


@require_GET
def review_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/admin/duyet/<page>/`; `?cho=` names for whom the letter was that led here."""
    addressee = request.GET.get(ADDRESSEE, "")
    if addressee not in ("", request.user.get_username()):
        messages.warning(
            request,
            _("Thư này gửi cho tài khoản «%(whose)s», còn bạn đang đăng nhập bằng tài khoản «%(own)s».")
            % {"whose": addressee[:150], "own": request.user.get_username()},
        )
    return shown(request, page_for(request, page_id))


@require_POST
def act_on(request: HttpRequest, page_id: int) -> HttpResponse:
    """Do one act from the review file. A refusal is shown on the file, with what was typed still there."""
    page = page_for(request, page_id)
    act, reason, ticks = request.POST.get("act", ""), request.POST.get("reason", ""), request.POST.getlist("ticks")
    said = {name: text(request, name) for name in ("change", "note", "replacement")}
    at = text(request, "at")
    state = _step(page, request.POST.get("step", ""))
    try:
        perform(act, Pressed(page, request.user, state, reason, ticks, at=moment(at), **said))
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return shown(request, page_for(request, page_id), typed=Typed({act: reason}, ticks, at=at, **said))
    messages.success(request, what_happened(page, act))
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


@require_GET
def preview(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The item as citizens will see it, from one revision; for the frame of the review file."""
    page = page_for(request, page_id)
    revision: Revision = get_object_or_404(Revision.page_revisions, pk=revision_id, object_id=str(page.pk))
    return revision.as_object().make_preview_request(request, page.default_preview_mode)


def shown(request: HttpRequest, page: ReviewedPage, **typed: Any) -> HttpResponse:
    """The file; `typed`: what was typed into a refused form (`ReviewFile`)."""
    file = ReviewFile(request, page, **typed)
    return render(request, "workflows/review_file.html", {"file": file, "page": page, "draft": file.draft})


def _step(page: ReviewedPage, asked: str) -> StepState | None:
    """The step that the form was made for; None for anything that is not the number of one."""
    return StepState.objects.filter(pk=whole_number(asked) or 0, workflow_state__object_id=str(page.pk)).first()
