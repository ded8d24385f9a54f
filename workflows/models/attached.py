"""A document of the board that goes with a question to it: which one, and its bytes as they were then."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of_file


class Attached(models.Model):
    document = models.PositiveBigIntegerField(null=True, help_text="The key of an attached document.")
    document_name = models.CharField(_("tài liệu kèm theo"), max_length=255, blank=True)
    document_file = models.CharField(max_length=255, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    def attach(self, file: Any) -> None:
        """`file` is an object of Wagtail's document model, or None."""
        if file:
            self.document, self.document_name = file.pk, file.title[:255]
            self.document_file = file.file.name
            self.document_sha256 = sha256_of_file(file.file.storage, file.file.name)

    @property
    def attached(self) -> list[Any]:
        """What a digest holds of it."""
        return [self.document, self.document_name, self.document_file, self.document_sha256]
