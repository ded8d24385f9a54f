"""Wagtail's reports of workflows and of their steps, for those who decide: over their own boards, each row leading to its item's file."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import FilteredModelChoiceFilter
from wagtail.admin.views.reports import workflows as reports
from wagtail.models import Task, TaskState, Workflow, WorkflowState

from workflows.gate.withheld import withheld_from
from workflows.screens.desk import boards_decided_by, my_queue
from workflows.views.wagtail_exports import AllRuns, AllSteps


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


class Runs(AllRuns):
    any_permission_required = None
    filterset_class = RunFilters
    results_template_name = "workflows/wagtail_runs.html"

    def get_queryset(self) -> QuerySet[WorkflowState]:
        found = _runs(self.request).select_related("workflow", "requested_by", "content_type")
        return found.prefetch_related(
            "content_object__latest_revision", "task_states", "workflow__workflow_tasks__task"
        ).order_by("-created_at")

    def decorate_paginated_queryset(self, object_list: Iterable[WorkflowState]) -> list[WorkflowState]:
        runs: list[Any] = super().decorate_paginated_queryset(object_list)
        for run in runs:
            run.steps = _steps_of(run)
        return runs


def _steps_of(run: WorkflowState) -> list[tuple[str, str, str]]:
    """The steps of a run, each with its name, and the code and the word of what came of it on the text last submitted."""
    states = sorted(run.task_states.all(), key=lambda state: (state.started_at, state.pk))
    last = {state.task_id: state for state in states if state.revision_id == states[-1].revision_id}
    steps = []
    for each in sorted(run.workflow.workflow_tasks.all(), key=lambda each: each.sort_order or 0):
        state = last.get(each.task_id)
        word = state.get_status_display() if state else _("Chưa bắt đầu")
        steps.append((each.task.name, state.status if state else "", str(word)))
    return steps


class Steps(AllSteps):
    any_permission_required = None
    filterset_class = StepFilters
    results_template_name = "workflows/wagtail_steps.html"

    def get_queryset(self) -> QuerySet[TaskState]:
        found = TaskState.objects.filter(workflow_state__in=_runs(self.request)).select_related(
            "workflow_state__content_type", "workflow_state__requested_by", "task", "finished_by"
        )
        return found.prefetch_related("workflow_state__content_object__latest_revision").order_by("-started_at")
