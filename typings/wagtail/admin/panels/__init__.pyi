from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

class Panel:
    model: Any
    heading: Any
    help_text: Any
    def __init__(
        self,
        heading: Any = "",
        classname: str = "",
        help_text: Any = "",
        base_form_class: type[Any] | None = None,
        icon: str = "",
        attrs: dict[str, Any] | None = None,
    ) -> None: ...
    def bind_to_model(self, model: type[models.Model]) -> Any: ...
    def get_form_class(self) -> type[Any]: ...
    def get_bound_panel(
        self, instance: Any = None, request: HttpRequest | None = None, form: Any = None, prefix: str = "panel"
    ) -> Any: ...

    class BoundPanel(Component):
        panel: Any
        instance: Any
        request: HttpRequest
        form: Any
        heading: Any
        help_text: Any
        def is_shown(self) -> bool: ...
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]: ...
        def get_comparison(self) -> list[Any]: ...

class FieldPanel(Panel):
    field_name: str
    def __init__(
        self,
        field_name: str,
        widget: Any = None,
        disable_comments: bool | None = None,
        permission: str | None = None,
        read_only: bool = False,
        required_on_save: bool | None = None,
        **kwargs: Any,
    ) -> None: ...

    class BoundPanel(Panel.BoundPanel): ...

class PanelGroup(Panel):
    children: list[Any]
    def __init__(self, children: Sequence[Panel | str] = (), *args: Any, **kwargs: Any) -> None: ...

class ObjectList(PanelGroup): ...
class FieldRowPanel(PanelGroup): ...
class MultiFieldPanel(PanelGroup): ...

class InlinePanel(Panel):
    def __init__(
        self,
        relation_name: str,
        panels: Sequence[Panel | str] | None = None,
        heading: Any = "",
        label: Any = "",
        min_num: int | None = None,
        max_num: int | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None: ...

class HelpPanel(Panel):
    def __init__(self, content: Any = "", template: str = ..., **kwargs: Any) -> None: ...
