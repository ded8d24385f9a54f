"""The text of office files that are archives of XML (DOCX, XLSX, ODT, ODS), run by run with its font where one is named."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from foreign_files.text.legacy_fonts import Run, of_runs

UNPACKED = 60_000_000
PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/sharedStrings\.xml|(content|styles)\.xml"
)
NEW_LINE = frozenset({"p", "h", "tr", "table-row", "br", "line-break", "si"})
GAP = frozenset({"tab", "tc", "table-cell"})
SILENT = frozenset({"instrText", "delText", "rPr", "pPr", "sectPr"})
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Fonts = dict[str, str]  # font by style; that of everything under ""


def text_of(content: bytes) -> tuple[str, bool]:
    """The text, and whether it is all of it."""
    texts: list[str] = []
    unpacked = 0
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        fonts = _fonts_of_styles(package)
        for part in sorted(package.infolist(), key=lambda part: part.filename):
            if not PARTS.fullmatch(part.filename):
                continue
            unpacked += part.file_size
            if unpacked > UNPACKED:
                return "".join(texts), False
            with package.open(part) as file:
                texts.append(of_runs(_runs(_parsed(file.read(UNPACKED)), "", fonts)))
    return "\n".join(texts), True


def _parsed(content: bytes) -> ElementTree.Element:
    if (
        b"<!DOCTYPE" in content or b"<!ENTITY" in content
    ):  # an office program writes none; entities are how XML explodes
        raise ValueError("entities")
    return ElementTree.fromstring(content)  # noqa: S314 # no entities, bounded in size


def _fonts_of_styles(package: zipfile.ZipFile) -> Fonts:
    """What font the styles of a Word file give to text that names none, parents followed."""
    if "word/styles.xml" not in package.namelist() or package.getinfo("word/styles.xml").file_size > UNPACKED:
        return {}
    root = _parsed(package.read("word/styles.xml"))
    fonts = {"": _named(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))}
    own: dict[str, tuple[str, str]] = {}
    for style in root.iter(f"{W}style"):
        font = _named(style.find(f"{W}rPr"))
        own[style.get(f"{W}styleId", "")] = (font, _parent(style))
        if font and _is_default(style):
            fonts[""] = font
    for key in own:
        fonts[key] = _inherited(own, key) or fonts[""]
    return fonts


def _parent(style: ElementTree.Element) -> str:
    parent = style.find(f"{W}basedOn")
    return "" if parent is None else parent.get(f"{W}val", "")


def _is_default(style: ElementTree.Element) -> bool:
    return style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph"


def _inherited(own: dict[str, tuple[str, str]], key: str) -> str:
    """The font of a style, or of the nearest of its parents that names one; a ring of parents comes to an end."""
    font, parent = own[key]
    for _level in range(12):
        if font or parent not in own:
            break
        font, parent = own[parent]
    return font


def _named(properties: ElementTree.Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _runs(element: ElementTree.Element, font: str, fonts: Fonts) -> Iterator[Run]:
    name = element.tag.rsplit("}", 1)[-1]
    if name in SILENT:
        return
    font = _font_in(element, name, font, fonts)
    yield (element.text or "").strip("\n\r"), font
    for child in element:
        yield from _runs(child, font, fonts)
        yield (child.tail or "").strip("\n\r"), font
    yield "\n" if name in NEW_LINE else "\t" if name in GAP else "", font


def _font_in(element: ElementTree.Element, name: str, font: str, fonts: Fonts) -> str:
    """The font from here on inwards: a paragraph's by its style, a run's by itself or its style."""
    if name == "p":
        style = element.find(f"{W}pPr/{W}pStyle")
        return fonts.get("" if style is None else style.get(f"{W}val", ""), fonts.get("", ""))
    if name == "r":
        properties = element.find(f"{W}rPr")
        style = None if properties is None else properties.find(f"{W}rStyle")
        of_cell = element.find(f"{S}rPr/{S}rFont")
        named = _named(properties) if of_cell is None else of_cell.get("val", "")
        return named or (font if style is None else fonts.get(style.get(f"{W}val", ""), font))
    return font
