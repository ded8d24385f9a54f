"""Wagtail's own screens on workflows and on a page's history, for those who decide: over their own boards, whatever Wagtail lets them write.

`OPENED` has them by the names of their addresses; `portal/admin_door.py` opens them in place of Wagtail's. The technician gets Wagtail's, with
spreadsheets in Vietnamese.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Table
from wagtail.admin.views.pages import history, usage
from wagtail.models import Page

from workflows.gate.withheld import withheld_from
from workflows.models.some_user import SomeUser
from workflows.screens.desk import decides_on
from workflows.views.wagtail_exports import AgingPages, AllRuns, AllSteps, LockedPages, SiteHistory
from workflows.views.wagtail_reports import Runs, Steps


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

    def get_table(self, object_list: Iterable[Any], **kwargs: Any) -> Table:
        """Wagtail names the pages that this person may change; the others of their boards are named here, and lead to their files."""
        table: Table = super().get_table(object_list, **kwargs)
        withheld = withheld_from(self.request.user)
        for row in table.data:
            page = row["object"]
            if row["edit_url"] or not isinstance(page, Page) or page.pk in withheld:
                continue
            if decides_on(self.request.user, page):
                row |= {
                    "label": str(page),
                    "edit_url": reverse("review_file", args=[page.pk]),
                    "edit_link_title": _("Hồ sơ duyệt"),
                }
        return table


def _for_deciders(ours: Any, wagtails: Any) -> Any:
    """Ours, or for the technician what is Wagtail's."""

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = (wagtails if request.user.is_superuser else ours)(request, *args, **kwargs)
        return answer

    return require_admin_access(view)


_AS_WAGTAILS = {"site_history": SiteHistory, "locked_pages": LockedPages, "aging_pages": AgingPages}
BY_NAME: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "wagtailadmin_reports:workflow": (Runs, AllRuns, {}),
    "wagtailadmin_reports:workflow_results": (Runs, AllRuns, {"results_only": True}),
    "wagtailadmin_reports:workflow_tasks": (Steps, AllSteps, {}),
    "wagtailadmin_reports:workflow_tasks_results": (Steps, AllSteps, {"results_only": True}),
    "wagtailadmin_pages:history": (History, history.PageHistoryView, {}),
    "wagtailadmin_pages:history_results": (History, history.PageHistoryView, {"results_only": True}),
    "wagtailadmin_pages:usage": (Usage, usage.UsageView, {}),
    "wagtailadmin_pages:workflow_history": (RunsOfPage, history.WorkflowHistoryView, {}),
    "wagtailadmin_pages:workflow_history_detail": (RunOfPage, history.WorkflowHistoryDetailView, {}),
    **{f"wagtailadmin_reports:{name}": (view, view, {}) for name, view in _AS_WAGTAILS.items()},
    **{
        f"wagtailadmin_reports:{name}_results": (view, view, {"results_only": True})
        for name, view in _AS_WAGTAILS.items()
    },
}
OPENED = {
    name: _for_deciders(ours.as_view(**given), wagtails.as_view(**given))
    for name, (ours, wagtails, given) in BY_NAME.items()
}
