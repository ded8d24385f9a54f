"""The rows of the bulk entry, until they are drafts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.models import PortalDocument
from workflows.models import Board


class EntryRow(models.Model):
    """One file that waits to become a draft: what was read in it, then what a person typed over it."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.OneToOneField(PortalDocument, on_delete=models.CASCADE, related_name="+")
    first_page = models.TextField(blank=True)
    is_scan = models.BooleanField(default=False)
    typed = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dòng nhập văn bản")
        verbose_name_plural = _("dòng nhập văn bản")

    def __str__(self) -> str:
        return self.document.title
