"""Values as a spreadsheet may open them."""

from typing import Any

from vietnamese.signs import carried

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: Any) -> str:
    """As text that a workbook can hold and no spreadsheet takes for a formula."""
    written = "" if value is None else carried(str(value))
    return f"'{written}" if written.startswith(FORMULA) else written
