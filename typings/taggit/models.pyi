from typing import Any, TypeVar

from django.db import models

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class NaturalKeyManager(models.Manager[_Model]): ...

class TagBase(models.Model):
    name = models.CharField(unique=True, max_length=100)
    slug = models.SlugField(unique=True, max_length=100, allow_unicode=True)

    class Meta:
        abstract = True

class Tag(TagBase): ...

class ItemBase(models.Model):
    class Meta:
        abstract = True

class TaggedItemBase(ItemBase):
    tag = models.ForeignKey(Tag, related_name="%(app_label)s_%(class)s_items", on_delete=models.CASCADE)

    class Meta:
        abstract = True

    @classmethod
    def tags_for(cls, model: type[models.Model], instance: models.Model | None = None, **extra_filters: Any) -> Any: ...
