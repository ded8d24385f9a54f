from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import View
from wagtail.admin.ui.tables import Table
from wagtail.models import Page

class UsageView(View):
    permission_required: Any
    object: Page
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
    def get_table(self, object_list: Iterable[Any], **kwargs: Any) -> Table: ...
