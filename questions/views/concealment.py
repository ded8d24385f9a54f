"""What may tell who asked, in the draft of a ticket's answer: taken out and put back by one press, without a script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.concealment_panel import CONCEAL, REVEAL
from questions.models import QuestionPage
from questions.models.ticket import Ticket
from questions.services.conceal import conceal, places_in, reveal
from questions.views.desk import ticket_for
from workflows.gate import gate
from workflows.rules.act import Act


@never_cache
@require_http_methods(["GET", "POST"])
def concealment(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """`/admin/cau-hoi/<board>/<reference>/lo-nguoi-hoi/`. Raises `PermissionDenied`, `Http404`, `Refused`."""
    ticket: Ticket = ticket_for(request, slug, reference)
    page = QuestionPage.objects.filter(ticket=ticket.pk).first()
    if page is None:
        raise Http404
    may_edit = page.permissions_for_user(request.user).can_edit()
    may_change = bool(may_edit) and gate.ask(request.user, Act.EDIT, page) is None
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        answer_press(request, page)
        return HttpResponseRedirect(request.path)
    draft: Any = page.get_latest_revision_as_object()
    shown = {"places": places_in(draft, request.user), "conceal": CONCEAL, "reveal": REVEAL, "may_change": may_change}
    title = _("%(kind)s số %(number)s") % {"kind": ticket.kind_name.capitalize(), "number": ticket.reference}
    context = {"ticket": ticket, "board": ticket.board, "page": draft, "title": title, **shown}
    return render(request, "questions/desk/concealment.html", context)


def answer_press(request: HttpRequest, page: QuestionPage) -> bool:
    """Do what a button of the places stands for; False where none was pressed. Raises `Refused`."""
    if key := request.POST.get(CONCEAL):
        done, said = (
            conceal(page, key, request.user),
            _("Đã thay chỗ ấy trong bản nháp. Hoàn lại được ở mục «Đã thay»."),
        )
    elif key := request.POST.get(REVEAL):
        done, said = reveal(page, key, request.user), _("Đã hoàn lại chỗ ấy trong bản nháp.")
    else:
        return False
    if done:
        messages.success(request, said)
    else:
        messages.warning(
            request, _("Bản nháp đã khác nên không thấy chỗ ấy nữa; chưa đổi gì. Hãy xem lại danh sách dưới đây.")
        )
    return True
