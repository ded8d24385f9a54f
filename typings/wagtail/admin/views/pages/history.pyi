from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import View
from wagtail.models import Page

class PageWorkflowHistoryViewMixin:
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...

class WorkflowHistoryView(PageWorkflowHistoryViewMixin, View):
    object: Page
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...

class WorkflowHistoryDetailView(PageWorkflowHistoryViewMixin, View):
    object: Page
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...

class PageHistoryView(View):
    any_permission_required: Any
    pk: int
    def get_object(self) -> Page: ...
