"""The words of Excel files (XLSX), sheet by sheet and row by row, cells parted by tabs, and what such a file hides."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from foreign_files.text.cell_forms import Form, forms_of
from foreign_files.text.drawings import drawn
from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import Package, name_of, named, says, value_of, without_entities

CELLS = 300_000
QUOTED = re.compile(r'"([^"]{2,})"')
MARKS_OF_HEADS = re.compile(r"&(?:[LCRPNDTFAZGBIUESXYOH]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")
REFERENCE = re.compile(r"([A-Z]+)\d+")
OF_DATA = (
    r"xl/(pivotCache/pivotCache(Definition|Records)\d+|externalLinks/externalLink\d+|queryTables/.*|connections)\.xml"
)


def pieces_of(package: Package) -> Iterator[Piece]:
    workbook = package.root("xl/workbook.xml")
    related, book = package.related("xl/workbook.xml"), Book(package, workbook)
    sheets = named(workbook, "sheets")
    for sheet in [] if sheets is None else sheets:
        name, target = value_of(sheet, "name"), related.get(value_of(sheet, "id"))
        hidden = Place(Part.SHEET, name) if value_of(sheet, "state") in ("hidden", "veryHidden") else None
        if hidden:
            yield Piece(f"{name}\n", "", hidden)
        if target is not None:
            yield from _of_sheet(package, target.target, book, hidden)
    yield from _beside(package, workbook)


class Book:
    """What the cells of all sheets refer to: texts, forms, from which day days are counted."""

    def __init__(self, package: Package, workbook: Element | None):
        root = package.root("xl/sharedStrings.xml")
        self.texts = [] if root is None else [list(_runs_of(each, "")) for each in root if name_of(each) == "si"]
        self.forms = forms_of(package.root("xl/styles.xml"))
        is_1904 = says(named(workbook, "workbookPr"), "date1904")
        self.first_day = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # days without a clock
        self.left = CELLS

    def form(self, cell: Element) -> Form:
        number = int(cell.get("s") or 0)
        return self.forms[number] if number < len(self.forms) else Form()

    def shown(self, cell: Element, form: Form) -> Iterator[tuple[str, str]]:
        """The value of a cell as runs with their fonts."""
        kind, value = cell.get("t", "n"), (named(cell, "v"))
        text = "" if value is None else value.text or ""
        if kind == "inlineStr":
            inline = named(cell, "is")
            yield from () if inline is None else _runs_of(inline, form.font)
        elif kind == "s":
            for run, font in self.texts[int(text)] if text.isdigit() and int(text) < len(self.texts) else ():
                yield run, font or form.font
        elif kind == "n" and text:
            yield self._number(text, form), ""
        else:
            yield text, form.font

    def _number(self, text: str, form: Form) -> str:
        value = float(text)
        if form.is_date and 0 < value < 2_958_466:
            return (self.first_day + timedelta(days=int(value))).strftime("%d/%m/%Y")
        return f"{value:.15g}"


def _of_sheet(package: Package, name: str, book: Book, hidden: Place | None) -> Iterator[Piece]:
    """The rows of a sheet, then what stands at the head and foot of its printed pages, in its drawings and comments."""
    content = package.content(name)
    is_plain = (
        b"<tablePart" not in content and b"<conditionalFormatting" not in content
    )  # they, too, put colours under cells
    columns: list[range] = []
    zero_height = False
    for _event, element in ElementTree.iterparse(io.BytesIO(without_entities(content))) if content else ():  # noqa: S314 # bounded
        kind = name_of(element)
        if kind == "col" and is_hidden_column(element):
            columns.append(columns_of(element))
        elif kind == "sheetFormatPr":
            zero_height = says(element, "zeroHeight")
        elif kind == "row":
            yield from Row(name, element, book, is_plain, columns, zero_height).pieces(hidden)
            element.clear()
            if book.left <= 0:
                package.is_whole = False
                return
        elif kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            yield Piece(MARKS_OF_HEADS.sub(" ", element.text or "") + "\n", "", hidden)
    for part in package.related(name).values():
        if part.kind == "drawing":
            yield from drawn(package.root(part.target), part.target, hidden)
        elif part.kind in ("comments", "threadedComment"):
            yield from _comments(package.root(part.target), name)


def is_hidden_column(element: Element) -> bool:
    return says(element, "hidden") or element.get("width") == "0"


def columns_of(element: Element) -> range:
    return range(int(element.get("min") or 1), int(element.get("max") or 1) + 1)


def _number(letters: str) -> int:
    """The number of a column by its letters: A is 1."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


