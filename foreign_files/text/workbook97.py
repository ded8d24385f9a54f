"""The text of Excel files of before 2007 (.xls), row by row, each cell with its font."""

import io
from collections.abc import Iterator
from itertools import pairwise

import xlrd

from foreign_files.text.legacy_fonts import Run

CELLS = 300_000


def runs_of(content: bytes) -> Iterator[Run]:
    """Cells are parted by tabs, rows by line ends. Raises what xlrd raises."""
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    seen = 0
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                seen += 1
                if seen > CELLS:
                    return
                yield from _cell(book, sheet, row, column)
                yield "\t", ""
            yield "\n", ""


def _cell(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> Iterator[Run]:
    cell = sheet.cell(row, column)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        yield f"{cell.value:.10g}", ""
    elif cell.ctype == xlrd.XL_CELL_DATE:
        year, month, day, *_time = xlrd.xldate_as_tuple(cell.value, book.datemode)
        yield f"{day:02}/{month:02}/{year}", ""
    elif cell.ctype == xlrd.XL_CELL_TEXT:
        text, font = str(cell.value), book.font_list[book.xf_list[cell.xf_index].font_index].name
        changes = sheet.rich_text_runlist_map.get((row, column), [])
        bounds = [(0, font), *((start, book.font_list[number].name) for start, number in changes), (len(text), "")]
        for (start, name), (end, _next) in pairwise(bounds):
            yield text[start:end], name
