from typing import Any

from django import forms

class SlugInput(forms.TextInput):
    def __init__(self, attrs: dict[str, Any] | None = None, formatters: Any = None, locale: Any = None) -> None: ...
