from typing import Any

from django.contrib.contenttypes.models import ContentType

class SpecificMixin:
    """`specific` is of a class that only the row knows."""

    def get_specific(
        self, deferred: bool = False, copy_attrs: list[str] | None = None, copy_attrs_exclude: list[str] | None = None
    ) -> Any: ...
    specific: Any
    specific_deferred: Any
    @property
    def specific_class(self) -> type[Any] | None: ...
    @property
    def cached_content_type(self) -> ContentType: ...
