from typing import Any

from wagtail.admin.ui.components import Component

class ActionMenuItem(Component):
    label: Any
    name: str
    order: int
    def __init__(self, order: int | None = None) -> None: ...
    def is_shown(self, context: dict[str, Any]) -> bool: ...

class SubmitForModerationMenuItem(ActionMenuItem): ...

class WorkflowMenuItem(ActionMenuItem):
    def __init__(self, name: str, label: Any, launch_modal: bool, *args: Any, **kwargs: Any) -> None: ...
