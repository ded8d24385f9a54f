from typing import Any

class WagtailPagination:
    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any: ...
