from collections.abc import Callable
from typing import Any, TypeVar

_View = TypeVar("_View", bound=Callable[..., Any])

def require_admin_access(view_func: _View) -> _View: ...
