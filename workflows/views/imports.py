"""«Chuyển dữ liệu»: a leader lets an archive of an old portal in."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from workflows.gate import imports
from workflows.models.decision import Decision
from workflows.rules.act import Act
from workflows.rules.imports import OPEN_FOR
from workflows.rules.refusal import Refused
from workflows.services.board.open_import import open_import
from workflows.views.access import board_for
from workflows.views.list_pages import page_of


class ImportForm(forms.Form):
    """Which archive."""

    name = forms.CharField(
        label=gettext_lazy("Tên tệp, nội dung"),
        max_length=255,
        help_text=gettext_lazy("Ví dụ: tin tức 2015–2025 của cổng cũ, tin-tuc.jsonl.gz."),
    )
    sha256 = forms.CharField(
        label=gettext_lazy("Dấu SHA-256 của tệp"),
        max_length=200,
        help_text=gettext_lazy(
            "64 ký tự, quản trị kỹ thuật gửi bạn. Tệp khác một chữ thì dấu khác và không chuyển được."
        ),
    )


@require_http_methods(["GET", "POST"])
def board_imports(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/chuyen-du-lieu/<board>/`"""
    board = board_for(request, slug)
    form = ImportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_import(board, request.user, form.cleaned_data["sha256"], form.cleaned_data["name"])
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Đã mở đợt chuyển dữ liệu cho tệp này, trong %s ngày.") % OPEN_FOR.days)
            return HttpResponseRedirect(reverse("board_imports", args=[board.slug]))
    opened = page_of(Decision.objects.filter(board=board, act=Act.OPEN_IMPORT).order_by("-number"), request)
    return render(
        request,
        "workflows/board_imports.html",
        {
            "board": board,
            "form": form,
            "states": opened,
            "leads": imports.leads(request.user, board),
            "days": OPEN_FOR.days,
        },
    )
