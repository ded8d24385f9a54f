"""What was taken over from an old portal: lets an import go on where it stopped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Board


class ImportedItem(models.Model):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(_("mã ở cổng cũ"), max_length=200)
    address = models.CharField(_("địa chỉ ở cổng cũ"), max_length=800, blank=True)
    page = models.OneToOneField("wagtailcore.Page", on_delete=models.PROTECT, related_name="imported_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="imported_item_key")]

    def __str__(self) -> str:
        return self.key
