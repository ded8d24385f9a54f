from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.views import View
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import TaskState, WorkflowState

class WorkflowReportFilterSet:
    request: HttpRequest
    def filter_reviewable(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]: ...
    class Meta: ...

class WorkflowTasksReportFilterSet:
    request: HttpRequest
    def filter_reviewable(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]: ...
    class Meta: ...

class WorkflowView(SpreadsheetExportMixin, View):
    any_permission_required: Any
    filterset_class: Any
    def get_queryset(self) -> QuerySet[WorkflowState]: ...
    def decorate_paginated_queryset(self, object_list: Iterable[WorkflowState]) -> list[WorkflowState]: ...

class WorkflowTasksView(SpreadsheetExportMixin, View):
    any_permission_required: Any
    filterset_class: Any
    def get_queryset(self) -> QuerySet[TaskState]: ...
