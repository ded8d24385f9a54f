from typing import Any

from django.db.models.fields.related import RelatedField

class TaggableManager(RelatedField[Any, Any]):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
