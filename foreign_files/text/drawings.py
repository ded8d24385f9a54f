"""Words in the drawn shapes of Office's files."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import name_of, says, value_of


def drawn(root: Element | None, name: str, hidden: Place | None) -> Iterator[Piece]:
    """The words in drawn shapes, and what is told of pictures."""
    if root is None:
        return
    for number, shape in enumerate(
        each for each in root.iter() if name_of(each) in ("sp", "cxnSp", "pic", "graphicFrame")
    ):
        about = next((each for each in shape.iter() if name_of(each) == "cNvPr"), None)
        yield from metadata([value_of(about, "descr"), value_of(about, "title")])
        place = hidden or (Place(Part.TEXT, f"{name} {number}") if says(about, "hidden") else None)
        for each in shape.iter():
            if name_of(each) == "t":
                yield Piece(each.text or "", "", place)
            elif name_of(each) in ("p", "br"):
                yield Piece("\n", "", place)
        yield Piece("\n", "", place)
