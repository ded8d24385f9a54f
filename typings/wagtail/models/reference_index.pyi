from typing import Any

class ReferenceIndex:
    objects: Any
    @classmethod
    def create_or_update_for_object(cls, object: Any) -> None: ...
