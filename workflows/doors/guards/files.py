"""Guards of what a submitted text refers to, and of what can be fetched and read beside it: files, cut pictures, tags."""

from typing import Any

from django.core.files.base import File
from django.db.models import F
from django.utils.translation import gettext as _
from taggit.models import ItemBase, Tag
from wagtail.images import get_image_model
from wagtail.models import Page

from workflows.digests.digest import shown_of
from workflows.models.decision import Certificate, CitedFile
from workflows.rules.refusal import Refusal, Refused


def refuse_to_replace_cited_file(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A file that a submitted text refers to keeps its bytes; a new version is a new file."""
    if instance.pk is None or not _is_cited(instance):
        return
    stored = type(instance).objects.filter(pk=instance.pk).first()
    replaced = isinstance(getattr(instance.file, "_file", None), File) and not instance.file._committed
    if stored is None or replaced or shown_of(stored) != shown_of(instance) or stored.file.name != instance.file.name:
        raise Refused(
            Refusal(
                "file-is-cited",
                _(
                    "Tệp này đã được dùng trong nội dung đã trình nên không thay, đổi tên hay cắt lại được. Hãy tải lên thành tệp mới."
                ),
            )
        )


def refuse_to_delete_cited_file(sender: type, instance: Any, **_kwargs: Any) -> None:
    if _is_cited(instance):
        raise Refused(Refusal("file-is-cited", _("Tệp này đã được dùng trong nội dung đã trình nên không xóa được.")))


def refuse_unreleased_file(sender: type, instance: CitedFile, **_kwargs: Any) -> None:
    """A file can be fetched only while a live page's certificate, or an earlier one of a page that keeps what it published, names it."""
    if not instance.is_released and instance.replaced_at is None:
        return
    certificates = Certificate.objects.filter(page=instance.page_id, page__live=True)
    if instance.is_released:
        certificates = certificates.filter(revision=F("page__live_revision"))
    said = (instance.kind, instance.object_id, instance.sha256, instance.name)
    files = (file for certificate in certificates for file in certificate.files)
    if said not in ((file["kind"], file["id"], file["sha256"], file["name"]) for file in files):
        raise Refused(
            Refusal("not-certified", _("Tệp này không thuộc bản nào đã được duyệt đăng, nên không công khai được."))
        )


def refuse_to_forget_cited_file(sender: type, instance: CitedFile, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Việc một nội dung đã dùng tệp nào được giữ lại, không xóa.")))


def refuse_to_recut(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A cut picture stays as it was cut; another size is another row."""
    stored = type(instance).objects.filter(pk=instance.pk).first() if instance.pk else None
    if stored is not None and any(
        getattr(stored, field.attname) != getattr(instance, field.attname) for field in instance._meta.concrete_fields
    ):
        raise Refused(Refusal("file-is-cut", _("Ảnh đã cắt không sửa được: hãy xóa để hệ thống cắt lại từ ảnh gốc.")))


def refuse_to_rename_tag(sender: type, instance: Tag, **_kwargs: Any) -> None:
    """How a tag is called is part of what was approved with every page that bears it."""
    stored = Tag.objects.filter(pk=instance.pk).first() if instance.pk else None
    if stored is None or stored.name == instance.name:
        return
    if any(_is_borne(relation.related_model, instance) for relation in Tag._meta.related_objects):
        sentence = _("Từ khóa này đang có ở nội dung đã đăng nên không đổi tên; hãy dùng từ khóa khác.")
        raise Refused(Refusal("tag-is-public", sentence))


def _is_borne(through: Any, tag: Tag) -> bool:
    """Whether a live page bears the tag by a row of this class."""
    rows = through._default_manager.filter(tag=tag) if issubclass(through, ItemBase) else ()
    return any(isinstance(row.content_object, Page) and row.content_object.live for row in rows)


def _is_cited(media: Any) -> bool:
    kind = "image" if isinstance(media, get_image_model()) else "document"
    return CitedFile.objects.filter(kind=kind, object_id=media.pk).exists()
