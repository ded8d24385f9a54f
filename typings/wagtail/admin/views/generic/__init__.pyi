from typing import Any

from django.db import models
from django.http import HttpRequest

class _View:
    model: type[models.Model]
    request: HttpRequest
    permission_policy: Any

class IndexView(_View):
    def get_base_queryset(self) -> models.QuerySet[Any]: ...

class EditView(_View):
    def get_queryset(self) -> models.QuerySet[Any]: ...

class DeleteView(_View):
    def get_queryset(self) -> models.QuerySet[Any]: ...
