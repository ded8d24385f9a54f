from typing import Any

class APIField:
    name: str
    serializer: Any
    def __init__(self, name: str, serializer: Any = None) -> None: ...
