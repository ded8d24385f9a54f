"""Wagtail's reports as spreadsheets: sheet and file are called as the report is, the headings are those of its columns in Vietnamese.

Those that differ from Wagtail's in nothing else stand here too.
"""

from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from wagtail.admin.views.mixins import ExcelDateFormatter, SpreadsheetExportMixin
from wagtail.admin.views.reports import workflows as reports
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView

from vietnamese.signs import safe_cell
from vietnamese.slugs import vietnamese_slug

TITLE_LETTERS = 31  # Excel opens no sheet with a longer name
RUN_HEADINGS = {
    "workflow": _("Quy trình"),
    "content_object.pk": _("Mã mục"),
    "content_type": _("Loại mục"),
    "content_object": _("Tên mục"),
    "get_status_display": _("Trạng thái"),
    "requested_by": _("Người trình"),
    "created_at": _("Bắt đầu lúc"),
}
STEP_HEADINGS = {
    "task": _("Bước"),
    "workflow_state.content_object.pk": _("Mã mục"),
    "workflow_state.content_type": _("Loại mục"),
    "workflow_state.content_object.__str__": _("Tên mục"),
    "get_status_display": _("Trạng thái"),
    "workflow_state.requested_by": _("Người trình"),
    "started_at": _("Bắt đầu lúc"),
    "finished_at": _("Hoàn thành lúc"),
    "finished_by": _("Người hoàn thành"),
}


class NamedSheet(SpreadsheetExportMixin):
    """Stands before a report of Wagtail's, which calls each sheet «Sheet1» and its file in English."""

    page_title: str | Promise

    def get_filename(self) -> str:
        return f"{vietnamese_slug(str(self.page_title))}-{timezone.localdate():%Y-%m-%d}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """What was typed as a cell that is no formula; numbers, days and moments as they are."""
        cell = super().preprocess_field_value(field, value, export_format)
        return safe_cell(cell) if isinstance(cell, str) else cell

    def write_xlsx(self, queryset: QuerySet[Any], output: BytesIO) -> None:
        workbook = Workbook(write_only=True, iso_dates=True)
        sheet = workbook.create_sheet(title=str(self.page_title)[:TITLE_LETTERS])
        sheet.append(self.get_heading(queryset, field) for field in self.list_export)
        date_format = ExcelDateFormatter().get()
        for each in queryset:
            sheet.append(self.generate_xlsx_row(sheet, self.to_row_dict(each), date_format=date_format))
        workbook.save(output)


class AllRuns(NamedSheet, reports.WorkflowView):
    page_title = _("Quy trình xét duyệt")
    export_headings = RUN_HEADINGS


class AllSteps(NamedSheet, reports.WorkflowTasksView):
    page_title = _("Các bước xét duyệt")
    export_headings = STEP_HEADINGS


class SiteHistory(NamedSheet, LogEntriesView):
    """As Wagtail's."""


class LockedPages(NamedSheet, LockedPagesView):
    """As Wagtail's."""


class AgingPages(NamedSheet, AgingPagesView):
    """As Wagtail's."""
