"""The words of OpenDocument files (ODT, ODS, ODP), and what such a file hides."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element

from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import PLAIN_TEMPLATES, Package, name_of, named, says, value_of

NEW_LINE = frozenset({"p", "h", "table-row", "line-break"})
GAP = frozenset({"tab", "table-cell", "covered-table-cell"})
PASSED_OVER = frozenset(
    {"change-info", "creator", "date", "title", "desc", "creator-initials", "font-face-decls", "scripts", "tab-stops"}
)
HIDING = {
    "deletion": Part.DELETED, "cell-content-change": Part.DELETED, "cut-offs": Part.DELETED, "annotation": Part.COMMENT, "notes": Part.NOTE,
}  # fmt: skip
CHANGES = frozenset({"insertion", "format-change", "movement"})
ALWAYS = frozenset({"hidden-text"})
STATED = ("string-value", "string-value-if-true", "string-value-if-false", "value")
FIELDS = frozenset(
    {"hidden-text", "conditional-text", "user-field-decl", "variable-set", "variable-get", "user-field-get", "hidden"}
)
ABOUT = frozenset(
    {"creator", "initial-creator", "printed-by", "title", "subject", "description", "keyword", "user-defined"}
)
NO_COLOUR = frozenset({"", "transparent", "#ffffff"})
COLUMNS = 2_000
TEXT_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:text:"  # its fields of the same names are shown


class Look(NamedTuple):
    """What styles say: whether letters, a sheet, a slide, a row are hidden; whether letters are white; whether there is a colour beneath."""

    is_hidden: bool = False
    is_white: bool = False
    is_filled: bool = False
    font: str = ""


class Around(NamedTuple):
    """What holds for all that stands within an element."""

    look: Look = Look()
    place: Place | None = None
    columns: tuple[Place | None, ...] = ()  # of a table: which are hidden


def pieces_of(package: Package) -> Iterator[Piece]:
    content, common = package.root("content.xml"), package.root("styles.xml")
    styles = Styles([root for root in (common, content) if root is not None])
    for name, root in (("content.xml", content), ("styles.xml", named(common, "master-styles"))):
        if root is not None:
            yield from Walk(styles, name).pieces(root, Around(styles.paper))
            yield Piece("\n")
    yield from _about(package)
    for name in package.names:
        if name.startswith("Versions/") or (name.count("/") == 1 and name.endswith("/content.xml")):
            inner = package.root(name) if name.endswith(".xml") else None
            words = "\n".join(inner.itertext()) if inner is not None else ""
            yield Piece(words, "", Place(Part.EMBEDDED, name))


def _about(package: Package) -> Iterator[Piece]:
    for name in ("meta.xml", "settings.xml"):
        root = package.root(name)
        for each in [] if root is None else root.iter():
            if name_of(each) in ABOUT:
                yield from metadata([each.text])
            elif name_of(each) == "template" and value_of(each, "title").lower() not in PLAIN_TEMPLATES:
                yield from metadata([value_of(each, "title"), value_of(each, "href")])
            elif name_of(each) == "config-item" and value_of(each, "name") in (
                "PrinterName",
                "CurrentDatabaseDataSource",
            ):
                yield from metadata([each.text])


class Styles:
    """The styles of a file by family and name, parents followed."""

    def __init__(self, roots: list[Element]):
        found = [each for root in roots for each in root.iter() if name_of(each) in ("style", "default-style")]
        self.own = {(value_of(each, "family"), value_of(each, "name")): each for each in found}
        papers = [
            value_of(each, "background-color")
            for root in roots
            for each in root.iter()
            if name_of(each) == "page-layout-properties"
        ]
        self.paper = Look(is_filled=any(colour.lower() not in NO_COLOUR for colour in papers))
        layers = [each for root in roots for each in root.iter() if name_of(each) == "layer"]
        self.hidden_layers = {value_of(each, "name") for each in layers if value_of(each, "display") == "none"}

    def look(self, family: str, key: str, before: Look) -> Look:
        """A look with a style put on it; a ring of parents comes to an end."""
        styles = []
        for _level in range(12):
            style = self.own.get((family, key))
            if style is None:
                break
            styles.append(style)
            key = value_of(style, "parent-style-name")
        for style in reversed(styles):
            for properties in style:
                before = _look(properties, before)
        return before


def _look(properties: Element, before: Look) -> Look:
    display, colour, under = (value_of(properties, key) for key in ("display", "color", "background-color"))
    if name_of(properties) == "table-properties" and display:
        before = before._replace(is_hidden=display == "false")
    if name_of(properties) == "drawing-page-properties" and value_of(properties, "visibility"):
        before = before._replace(is_hidden=value_of(properties, "visibility") == "hidden")
    if name_of(properties) == "text-properties":
        before = before._replace(
            is_hidden=display != "true" if display else before.is_hidden,
            is_white=colour.lower() == "#ffffff" if colour else before.is_white,
            font=value_of(properties, "font-name") or value_of(properties, "font-family") or before.font,
        )
    fills = under.lower() not in NO_COLOUR or value_of(properties, "fill", "none") != "none"
    return before._replace(is_filled=before.is_filled or fills)


class Walk:
    """Through the elements of one part; counts the places that hide something."""

    def __init__(self, styles: Styles, name: str):
        self.styles, self.name, self.numbers = styles, name, count()
        self.found: list[Element] = []  # what hides, outermost

    def pieces(self, element: Element, around: Around) -> Iterator[Piece]:
        name = name_of(element)
        if name in PASSED_OVER and not element.tag.startswith(TEXT_SPACE):
            yield from self._told(element, name)
            return
        if value_of(element, "placeholder") == "true" or (name == "notes" and self.name == "styles.xml"):
            return  # what waits to be filled in is not seen
        yield from self._stated(element, name, around.place)
        if name in ("automatic-styles", "styles") or name.endswith("-decls"):
            return
        if name in CHANGES:
            yield Piece("", "", self._place(Part.CHANGED))
        yield _piece(element.text, around)
        yield from self._children(element, around)
        yield Piece(
            "\n" if name in NEW_LINE else "\t" if name in GAP else " " if name == "s" else "",
            around.look.font,
            around.place,
        )

    def _children(self, element: Element, around: Around) -> Iterator[Piece]:
        last: Place | None = None
        columns: list[Place | None] = []
        at = 0
        for child in element:
            name = name_of(child)
            inner = self._within(child, name, around)
            part = self._part_of(child, name, inner.look)
            if name in ("table-column", "table-columns", "table-column-group", "table-header-columns"):
                columns += self._columns(child, is_hidden=False)
                continue
            if name in GAP and inner.place is None and at < len(around.columns):
                inner = inner._replace(place=around.columns[at])
                self.found += [child] if inner.place else []
            at += min(COLUMNS, int(value_of(child, "number-columns-repeated", "1"))) if name in GAP else 0
            if inner.place is None and part:
                last = last if last and last.part is part and part in (Part.TEXT, Part.WHITE) else self._place(part)
                inner = inner._replace(place=last)
                self.found.append(child)
                yield Piece(self._title(child, name), "", last)
            elif name != "bookmark":
                last = None
            if name_of(element) == "table":
                inner = inner._replace(columns=tuple(columns))
            yield from self.pieces(child, inner)
            yield _piece(child.tail, around)

    def _told(self, element: Element, name: str) -> Iterator[Piece]:
        """Who changed or said something, and what they said of the change; how pictures are described."""
        if name in ("creator", "title", "desc"):
            yield from metadata([element.text])
        for child in element if name == "change-info" else ():
            yield from self.pieces(
                child,
                Around(place=Place(Part.COMMENT, f"{self.name} {next(self.numbers)}"))
                if name_of(child) == "p"
                else Around(),
            )

    def _place(self, part: Part) -> Place:
        return Place(part, f"{self.name} {next(self.numbers)}")

    def _columns(self, element: Element, *, is_hidden: bool) -> list[Place | None]:
        """Of each column of a table, in order, where it is hidden; groups of columns stand in one another."""
        if name_of(element) != "table-column":
            closed = is_hidden or value_of(element, "display") == "false"
            return [each for child in element for each in self._columns(child, is_hidden=closed)]
        times = min(COLUMNS, int(value_of(element, "number-columns-repeated", "1")))
        hides = is_hidden or value_of(element, "visibility") in ("collapse", "filter")
        return [self._place(Part.COLUMN) if hides else None for _each in range(times)]

    def _within(self, element: Element, name: str, around: Around) -> Around:
        """How letters stand from here on inwards."""
        families = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text", "table-cell": "table-cell", "table": "table",
                    "page": "drawing-page", "frame": "graphic", "custom-shape": "graphic", "table-row": "table-row"}  # fmt: skip
        if name not in families:
            return around
        look = self.styles.look(families[name], value_of(element, "style-name"), around.look._replace(is_hidden=False))
        if families[name] in ("text", "paragraph"):
            return around._replace(look=look._replace(is_hidden=look.is_hidden or around.look.is_hidden))
        filled = look.is_filled or families[name] in (
            "graphic",
            "drawing-page",
        )  # pictures and grounds of slides stand elsewhere
        return around._replace(look=look._replace(is_filled=filled))

    def _part_of(self, element: Element, name: str, look: Look) -> Part | None:
        """Why what an element holds is not seen; None: it is."""
        if name == "table" and (look.is_hidden or value_of(element, "display") == "false"):
            return Part.SHEET
        if name == "page" and look.is_hidden:
            return Part.SLIDE
        if name == "table-row" and value_of(element, "visibility") in ("collapse", "filter"):
            return Part.ROW
        if name == "table-row-group" and value_of(element, "display") == "false":
            return Part.ROW
        if name == "section" and (value_of(element, "display") == "none" or says(element, "is-hidden")):
            return Part.TEXT
        if name in ALWAYS or value_of(element, "layer") in self.styles.hidden_layers:
            return Part.TEXT
        if name in ("span", "p", "h", "a") and look.is_hidden:
            return Part.TEXT
        if any(name_of(each) == "hidden-paragraph" and says(each, "is-hidden") for each in element):
            return Part.TEXT
        if name in ("span", "p", "h", "a") and look.is_white and not look.is_filled:
            return Part.WHITE
        if name == "notes" and not "".join(element.itertext()).strip():
            return None
        return HIDING.get(name)

    def _title(self, element: Element, name: str) -> str:
        return f"{value_of(element, 'name')}\n" if name == "table" else ""

    def _stated(self, element: Element, name: str, place: Place | None) -> Iterator[Piece]:
        """Words that a field or a form holds in its attributes and does not show, or not now."""
        if name not in FIELDS or (name.startswith("variable") and value_of(element, "display") != "none"):
            return
        if name == "user-field-get":
            return
        words = [value_of(element, key) for key in STATED]
        yield Piece("\n".join(filter(None, words)), "", place or self._place(Part.TEXT))


def _piece(text: str | None, around: Around) -> Piece:
    return Piece((text or "").strip("\n\r"), around.look.font, around.place)
