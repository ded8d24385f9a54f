"""A Word file (DOCX) without deletions, comments, hidden letters, and names of people; its tracked changes are taken over."""

from typing import Any

from foreign_files.cleaning.editable import Editable
from foreign_files.cleaning.elements import remove, unwrap
from foreign_files.text.packages import name_of
from foreign_files.text.word import KEPT_CHANGES, PARTS, Around, Styles, Walk

DROPPED = r"(word/(comments.*|people|glossary/.*)\.xml|docProps/.*|customXml/.*)"
MARKERS = frozenset({
    "commentRangeStart", "commentRangeEnd", "commentReference", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
})  # fmt: skip
COMMAND = "instrText"  # of a field: without it numbers of pages and links stand still
IN_PROPERTIES = frozenset({"rPr", "trPr", "tcPr"})


def clean(package: Editable) -> None:
    styles = Styles(package.root("word/styles.xml"))
    package.drop(DROPPED)
    for name in package.matching(PARTS):
        root = package.root(name)
        if root is None or name in package.gone:
            continue
        walk = Walk(styles, name)
        list(walk.pieces(root, Around(styles.usual)))
        for element in walk.found:
            if name_of(element) != COMMAND:
                remove(element)
        for element in list(root.iter()):
            _take_over(element)


def _take_over(element: Any) -> None:
    name, parent = name_of(element), element.getparent()
    if parent is None:
        return
    if (
        name in MARKERS
        or name.endswith("Change")
        or (name in ("ins", "del", "moveFrom") and name_of(parent) in IN_PROPERTIES)
    ):
        remove(element)
    elif name in KEPT_CHANGES:
        unwrap(element)
