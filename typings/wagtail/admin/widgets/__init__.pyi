from typing import Any

from django import forms
from wagtail.admin.widgets.slug import SlugInput as SlugInput

class AdminDateInput(forms.DateInput):
    def __init__(self, attrs: dict[str, Any] | None = None, format: str | None = None) -> None: ...

class AdminDateTimeInput(forms.DateTimeInput):
    def __init__(
        self, attrs: dict[str, Any] | None = None, format: str | None = None, time_format: str | None = None
    ) -> None: ...
