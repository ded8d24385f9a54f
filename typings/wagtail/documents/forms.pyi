from typing import Any

from django import forms
from wagtail.documents.models import AbstractDocument

class BaseDocumentForm(forms.ModelForm[AbstractDocument]):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
