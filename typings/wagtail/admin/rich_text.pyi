from typing import Any

from django.forms import widgets

class DraftailRichTextArea(widgets.HiddenInput):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None: ...
