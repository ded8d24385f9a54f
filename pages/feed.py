"""RSS of whatever is stored: a feed that one odd sign in one title kept from being read would be gone for all its readers."""

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed

from vietnamese.signs import carried


class Rss(Rss201rev2Feed):
    """Django's, with the words of the feed and of its items as XML carries them."""

    def __init__(self, title: Any, link: Any, description: Any, **more: Any):
        super().__init__(_carried(title), link, _carried(description), **more)

    def add_item(self, title: Any, link: Any, description: Any, *args: Any, **kwargs: Any) -> None:
        words = {name: _carried(value) if name.startswith("author") else value for name, value in kwargs.items()}
        super().add_item(_carried(title), link, _carried(description), *args, **words)


def _carried(words: Any) -> Any:
    return None if words is None else carried(str(words))
