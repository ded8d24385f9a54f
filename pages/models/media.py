"""Images and documents. Uploading makes nothing public: a file is served only while a published page cites it (pages/views/media.py)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture, with who made it: a picture without an author is not the board's to publish (R126)."""

    author = models.CharField(
        _("tác giả ảnh"), max_length=200, blank=True, help_text=_("Người chụp hoặc nguồn của ảnh.")
    )

    admin_form_fields = (*Image.admin_form_fields, "author")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    @property
    def default_alt_text(self) -> str:
        """Wagtail would offer the title (often a file name); an empty one makes the editor write it."""
        return self.description or ""


class Rendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_unique")
        ]


class PortalDocument(AbstractDocument):
    """A file to download."""

    file_size: int | None

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")

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
