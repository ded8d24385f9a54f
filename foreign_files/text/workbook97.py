"""The text of Excel files of before 2007 (.xls), row by row, each cell with its font, and what such a file hides."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import xlrd

from foreign_files.text.hidden import Part, Piece, Place

CELLS = 300_000
WHITE = (255, 255, 255)


def pieces_of(content: bytes) -> Iterator[Piece]:
    """Cells are parted by tabs, rows by line ends. Raises what xlrd raises."""
    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    seen = 0
    for sheet in book.sheets():
        hidden = Place(Part.SHEET, sheet.name) if sheet.visibility else None
        if hidden:
            yield Piece(f"{sheet.name}\n", "", hidden)
        for row in range(sheet.nrows):
            of_row = hidden or _of_row(sheet, row)
            for column in range(sheet.row_len(row)):
                seen += 1
                if seen > CELLS:
                    return
                place = of_row or _of_column(sheet, column) or _of_cell(book, sheet, row, column)
                for text, font in _cell(book, sheet, row, column):
                    yield Piece(text, font, place)
                yield Piece("\t", "", place)
            yield Piece("\n", "", of_row)
        for (row, column), note in sheet.cell_note_map.items():
            yield Piece(f"{note.text}\n", "", Place(Part.COMMENT, f"{sheet.name} {row} {column}"))


def _of_row(sheet: Any, row: int) -> Place | None:
    about = sheet.rowinfo_map.get(row)
    is_hidden = about is not None and (about.hidden or about.height == 0)
    return Place(Part.ROW, f"{sheet.name} {row}") if is_hidden else None


def _of_column(sheet: Any, column: int) -> Place | None:
    about = sheet.colinfo_map.get(column)
    is_hidden = about is not None and (about.hidden or about.width == 0)
    return Place(Part.COLUMN, f"{sheet.name} {column}") if is_hidden else None


def _of_cell(book: xlrd.Book, sheet: Any, row: int, column: int) -> Place | None:
    """White letters on nothing; a form of numbers that shows none."""
    form = book.xf_list[sheet.cell(row, column).xf_index]
    is_white = book.colour_map.get(book.font_list[form.font_index].colour_index) == WHITE
    if is_white and not form.background.fill_pattern:
        return Place(Part.WHITE, f"{sheet.name} {row} {column}")
    is_silent = book.format_map[form.format_key].format_str in (";;", ";;;")
    return Place(Part.TEXT, f"{sheet.name} {row} {column}") if is_silent else None


def _cell(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> Iterator[tuple[str, str]]:
    cell = sheet.cell(row, column)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        yield f"{cell.value:.15g}", ""
    elif cell.ctype == xlrd.XL_CELL_DATE:
        year, month, day, *_time = xlrd.xldate_as_tuple(cell.value, book.datemode)
        yield f"{day:02}/{month:02}/{year}", ""
    elif cell.ctype == xlrd.XL_CELL_TEXT:
        text, font = str(cell.value), book.font_list[book.xf_list[cell.xf_index].font_index].name
        changes = sheet.rich_text_runlist_map.get((row, column), [])
        bounds = [(0, font), *((start, book.font_list[number].name) for start, number in changes), (len(text), "")]
        for (start, name), (end, _next) in pairwise(bounds):
            yield text[start:end], name
