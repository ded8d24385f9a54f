"""Reporting a mistake on a public page, and following what became of the report."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from pages import sender
from pages.frame import Frame, required_frame
from pages.mistake_form import MOST_AN_HOUR, MistakeForm
from workflows.charter.after_publication import mistakes_of
from workflows.clocks.sentence import length
from workflows.models import MistakeReport
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.views.typed import whole_number


@csrf_exempt  # it acts with nobody's rights, so there is nothing to forge; and citizens get no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """`/bao-sai-sot/?trang=<page>`: about a public page of this site; without one, about the site. Raises `Http404`."""
    frame = required_frame(request)
    page = _page(frame, request.GET.get("trang", ""))
    form = MistakeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if sender.sends_too_many(request, form.salt, MOST_AN_HOUR):
            form.add_error(None, _("Từ nơi này vừa gửi quá nhiều lần. Hãy chép lại nội dung và gửi sau một giờ."))
            status = 429
        else:
            typed = form.cleaned_data
            made = report_mistake(frame.board, page, typed["what"], typed["should_be"], typed["contact"])
            return HttpResponseRedirect(reverse("mistake_followed", args=[made.code]) + "?moi=1")
    within = length(mistakes_of(frame.board.rules).within)
    context = {"form": form, "about": page, "within": within}
    return render(request, "pages/report_mistake.html", context, status=status)


@never_cache
@require_safe
def followed(request: HttpRequest, code: str) -> HttpResponse:
    """`/bao-sai-sot/<code>/`: how it stands, and the answer. Raises `Http404`."""
    frame = required_frame(request)
    found = get_object_or_404(MistakeReport.objects.with_page(), board=frame.board, code=code)
    context = {"report": found, "is_new": "moi" in request.GET}
    return render(request, "pages/mistake_followed.html", context)


def _page(frame: Frame, asked: str) -> Page:
    if not asked:
        return frame.root
    return get_object_or_404(Page, pk=whole_number(asked), live=True, path__startswith=frame.root.path)
