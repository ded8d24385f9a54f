"""Wagtail's own screens on workflows and on a page's history, for those who decide: over their own boards, whatever Wagtail lets them write.

`OPENED` has them by the names of their addresses; `portal/admin_door.py` opens them in place of Wagtail's. The technician gets Wagtail's.
"""

from collections.abc import Callable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import FilteredModelChoiceFilter
from wagtail.admin.views.pages import history, usage
from wagtail.admin.views.reports import workflows as reports
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

from workflows.gate.withheld import withheld_from
from workflows.models.some_user import SomeUser
from workflows.screens.desk import boards_decided_by, decides_on, my_queue


def _workflows(request: HttpRequest) -> QuerySet[Workflow]:
    return Workflow.objects.filter(chain__board__in=boards_decided_by(request.user)).order_by("pk")


def _runs(request: HttpRequest) -> QuerySet[WorkflowState]:
    runs = WorkflowState.objects.filter(workflow__in=_workflows(request))
    return runs.exclude(object_id__in=[str(key) for key in withheld_from(request.user)])


def _tasks(request: HttpRequest) -> QuerySet[Task]:
    return Task.objects.filter(workflow_tasks__workflow__in=_workflows(request)).distinct().order_by("pk")


def _requesters(request: HttpRequest) -> QuerySet[Any]:
    return get_user_model().objects.filter(pk__in=_runs(request).values("requested_by")).order_by("username")


class RunFilters(reports.WorkflowReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(queryset=_workflows, label=_("Quy trình"))
    requested_by = django_filters.ModelChoiceFilter(queryset=_requesters, label=_("Người trình"))

    def filter_reviewable(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(current_task_state__in=my_queue(self.request.user).order_by()) if value else queryset

    class Meta(reports.WorkflowReportFilterSet.Meta):
        pass


class StepFilters(reports.WorkflowTasksReportFilterSet):
    workflow = django_filters.ModelChoiceFilter(
        field_name="workflow_state__workflow", queryset=_workflows, label=_("Quy trình")
    )
    task = FilteredModelChoiceFilter(
        queryset=_tasks, filter_field="id_workflow", filter_accessor="workflows", label=_("Bước")
    )

    def filter_reviewable(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=my_queue(self.request.user).order_by().values("pk")) if value else queryset

    class Meta(reports.WorkflowTasksReportFilterSet.Meta):
        pass


class Runs(reports.WorkflowView):
    any_permission_required = None
    filterset_class = RunFilters

    def get_queryset(self) -> QuerySet[WorkflowState]:
        found = _runs(self.request).select_related("workflow", "requested_by")
        return found.prefetch_related("content_object", "content_object__latest_revision").order_by("-created_at")


class Steps(reports.WorkflowTasksView):
    any_permission_required = None
    filterset_class = StepFilters

    def get_queryset(self) -> QuerySet[TaskState]:
        found = TaskState.objects.filter(workflow_state__in=_runs(self.request)).select_related(
            "workflow_state", "task"
        )
        pages = "workflow_state__content_object"
        return found.prefetch_related(pages, f"{pages}__latest_revision").order_by("-started_at")


def _may_read(user: SomeUser, page: Page) -> bool:
    """What happened to a page is read by who may change it, and by who decides on its board."""
    return bool(page.permissions_for_user(user).can_edit()) or decides_on(user, page)


class History(history.PageHistoryView):
    any_permission_required = None

    def get_object(self) -> Page:
        page: Page = get_object_or_404(Page, pk=self.pk).specific
        if not _may_read(self.request.user, page):
            raise PermissionDenied
        return page


def _read(opened: Callable[..., Any], request: HttpRequest, page: Page, *args: Any, **kwargs: Any) -> HttpResponse:
    """`opened` is the view behind Wagtail's own question, whether this person may change the page."""
    if not _may_read(request.user, page):
        raise PermissionDenied
    answer: HttpResponse = opened(request, *args, **kwargs)
    return answer


class RunsOfPage(history.WorkflowHistoryView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        behind: Any = super(history.PageWorkflowHistoryViewMixin, self)
        return _read(behind.dispatch, request, self.object, *args, **kwargs)


class RunOfPage(history.WorkflowHistoryDetailView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        behind: Any = super(history.PageWorkflowHistoryViewMixin, self)
        return _read(behind.dispatch, request, self.object, *args, **kwargs)


class Usage(usage.UsageView):
    permission_required = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        behind: Any = super(usage.UsageView, self)
        return _read(behind.dispatch, request, self.object, *args, **kwargs)


def _for_deciders(ours: Any, wagtails: Any) -> Any:
    """Ours, or for the technician Wagtail's."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = (wagtails if request.user.is_superuser else ours)(request, *args, **kwargs)
        return answer

    return require_admin_access(view)


_BY_NAME = {
    "wagtailadmin_reports:workflow": (Runs, reports.WorkflowView, {}),
    "wagtailadmin_reports:workflow_results": (Runs, reports.WorkflowView, {"results_only": True}),
    "wagtailadmin_reports:workflow_tasks": (Steps, reports.WorkflowTasksView, {}),
    "wagtailadmin_reports:workflow_tasks_results": (Steps, reports.WorkflowTasksView, {"results_only": True}),
    "wagtailadmin_pages:history": (History, history.PageHistoryView, {}),
    "wagtailadmin_pages:history_results": (History, history.PageHistoryView, {"results_only": True}),
    "wagtailadmin_pages:usage": (Usage, usage.UsageView, {}),
    "wagtailadmin_pages:workflow_history": (RunsOfPage, history.WorkflowHistoryView, {}),
    "wagtailadmin_pages:workflow_history_detail": (RunOfPage, history.WorkflowHistoryDetailView, {}),
}
OPENED = {
    name: _for_deciders(ours.as_view(**given), wagtails.as_view(**given))
    for name, (ours, wagtails, given) in _BY_NAME.items()
}
