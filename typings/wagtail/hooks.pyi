from collections.abc import Callable
from typing import Any, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., Any])

def register(hook_name: str, fn: None = None, order: int = 0) -> Callable[[_Function], _Function]: ...
def get_hooks(hook_name: str) -> list[Callable[..., Any]]: ...
