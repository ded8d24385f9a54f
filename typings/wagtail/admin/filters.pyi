from typing import Any

class FilteredModelChoiceFilter:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
