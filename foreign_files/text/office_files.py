"""Office files that are archives of XML (DOCX, XLSX, PPTX, ODT, ODS, ODP): which kind each is, and what every kind holds about people and machines."""

import re
from collections.abc import Iterable, Iterator

from foreign_files.text import opendocument, slides, word, workbook
from foreign_files.text.hidden import Part, Piece, Place, metadata
from foreign_files.text.packages import PLAIN_TEMPLATES, Package, name_of, value_of

DEPTH = 2  # files within files within files
ABOUT = frozenset({
    "creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "contentStatus", "manager", "Manager",
    "Company", "HyperlinkBase", "Template", "lpwstr", "lpstr",
})  # fmt: skip
OFFICE_FILE = re.compile(r".*/(embeddings|package|packages)/[^/]+", re.IGNORECASE)


def pieces_of(content: bytes, depth: int = 0) -> tuple[list[Piece], bool]:
    """What is written in a package, what it hides included, and whether that is all of it. Raises what a broken one makes parsers raise."""
    package = Package(content)
    readers = (("word/", word), ("xl/", workbook), ("ppt/", slides), ("content.xml", opendocument))
    reader = next((each for mark, each in readers if any(name.startswith(mark) for name in package.names)), None)
    if reader is None:
        raise ValueError("no office file")
    pieces = [*reader.pieces_of(package), *_about(package), *_embedded(package, depth)]
    return pieces, package.is_whole


def _about(package: Package) -> Iterator[Piece]:
    """Names of people, of the house, of templates; paths of the machine that stand in relations."""
    values: list[str | None] = []
    for name in package.matching(r"docProps/.*\.xml"):
        root = package.root(name)
        found = [each.text for each in ([] if root is None else root.iter()) if name_of(each) in ABOUT]
        values += [text for text in found if text and text.strip().lower() not in PLAIN_TEMPLATES]
    for name in package.matching(r".*\.rels"):
        root = package.root(name)
        values += _paths(value_of(each, "Target") for each in ([] if root is None else root))
    yield from metadata(values)


def _paths(targets: Iterable[str]) -> list[str]:
    return [target for target in targets if target.startswith("file:") or re.match(r"[A-Za-z]:[\\/]|\\\\", target)]


def _embedded(package: Package, depth: int) -> Iterator[Piece]:
    """Files within the file: all that is in them is in this one and not shown."""
    for name in package.names:
        if not OFFICE_FILE.fullmatch(name):
            continue
        place = Place(Part.EMBEDDED, name)
        yield Piece("", "", place)
        content = package.content(name)
        if content.startswith(b"PK\x03\x04") and depth < DEPTH:
            try:
                inner, is_whole = pieces_of(content, depth + 1)
            except Exception:  # a drawing, an archive, a damaged file: it is told, and read by nobody
                inner, is_whole = [], False
            package.is_whole &= is_whole
            yield from (Piece(piece.text, piece.font, place) for piece in inner)