class Row(NamedTuple):
    """One row of a sheet, with what its sheet says of columns."""

    sheet: str
    element: Element
    book: Book
    is_plain: bool
    columns: list[range]
    zero_height: bool

    def pieces(self, hidden: Place | None) -> Iterator[Piece]:
        hidden = hidden or self.place()
        for at, cell in enumerate(self.element, 1):
            self.book.left -= 1
            form = self.book.form(cell)
            place = hidden or self.place_of(cell, at, form)
            for text, font in self.book.shown(cell, form):
                yield Piece(text, font, place)
            yield Piece("\t", "", place)
            formula = named(cell, "f")
            yield from metadata(QUOTED.findall((formula.text if formula is not None else "") or ""))
        yield Piece("\n", "", hidden)

    def place(self) -> Place | None:
        return Place(Part.ROW, f"{self.sheet} {self.element.get('r', '')}") if self._is_hidden() else None

    def place_of(self, cell: Element, at: int, form: Form) -> Place | None:
        """Where a cell is hidden, the `at`-th of its row as far as it does not say itself."""
        reference = REFERENCE.match(cell.get("r") or "")
        column = _number(reference[1]) if reference else at
        if any(column in several for several in self.columns):
            return Place(Part.COLUMN, f"{self.sheet} {column}")
        if form.is_silent or (form.is_white and self.is_plain):
            return Place(
                Part.WHITE if form.is_white else Part.TEXT, f"{self.sheet} {column} {self.element.get('r', '')}"
            )
        return None

    def _is_hidden(self) -> bool:
        row = self.element
        return says(row, "hidden") or row.get("ht") == "0" or (self.zero_height and "ht" not in row.attrib)


def _runs_of(element: Element, font: str) -> Iterator[tuple[str, str]]:
    """The runs of a text of cells; how it is read aloud (`rPh`) is no part of it."""
    for child in element:
        kind = name_of(child)
        if kind == "t":
            yield child.text or "", font
        elif kind == "r":
            text, own = named(child, "t"), named(child, "rPr", "rFont")
            yield (text.text or "") if text is not None else "", value_of(own, "val") or font


def _comments(root: Element | None, sheet: str) -> Iterator[Piece]:
    """Comments of either kind: what stands in a thread stands in a comment of the old kind, too, at the same cell."""
    for each in [] if root is None else root.iter():
        if name_of(each) in ("comment", "threadedComment"):
            text = "".join(inner.text or "" for inner in each.iter() if name_of(inner) in ("t", "text"))
            yield Piece(f"{text}\n", "", Place(Part.COMMENT, f"{sheet} {value_of(each, 'ref')}"))
        elif name_of(each) == "author":
            yield from metadata([each.text])


def _beside(package: Package, workbook: Element | None) -> Iterator[Piece]:
    """Data behind pivot tables and links to other files; what a shared workbook remembers of earlier values; names of people."""
    for name in package.matching(OF_DATA):
        root, place = package.root(name), Place(Part.EMBEDDED, re.sub("Definition|Records", "", name))
        values = [value_of(each, "v") or (each.text or "").strip() for each in ([] if root is None else root.iter())]
        yield Piece("\n".join(filter(None, values)), "", place)
    for name in package.matching(r"xl/revisions/revisionLog\d+\.xml"):
        root = package.root(name)
        for number, each in enumerate([] if root is None else root.iter()):
            if name_of(each) == "oc":
                yield Piece("".join(each.itertext()), "", Place(Part.DELETED, f"{name} {number}"))
    for name in package.matching(r"xl/persons/.*\.xml"):
        root = package.root(name)
        yield from metadata(value_of(each, "displayName") for each in ([] if root is None else root))
    for each in [] if workbook is None else workbook.iter():
        if name_of(each) == "definedName":
            yield from metadata(QUOTED.findall(each.text or ""))
        elif name_of(each) == "absPath":  # where the file stood on its author's machine
            yield from metadata([value_of(each, "url")])
