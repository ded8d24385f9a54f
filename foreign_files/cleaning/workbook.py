"""An Excel file (XLSX) without hidden sheets, rows, columns and cells, comments, and names of people. Formulas become their values."""

from typing import Any

from foreign_files.cleaning.editable import Editable
from foreign_files.cleaning.elements import remove
from foreign_files.text.packages import name_of, named, says, value_of
from foreign_files.text.workbook import Book, Row, columns_of, is_hidden_column

WORKBOOK = "xl/workbook.xml"
DROPPED = r"(xl/(comments.*|threadedComments/.*|persons/.*|calcChain|revisions/.*)\.xml|xl/drawings/vmlDrawing.*|docProps/.*|customXml/.*)"
HIDDEN_SHEETS = ("hidden", "veryHidden")
REFERRING = frozenset({"legacyDrawing", "legacyDrawingHF", "definedNames", "calcPr", "absPath"})


def clean(package: Editable) -> None:
    workbook, related = package.root(WORKBOOK), package.related(WORKBOOK)
    book, sheets = Book(package, workbook), named(workbook, "sheets")
    package.drop(DROPPED)
    for sheet in [] if sheets is None else list(sheets):
        target = related[value_of(sheet, "id")].target
        if value_of(sheet, "state") in HIDDEN_SHEETS:
            package.gone.add(target)
            remove(sheet)
        else:
            _clean_sheet(package.root(target), target, book)
    for element in list(workbook.iter()):
        if name_of(element) in REFERRING:
            remove(element)
        elif name_of(element) == "workbookView":
            element.attrib.pop("activeTab", None)
            element.attrib.pop("firstSheet", None)
    _forget_texts(package, related)


def _clean_sheet(root: Any, name: str, book: Book) -> None:
    columns = [columns_of(each) for each in root.iter() if name_of(each) == "col" and is_hidden_column(each)]
    is_plain = not any(name_of(each) in ("tablePart", "conditionalFormatting") for each in root.iter())
    is_zero_height = says(named(root, "sheetFormatPr"), "zeroHeight")
    for element in [each for each in root.iter() if name_of(each) == "row"]:
        row = Row(name, element, book, is_plain, columns, is_zero_height)
        for at, cell in enumerate(list(element), 1):
            if row.place() or row.place_of(cell, at, book.form(cell)):
                element.remove(cell)
    for element in list(root.iter()):
        if name_of(element) in REFERRING or name_of(element) == "f":
            remove(element)


def _forget_texts(package: Editable, related: dict[str, Any]) -> None:
    """Texts that no cell shows any more are emptied where they stand: cells refer to the others by their numbers."""
    texts = package.root("xl/sharedStrings.xml")
    if texts is None:
        return
    sheets = [each.target for each in related.values() if each.kind == "worksheet" and each.target not in package.gone]
    cells = [
        each for name in sheets for each in package.root(name).iter() if name_of(each) == "c" and each.get("t") == "s"
    ]
    used = {value.text for cell in cells if (value := named(cell, "v")) is not None}
    for number, text in enumerate([each for each in texts if name_of(each) == "si"]):
        if str(number) not in used:
            for child in list(text):
                text.remove(child)
