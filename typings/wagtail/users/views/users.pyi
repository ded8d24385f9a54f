from typing import Any

from django.http import HttpRequest
from wagtail.admin.viewsets.model import ModelViewSet

class IndexView:
    @property
    def columns(self) -> list[Any]: ...

class EditView:
    request: HttpRequest
    object: Any
    form: Any
    def save_instance(self) -> Any: ...
    def get_success_message(self) -> Any: ...

class UserViewSet(ModelViewSet):
    def get_form_class(self, for_update: bool = False) -> Any: ...
