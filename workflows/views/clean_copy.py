"""Offering a cleaned copy of a file to whoever may change that."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy

from workflows.content_guard.hidden_parts import told_of
from workflows.services.clean_copies import make_clean_copy


@require_http_methods(["GET", "HEAD", "POST"])
def clean_copy(request: HttpRequest, document_id: int) -> HttpResponse:
    """`/admin/tep/<key>/ban-sach/`: what a file holds and does not show; a press makes the copy. Raises `Http404`, `PermissionDenied`."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", document):
        raise PermissionDenied
    if request.method == "POST":
        made = make_clean_copy(document, request.user)
        if made is not None:
            messages.success(
                request, _("Đã tạo bản đã làm sạch. Hãy mở xem, rồi chọn tệp này thay cho tệp cũ ở mục cần trình.")
            )
            return HttpResponseRedirect(reverse("wagtaildocs:edit", args=[made.pk]))
        messages.error(
            request,
            _(
                "Không tạo được bản sạch: tệp có chữ ký số, thuộc dạng cũ, hoặc còn phần không bỏ được. Hãy bỏ phần ẩn trong chương trình soạn thảo, hoặc xuất ra PDF, rồi gửi tệp mới."
            ),
        )
    return render(request, "workflows/clean_copy.html", {"document": document, "hidden": told_of(document)})
