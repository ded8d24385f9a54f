import uuid
from typing import Self, TypeVar

from django.db import models

_Locale = TypeVar("_Locale", bound=models.Model, covariant=True)

class LocaleManager(models.Manager[_Locale]): ...

class Locale(models.Model):
    language_code = models.CharField(max_length=100, unique=True)

    @classmethod
    def get_default(cls) -> Self: ...
    @classmethod
    def get_active(cls) -> Self: ...

class TranslatableMixin(models.Model):
    translation_key = models.UUIDField(default=uuid.uuid4)
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
