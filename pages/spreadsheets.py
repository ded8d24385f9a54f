"""Values as a spreadsheet may open them."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: Any) -> str:
    """As text that no spreadsheet takes for a formula."""
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(FORMULA) else written
