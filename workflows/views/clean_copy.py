"""Offering a cleaned copy of a file to whoever may change that and add another beside it."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy

from foreign_files.uploads import UploadRefused
from workflows.content_guard.hidden_parts import told_of
from workflows.services.clean_copies import make_clean_copy

logger = logging.getLogger("portal.cleaning")


@require_http_methods(["GET", "HEAD", "POST"])
def clean_copy(request: HttpRequest, document_id: int) -> HttpResponse:
    """`/admin/tep/<key>/ban-sach/`: what a file holds and does not show; a press makes the copy. Raises `Http404`, `PermissionDenied`."""
    document = get_object_or_404(get_document_model(), pk=document_id)
    if not _may(request.user, document):
        raise PermissionDenied
    if request.method == "POST":
        made, why_not = _made(document, request.user)
        if made is not None:
            messages.success(
                request, _("Đã tạo bản đã làm sạch. Hãy mở xem, rồi chọn tệp này thay cho tệp cũ ở mục cần trình.")
            )
            return HttpResponseRedirect(reverse("wagtaildocs:edit", args=[made.pk]))
        messages.error(request, why_not)
    return render(request, "workflows/clean_copy.html", {"document": document, "hidden": told_of(document)})


def _may(user: Any, document: Any) -> bool:
    may_add = permission_policy.collections_user_has_permission_for(user, "add").filter(pk=document.collection_id)
    return permission_policy.user_has_permission_for_instance(user, "change", document) and may_add.exists()


def _made(document: Any, user: Any) -> tuple[Any | None, str]:
    """The copy, or a sentence that says why there is none."""
    try:
        made = make_clean_copy(document, user)
    except UploadRefused as refused:
        return None, refused.sentence
    except OSError as error:
        logger.warning("no cleaned copy of %s: %s", document.file.name, error)
        return None, _(
            "Không đọc được tệp đã lưu hoặc không lưu được tệp mới. Hãy thử lại sau; nếu vẫn không được, hãy báo người quản trị hệ thống."
        )
    return made, _(
        "Không tạo được bản sạch: tệp có chữ ký số, thuộc dạng cũ, hoặc còn phần không bỏ được. Hãy bỏ phần ẩn trong chương trình soạn thảo, hoặc xuất ra PDF, rồi gửi tệp mới."
    )
