from typing import Any

from django.http import HttpRequest

class MenuItem:
    name: str
    label: Any
    url: str
    order: int
    def __init__(
        self,
        label: Any,
        url: str,
        name: str | None = None,
        classname: str = "",
        icon_name: str = "",
        attrs: dict[str, Any] | None = None,
        order: int = 1000,
    ) -> None: ...
    def is_shown(self, request: HttpRequest) -> bool: ...
