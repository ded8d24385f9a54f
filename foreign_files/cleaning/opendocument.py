"""An OpenDocument file (ODT, ODS, ODP) without deletions, notes, hidden letters, sheets, rows and columns, and names of people."""

from typing import Any

from foreign_files.cleaning.editable import Editable
from foreign_files.cleaning.elements import remove
from foreign_files.text.opendocument import ABOUT, GAP, Around, Styles, Walk
from foreign_files.text.packages import name_of, named

DROPPED = r"(Versions/.*|VersionList\.xml|Thumbnails/.*)"
MARKERS = frozenset({"change", "change-start", "change-end", "tracked-changes", "annotation-end", "named-expressions"})
OF_ROWS = frozenset({"table-row", "table-row-group"})


def clean(package: Editable) -> None:
    content, common = package.root("content.xml"), package.root("styles.xml")
    styles = Styles([root for root in (common, content) if root is not None])
    package.drop(DROPPED)
    for name, root in (("content.xml", content), ("styles.xml", named(common, "master-styles"))):
        if root is None:
            continue
        walk = Walk(styles, name)
        list(walk.pieces(root, Around(styles.paper)))
        for element in walk.found:
            _take_out(element)
        for element in list(root.iter()):
            if name_of(element) in MARKERS:
                remove(element)
            if walk.found:  # a sum of what is gone keeps its value
                _forget_formula(element)
    about = package.root("meta.xml")
    for element in [] if about is None else list(about.iter()):
        if name_of(element) in ABOUT or name_of(element) == "template":
            remove(element)


def _take_out(element: Any) -> None:
    """Cells stay where they are, empty: those behind them keep their places."""
    name = name_of(element)
    cells = (
        [each for each in element.iter() if name_of(each) in GAP]
        if name in OF_ROWS
        else [element]
        if name in GAP
        else []
    )
    for cell in cells:
        for child in list(cell):
            remove(child)
        for key in [
            key for key in cell.attrib if key.rpartition("}")[2] not in ("style-name", "number-columns-repeated")
        ]:
            del cell.attrib[key]
        cell.text = ""
    if name not in OF_ROWS and name not in GAP:
        remove(element)


def _forget_formula(element: Any) -> None:
    for key in [key for key in element.attrib if key.endswith("}formula")]:
        del element.attrib[key]
