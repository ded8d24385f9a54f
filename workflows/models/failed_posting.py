"""That an approved revision could not be made public at its moment: said once, shown until it succeeds or is taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FailedPosting(models.Model):
    """Written by `services/chain/post_due.py`; gone once it is posted, moved or called off."""

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="failed_posting")
    sentence = models.TextField(_("vì sao"))
    first_at = models.DateTimeField(_("lần đầu"))
    last_at = models.DateTimeField(_("lần cuối"))

    class Meta:
        verbose_name = _("lần đăng không thành")

    def __str__(self) -> str:
        return self.sentence
