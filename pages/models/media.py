"""Images and documents. Uploading makes nothing public: a file is served only while a published page cites it (pages/views/media.py)."""

import hashlib
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from foreign_files import uploads
from pages.picture_metadata import without_metadata
from workflows.digests.row_seal import FileDigest, RowSeal
from workflows.doors.reach import narrowed_files


def _without_tags(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Wagtail offers the most used tags of files to everybody, those of other boards too; so files have none."""
    return tuple(name for name in fields if name != "tags")


def bare(file: "File[bytes]") -> "File[bytes]":
    """The file of a picture without what says where and when it was taken (2.14); the file itself where it says nothing."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    cleaned = without_metadata(content)
    return file if cleaned == content else ContentFile(cleaned, name=file.name)


class Pictures(models.Manager.from_queryset(ImageQuerySet)):  # type: ignore[misc]  # made by a function of Django's
    """In a request of the admin, those that the person reaches."""

    def get_queryset(self) -> Any:
        return narrowed_files(super().get_queryset())


class Files(models.Manager.from_queryset(DocumentQuerySet)):  # type: ignore[misc]  # the same
    """The same of files to download."""

    def get_queryset(self) -> Any:
        return narrowed_files(super().get_queryset())


class PictureFile(WagtailImageFieldFile):
    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        """Every way into the store ends here, `image.file.save(…)` of plain code too."""
        super().save(name, bare(content), save)


class PictureField(WagtailImageField):
    attr_class = PictureFile

    def deconstruct(self) -> Any:
        """For the database it is Wagtail's own field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class PortalImage(AbstractImage):
    """A picture, with who made it: a picture without an author is not the board's to publish (R126).

    It keeps no place and no moment: they are taken out before the file is stored, whoever stores it.
    """

    # The label is Wagtail's own, from its catalogue, so that the column and its description stay Wagtail's.
    file: Any = PictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )

    author = models.CharField(
        _("tác giả ảnh"), max_length=200, blank=True, help_text=_("Người chụp hoặc nguồn của ảnh.")
    )

    objects: ClassVar[Any] = Pictures()
    admin_form_fields = (*_without_tags(Image.admin_form_fields), "author")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is cleaned before its size and digest are taken for the row."""
        if self.file and not self.file._committed:
            cleaned = bare(self.file.file)
            if cleaned is not self.file.file:
                self.file = cleaned
                self.file_size = cleaned.size
                self.file_hash = hashlib.sha1(cleaned.read(), usedforsecurity=False).hexdigest()
                cleaned.seek(0)
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """Wagtail would offer the title (often a file name); an empty one makes the editor write it."""
        return self.description or ""


class Rendition(AbstractRendition):
    """A picture cut to a size. What was cut is not changed: another size is another row."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")
    sha256 = FileDigest("file")
    seal = RowSeal("image_id", "filter_spec", "focal_point_key", "file", "width", "height", "sha256")

    class Meta:
        verbose_name = _("ảnh đã cắt")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_unique")
        ]


class PortalDocument(AbstractDocument):
    """A file to download."""

    file: Any
    file_size: int | None

    objects: ClassVar[Any] = Files()
    admin_form_fields = _without_tags(Document.admin_form_fields)

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
