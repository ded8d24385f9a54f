"""Commenting on a draft, as citizens do it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from documents.drafts import gate
from documents.drafts.comments import DraftComment
from documents.drafts.forms import CommentForm
from documents.drafts.pages import DraftPage
from documents.drafts.rules import CommentAct
from documents.drafts.services import receive
from pages.frame import required_frame
from workflows.rules.refusal import Refused
from workflows.views.typed import whole_number

MOST_ON_SITE_AN_HOUR = 500


@csrf_exempt  # it acts with nobody's rights, so there is nothing to forge; and citizens get no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """`/gop-y/<draft>/`; afterwards the same address with `?so=` says the number. Raises `Http404`."""
    frame = required_frame(request)
    page = get_object_or_404(DraftPage, page_ptr__id=pk, live=True, path__startswith=frame.root.path)
    form, status = CommentForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        if form.is_too_much(request, frame.board.pk, MOST_ON_SITE_AN_HOUR):
            form.add_error(None, _("Lúc này có quá nhiều góp ý được gửi. Hãy chép lại nội dung và gửi sau một giờ."))
            status = 429
        elif made := _received(page, form):
            return HttpResponseRedirect(f"{reverse('comment_on_draft', args=[pk])}?so={made.number}")
    sent = request.GET.get("so", "")
    context = {
        "form": form,
        "page": page,
        "closed": gate.ask(None, CommentAct.SEND, page),
        "number": "" if whole_number(sent, digits=7) is None else sent,
    }
    return render(request, "documents/comment_on_draft.html", context, status=status)


def _received(page: DraftPage, form: CommentForm) -> DraftComment | None:
    """None where it is refused; the form says why."""
    try:
        return receive(page, form.sent())
    except Refused as refused:
        form.add_error(None, refused.refusal.sentence)
        return None
