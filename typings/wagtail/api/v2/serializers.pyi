from typing import Any

from wagtail.models import Page

class PageHtmlUrlField:
    def __init__(self, *, read_only: bool = False) -> None: ...
    def to_representation(self, page: Page) -> str | None: ...

class PageParentField:
    def __init__(self, *, read_only: bool = False) -> None: ...
    def get_attribute(self, instance: Page) -> Any: ...

class PageSerializer:
    html_url: Any
    parent: Any
