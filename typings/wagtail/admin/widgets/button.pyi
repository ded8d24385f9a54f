from typing import Any

from wagtail.admin.ui.components import Component

class Button(Component):
    label: Any
    url: str | None
    def __init__(
        self,
        label: Any = "",
        url: str | None = None,
        classname: str = "",
        icon_name: str | None = None,
        attrs: dict[str, Any] | None = None,
        priority: int = 1000,
    ) -> None: ...
