"""The guard of all text: no row is written with signs that nobody sees and no output can carry (`vietnamese.signs`).

What people send is mended before (`portal.odd_input`, `pages.widgets.RichTextArea`); this is for imports, plug-ins and plain code. A text that is
stored already with such signs may stay as it is: what was approved is not changed by a rule that came later, and every output carries it.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Field, JSONField, Model
from django.utils.translation import gettext as _
from post_office.models import Email
from wagtail.fields import StreamField
from wagtail.models import BaseLogEntry

from vietnamese.signs import is_odd
from workflows.rules.refusal import Refusal, Refused

COPIES = (BaseLogEntry, Email)  # rows that say again what stands elsewhere, of what was stored before too


def refuse_odd_signs(
    sender: type[Model], instance: Any, raw: bool = False, update_fields: Collection[str] | None = None, **_kwargs: Any
) -> None:
    """Raises `Refused`, naming the field. Rows that a migration or a dump writes are as they were."""
    if raw or sender.__module__ == "__fake__" or issubclass(sender, COPIES):
        return
    for field, value in _texts(instance, update_fields):
        if is_odd(value) and value != _stored(sender, instance, field):
            sentence = _(
                "«%s» có ký tự điều khiển hoặc ký tự ẩn (thường do dán từ nơi khác). Hãy gõ lại phần chữ đó rồi lưu."
            )
            raise Refused(Refusal("odd-signs", sentence % field.verbose_name))


def _texts(instance: Model, names: Collection[str] | None) -> Iterator[tuple[Field[Any, Any], Any]]:
    for field in instance._meta.concrete_fields:
        if names is not None and field.name not in names:
            continue
        value = instance.__dict__.get(field.attname)
        if isinstance(field, StreamField):
            if value is not None:
                yield field, field.get_prep_value(value)
        elif isinstance(value, str) or isinstance(field, JSONField):
            yield field, value


def _stored(sender: type[Model], instance: Model, field: Field[Any, Any]) -> Any:
    if instance.pk is None:
        return None
    stored = sender._base_manager.filter(pk=instance.pk).values_list(field.attname, flat=True).first()
    return field.get_prep_value(stored) if isinstance(field, StreamField) else stored
