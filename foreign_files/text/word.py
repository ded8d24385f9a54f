"""The words of Word files (DOCX), run by run with their fonts, and what such a file hides."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element

from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import Package, is_on, name_of, named, value_of

PARTS = r"word/(document\d*|header\d*|footer\d*|footnotes\d*|endnotes\d*|comments\d*|glossary/document)\.xml"
NEW_LINE = frozenset({"p", "tr", "br", "cr"})
GAP = frozenset({"tab", "tc", "ptab"})
HIDING = {
    "del": Part.DELETED, "delText": Part.DELETED, "moveFrom": Part.MOVED, "comment": Part.COMMENT,
    "instrText": Part.METADATA, "delInstrText": Part.METADATA,
}  # fmt: skip
KEPT_CHANGES = frozenset({"ins", "moveTo", "cellIns", "numberingChange"})
PROPERTIES = frozenset({"rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblPrEx", "tblGrid", "sdtPr"})
WHITE = "FFFFFF"
NO_FILL = frozenset({"", "auto", WHITE})
BETWEEN = frozenset({"rPr", "pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"})
DESCRIPTIONS = ("descr", "title", "tooltip")


class Look(NamedTuple):
    """How letters stand: their font, whether they are hidden, their colour, whether something other than white lies under them."""

    font: str = ""
    is_hidden: bool = False
    colour: str = ""
    is_filled: bool = False


class Around(NamedTuple):
    """What holds for all that stands within an element."""

    look: Look
    place: Place | None = None


def pieces_of(package: Package) -> Iterator[Piece]:
    styles = Styles(package.root("word/styles.xml"))
    for name in package.matching(PARTS):
        root = package.root(name)
        if root is not None:
            place = Place(Part.TEXT, name) if "glossary" in name else None  # building blocks that nobody placed
            filled = named(root, "background") is not None
            yield from Walk(styles, name).pieces(root, Around(styles.usual._replace(is_filled=filled), place))
            yield Piece("\n")
    yield from _about(package)


def _about(package: Package) -> Iterator[Piece]:
    people = package.root("word/people.xml")
    yield from metadata(value_of(each, "author") for each in ([] if people is None else people))
    settings = package.root("word/settings.xml")
    yield from metadata(
        value_of(each, "val") for each in ([] if settings is None else settings.iter()) if name_of(each) == "docVar"
    )


class Styles:
    """What the styles of a file say of text that says nothing itself, parents followed."""

    def __init__(self, root: Element | None):
        self.usual = _look(named(root, "docDefaults", "rPrDefault", "rPr"), None, Look())
        self.own: dict[str, tuple[Element, str]] = {}
        for style in [] if root is None else root:
            if name_of(style) == "style":
                self.own[value_of(style, "styleId")] = (style, value_of(named(style, "basedOn"), "val"))
        for style, _parent in self.own.values():
            if value_of(style, "default") == "1" and value_of(style, "type") == "paragraph":
                self.usual = _look(named(style, "rPr"), named(style, "pPr"), self.usual)

    def look(self, key: str, before: Look) -> Look:
        """A look with a style put on it; a ring of parents comes to an end."""
        styles = []
        for _level in range(12):
            if key not in self.own:
                break
            style, key = self.own[key]
            styles.append(style)
        for style in reversed(styles):
            before = _look(named(style, "rPr"), named(style, "pPr"), before)
        return before

    def fills(self, key: str) -> bool:
        """Whether a style of tables puts a colour under any of its cells."""
        style = self.own[key][0] if key in self.own else None
        return style is not None and any(_is_fill(each) for each in style.iter())


def _look(run: Element | None, paragraph: Element | None, before: Look) -> Look:
    """A look with properties put on it."""
    fonts, vanish, colour = named(run, "rFonts"), named(run, "vanish"), named(run, "color")
    fills = [*([] if run is None else run), *([] if paragraph is None else paragraph)]
    return Look(
        value_of(fonts, "ascii") or value_of(fonts, "hAnsi") or before.font,
        before.is_hidden if vanish is None else is_on(vanish),
        value_of(colour, "val").upper() or before.colour,
        before.is_filled or any(_is_fill(each) for each in fills),
    )


def _is_fill(element: Element) -> bool:
    name = name_of(element)
    if name == "highlight":
        return value_of(element, "val") not in ("none", "white")
    return name == "shd" and (value_of(element, "fill").upper() not in NO_FILL or value_of(element, "val") == "solid")


class Walk:
    """Through the elements of one part; counts the places that hide something."""

    def __init__(self, styles: Styles, name: str):
        self.styles, self.name, self.numbers = styles, name, count()
        self.found: list[Element] = []  # what hides, outermost

    def pieces(self, element: Element, around: Around) -> Iterator[Piece]:
        name = name_of(element)
        yield from _told_by(element, name)
        if name in PROPERTIES:
            yield from self._changes(element)
            return
        if name in KEPT_CHANGES:
            yield Piece("", "", self._place(Part.CHANGED))
        yield _piece(element.text, around)
        last: Place | None = None
        for child in element:
            inner = around._replace(look=self._look_within(child, around.look))
            if around.place is None and (part := _part_of(child, inner.look)):
                last = last if last and last.part is part and part is not Part.COMMENT else self._place(part)
                inner = inner._replace(place=last)
                self.found.append(child)
                yield Piece("", "", last)
            elif name_of(child) not in BETWEEN:
                last = None
            yield from self.pieces(child, inner)
            yield _piece(child.tail, around)
        yield Piece("\n" if name in NEW_LINE else "\t" if name in GAP else "", around.look.font, around.place)

    def _place(self, part: Part) -> Place:
        return Place(part, f"{self.name} {next(self.numbers)}")

    def _changes(self, properties: Element) -> Iterator[Piece]:
        """What properties say of tracked changes: of a form, a row, the end of a paragraph."""
        for each in properties.iter():
            name = name_of(each)
            if name in KEPT_CHANGES or name.endswith("Change"):
                yield Piece("", "", self._place(Part.CHANGED))
            elif name in ("del", "moveFrom") and name_of(properties) == "pPr":
                yield Piece("", "", self._place(Part.DELETED))
            yield from _told_by(each, name)

    def _look_within(self, element: Element, look: Look) -> Look:
        """How letters stand from here on inwards: a paragraph's by its style, a run's by itself or its style."""
        name = name_of(element)
        if name == "p":
            properties = named(element, "pPr")
            style = value_of(named(properties, "pStyle"), "val")
            usual = self.styles.usual._replace(is_filled=look.is_filled)
            return _look(None, properties, self.styles.look(style, usual))
        if name == "r":
            properties = named(element, "rPr")
            return _look(properties, None, self.styles.look(value_of(named(properties, "rStyle"), "val"), look))
        if name == "tbl":
            filled = self.styles.fills(value_of(named(element, "tblPr", "tblStyle"), "val"))
            return _look(None, named(element, "tblPr"), look._replace(is_filled=look.is_filled or filled))
        if name == "txbxContent":  # what a drawn shape is filled with stands elsewhere
            return look._replace(is_filled=True)
        return _look(None, named(element, "tcPr"), look) if name == "tc" else look


def _part_of(element: Element, look: Look) -> Part | None:
    """Why the text of an element is not seen; None: it is."""
    name = name_of(element)
    if name == "tr" and named(element, "trPr", "del") is not None:
        return Part.DELETED
    if name == "tr" and is_on(named(element, "trPr", "hidden")):
        return Part.ROW
    if name == "tc" and named(element, "tcPr", "cellDel") is not None:
        return Part.DELETED
    if name == "r" and look.is_hidden:
        return Part.TEXT
    if name == "r" and look.colour == WHITE and not look.is_filled:
        return Part.WHITE
    return HIDING.get(name)


def _piece(text: str | None, around: Around) -> Piece:
    return Piece((text or "").strip("\n\r"), around.look.font, around.place)


def _told_by(element: Element, name: str) -> Iterator[Piece]:
    """What attributes hold that nobody sees: who changed or said something, how pictures are described, commands of fields."""
    values = [value_of(element, "author")]
    if name in ("docPr", "cNvPr"):
        values += [value_of(element, key) for key in DESCRIPTIONS]
    if name == "fldSimple":
        values.append(value_of(element, "instr"))
    yield from metadata(values)
