"""Models with days that people type: each must make sense, and some cannot lie ahead."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from vietnamese.days import past, sensible


class Dated(models.Model):
    """A day that no calendar can count from, or that is still to come, is told at its field."""

    past_days: Collection[str] = ()  # fields that say when something happened

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        wrong: dict[str, list[str]] = {}
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if isinstance(value, datetime.date) and field.name not in (exclude or ()) and field.editable:
                try:
                    sensible(value)
                    if field.name in self.past_days:
                        past(value)
                except ValidationError as error:
                    wrong[field.name] = error.messages
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            wrong = {**error.message_dict, **wrong}
        if wrong:
            raise ValidationError(wrong)
