from typing import Any, ClassVar

class PagesAPIViewSet:
    base_serializer_class: ClassVar[type[Any]]
    pagination_class: ClassVar[type[Any]]
    renderer_classes: ClassVar[list[type[Any]]]
    def get_queryset(self) -> Any: ...
    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> list[str]: ...
    def handle_exception(self, exc: Exception) -> Any: ...
