"""The words of PowerPoint files (PPTX), slide by slide, and what such a file hides."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from foreign_files.text.drawings import drawn
from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import Package, name_of, named, value_of

PRESENTATION = "ppt/presentation.xml"


def pieces_of(package: Package) -> Iterator[Piece]:
    shown = [target for target in _in_order(package) if target in package.names]
    for name in [*shown, *(each for each in package.matching(r"ppt/slides/[^/]+\.xml") if each not in shown)]:
        root = package.root(name)
        is_hidden = name not in shown or (root is not None and value_of(root, "show", "1") in ("0", "false"))
        place = Place(Part.SLIDE, name) if is_hidden else None
        if place:
            yield Piece("", "", place)
        yield from drawn(root, name, place)
        for part in package.related(name).values():
            if part.kind == "notesSlide":
                yield from _notes(package.root(part.target), part.target)
            elif part.kind == "comments":
                yield from _comments(package.root(part.target), part.target)
    for name in package.matching(r"ppt/(slideMasters|slideLayouts)/[^/]+\.xml"):
        yield from drawn(_without_placeholders(package.root(name)), name, None)
    for name in package.matching(r"ppt/(commentAuthors|authors)\.xml"):
        root = package.root(name)
        yield from metadata(value_of(each, "name") for each in ([] if root is None else root))


def _in_order(package: Package) -> list[str]:
    """The slides that the presentation shows, by name."""
    related, slides = package.related(PRESENTATION), named(package.root(PRESENTATION), "sldIdLst")
    keys = [_relation_of(each) for each in ([] if slides is None else slides)]
    return [related[key].target for key in keys if key in related]


def _relation_of(slide: Element) -> str:
    """An entry has an own number, `id`, beside the key of its relation, `r:id`."""
    return next((value for name, value in slide.attrib.items() if name.endswith("}id")), "")


def _notes(root: Element | None, name: str) -> Iterator[Piece]:
    """What the speaker reads; the number of the page, which a program puts there, is no note."""
    pieces = [
        piece for piece in drawn(root, name, Place(Part.NOTE, name)) if piece.place and piece.place.part is Part.NOTE
    ]
    text = "".join(piece.text for piece in pieces)
    if text.strip() and not text.strip().isdigit():
        yield from pieces


def _comments(root: Element | None, name: str) -> Iterator[Piece]:
    for number, each in enumerate([] if root is None else root.iter()):
        if name_of(each) in ("cm", "reply"):
            words = [inner.text or "" for inner in each.iter() if name_of(inner) in ("text", "t")]
            yield Piece("\n".join(words) + "\n", "", Place(Part.COMMENT, f"{name} {number}"))


def _without_placeholders(root: Element | None) -> Element | None:
    """A master as it shows through its slides: what waits to be filled in is not seen."""
    for parent in [] if root is None else list(root.iter()):
        for child in list(parent):
            if name_of(child) == "sp" and any(name_of(each) == "ph" for each in child.iter()):
                parent.remove(child)
    return root
