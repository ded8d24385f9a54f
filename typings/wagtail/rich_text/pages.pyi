from typing import Any

class PageLinkHandler:
    @classmethod
    def get_many(cls, attrs_list: list[dict[str, Any]]) -> list[Any]: ...
