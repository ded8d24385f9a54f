"""Guards of the rows inside a public page: its files, relations, tags."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import (
    Page,
)

from workflows.digests.child_rows import content_of
from workflows.doors.guards.pages import uncertified
from workflows.models.reviewed import ReviewedPage
from workflows.rules.refusal import Refusal, Refused


def _certified_rows(child: Any) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
    """Of a child row of a live reviewed page: the rows that were certified, and this one in the same form."""
    for field in child._meta.concrete_fields if isinstance(child, models.Model) else ():
        if isinstance(field, ParentalKey) and issubclass(field.related_model, ReviewedPage):
            page = (
                Page.objects.filter(pk=getattr(child, field.attname), live=True).select_related("live_revision").first()
            )
            if page is None:
                return None
            drop = ("pk", field.name)
            rows = (page.live_revision.content if page.live_revision else {}).get(
                field.remote_field.get_accessor_name(), []
            )
            return (
                [{key: value for key, value in row.items() if key not in drop} for row in rows],
                content_of(child, field.name),
            )
    return None


def refuse_uncertified_child(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A row inside a live page (a file of a document, a tag) must be one of those that were certified."""
    if not raw and (found := _certified_rows(instance)) and found[1] not in found[0]:
        raise Refused(uncertified())


def refuse_to_remove_certified_child(sender: type, instance: Any, **_kwargs: Any) -> None:
    if (found := _certified_rows(instance)) and found[1] in found[0]:
        raise Refused(Refusal("not-withdrawn", _("Phần này thuộc nội dung đang đăng nên không xóa riêng được.")))
