from typing import Any

class RouteResult:
    page: Any
    args: list[Any]
    kwargs: dict[str, Any]
    def __init__(self, page: Any, args: list[Any] | None = None, kwargs: dict[str, Any] | None = None) -> None: ...
    def __getitem__(self, index: int) -> Any: ...
