"""Files to download. Uploading makes nothing public: a file is served only while a published page cites it (pages/views/media.py)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet

from foreign_files import uploads
from pages.models.picture import without_tags
from workflows.doors.reach import narrowed_files


class Files(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]  # made by a function of Django's
    """In a request of the admin, those that the person reaches."""

    def get_queryset(self) -> Any:
        return narrowed_files(super().get_queryset())


class PortalDocument(AbstractDocument):
    """A file to download."""

    file: Any
    file_size: int | None

    objects: ClassVar[Any] = Files()
    admin_form_fields = without_tags(Document.admin_form_fields)
    submission_problem = ""  # a file is shown as it is

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")

    def clean(self) -> None:
        """A new file comes in through the door of uploads, whichever form brings it (decision 0029)."""
        super().clean()
        if not self.file or self.file._committed:
            return
        self.file.seek(0)
        try:
            taken = uploads.accept(self.file.name, self.file.read(), uploads.EDITORS)
        except uploads.UploadRefused as refused:
            raise ValidationError({"file": refused.sentence}) from refused
        self.file = ContentFile(taken.data, name=taken.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the size beside the file, so that showing it never writes."""
        if self.file and self.file_size is None:
            self.file_size = self.file.size
        super().save(*args, **kwargs)

    @property
    def shown_size(self) -> str:
        """The size as a person reads it."""
        size: Any = self.get_file_size() or 0
        return (
            f"{size / 1_048_576:.1f} MB".replace(".", ",") if size >= 1_048_576 else f"{max(1, round(size / 1024))} KB"
        )
