from typing import Any

from django.db import models
from wagtail.admin.views.generic import _View

class UsageView(_View):
    def get_base_object_queryset(self) -> models.QuerySet[Any]: ...
