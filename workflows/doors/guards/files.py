"""Guards of files that a submitted text refers to."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from workflows.digests.digest import shown_of
from workflows.models.decision import CitedFile
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


def _is_cited(media: Any) -> bool:
    kind = "image" if isinstance(media, get_image_model()) else "document"
    return CitedFile.objects.filter(kind=kind, object_id=media.pk).exists()
