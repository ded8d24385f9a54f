from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

class ExcelDateFormatter:
    def get(self) -> str: ...

class SpreadsheetExportMixin:
    list_export: list[str]
    export_headings: Mapping[str, str | Promise]
    def get_filename(self) -> str: ...
    def get_heading(self, queryset: QuerySet[Any], field: str) -> str: ...
    def to_row_dict(self, item: Any) -> dict[str, Any]: ...
    def generate_xlsx_row(
        self, worksheet: Any, row_dict: dict[str, Any], date_format: str | None = None
    ) -> Iterable[Any]: ...
    def write_xlsx(self, queryset: QuerySet[Any], output: BytesIO) -> None: ...
