"""Pictures and what is cut from them. Uploading makes nothing public: a file is served only while a published page cites it (pages/views/media.py)."""

import hashlib
from typing import Any, ClassVar

from django.core.files.base import ContentFile, File
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    ImageQuerySet,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from foreign_files.pictures import SECONDS_AT_ONCE, Reason, Unshowable, header_size, sentence
from pages.cutting import cut_files
from pages.picture_metadata import without_metadata
from workflows.digests.row_seal import FileDigest, RowSeal
from workflows.doors.reach import narrowed_files

STANDS_IN = "img/no-picture.svg"
STANDS_IN_SIDE = 165  # pixels, as wide as Wagtail's screens show a picture in a list


class CutState(models.TextChoices):
    """Whether everything that public pages show of a picture was cut from it."""

    WAITING = "waiting", _("chờ cắt")
    MADE = "made", _("đã cắt")
    FAILED = "failed", _("không hiện được")


def without_tags(fields: tuple[str, ...]) -> tuple[str, ...]:
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


class PictureFile(WagtailImageFieldFile):
    instance: "PortalImage"

    def save(self, name: str, content: "File[bytes]", save: bool = True) -> None:
        """Every way into the store ends here, `image.file.save(…)` of plain code too."""
        self.instance.forget_cuts()
        super().save(name, bare(content), save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """As its header says: Wagtail would read the whole picture in this process. Raises `Unshowable`."""
        close = self.closed
        self.open()
        size = header_size(self.read())
        if close:
            self.close()
        else:
            self.seek(0)
        return size


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

    cut_state = models.CharField(max_length=8, choices=CutState.choices, default=CutState.WAITING, editable=False)
    cut_problem = models.CharField(max_length=8, blank=True, editable=False)

    has_new_file = False

    objects: ClassVar[Any] = Pictures()
    admin_form_fields = (*without_tags(Image.admin_form_fields), "author")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is cleaned before its size and digest are taken for the row; what was cut from the one before goes."""
        if self.file and not self.file._committed:
            cleaned = bare(self.file.file)
            if cleaned is not self.file.file:
                self.file = cleaned
                self.file_size = cleaned.size
                self.file_hash = hashlib.sha1(cleaned.read(), usedforsecurity=False).hexdigest()
                cleaned.seek(0)
        super().save(*args, **kwargs)
        if self.has_new_file:
            self.renditions.all().delete()
            self.has_new_file = False

    def forget_cuts(self) -> None:
        """Another file comes: nothing is cut from it yet."""
        self.has_new_file, self.cut_state, self.cut_problem = True, CutState.WAITING, ""

    @property
    def submission_problem(self) -> str:
        """Why nothing that shows this picture can be submitted, in a sentence; empty where it can."""
        if self.cut_state == CutState.MADE:
            return ""
        if self.cut_state == CutState.WAITING:
            return gettext("Cổng đang xử lý ảnh «%s». Hãy đợi vài phút rồi trình lại.") % self.title
        return gettext("Ảnh «%(title)s» không hiện được. %(why)s") % {
            "title": self.title,
            "why": sentence(Reason(self.cut_problem or Reason.BROKEN)),
        }

    @property
    def default_alt_text(self) -> str:
        """Wagtail would offer the title (often a file name); an empty one makes the editor write it."""
        return self.description or ""

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        """Wagtail's screens ask here. What cannot be cut, or waits for it, takes no screen with it: a drawing stands in its place."""
        try:
            return super().get_rendition(filter)
        except SourceImageIOError:
            return Rendition(image=self, width=STANDS_IN_SIDE, height=STANDS_IN_SIDE)

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        """A size that a screen asks for and nobody has made yet. Raises `SourceImageIOError`, which Wagtail expects."""
        if self.cut_state != CutState.MADE:
            raise SourceImageIOError(f"picture {self.pk} is {self.cut_state}")
        try:
            return cut_files(self, [filter], SECONDS_AT_ONCE)[filter.spec]
        except Unshowable as unfit:
            raise SourceImageIOError(f"picture {self.pk}: {unfit}") from unfit


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

    @property
    def url(self) -> str:
        return super().url if self.file else static(STANDS_IN)
