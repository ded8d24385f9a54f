from typing import Any

class Table:
    data: list[dict[str, Any]]
