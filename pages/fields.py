"""Model fields of the pages."""

from typing import Any

from wagtail.fields import StreamField

from pages.blocks import BodyBlock


class BodyField(StreamField):
    """A body of `BodyBlock`. Its block definitions stay out of migrations, where they would be long and soon untrue."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.pop("block_lookup", None)
        super().__init__(BodyBlock(), **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
