from typing import Any

from django import forms

class WagtailAdminModelForm(forms.ModelForm[Any]):
    for_user: Any
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
