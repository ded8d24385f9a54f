"""The text of a file, taken out in a process of its own: `python -m workflows.content_guard.file_text pdf < file`. Knows no Django.

A file may be built to cost all memory or to never end; whatever happens here ends this process and no other. `attachments` starts it and
waits so long and no longer.
"""

import io
import re
import resource
import sys
import time
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

PAGES = 80
CHARACTERS = 400_000
SECONDS = 8
MEMORY = 1 << 30
UNPACKED = 60_000_000
PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|xl/sharedStrings\.xml|(content|styles)\.xml"
)
NEW_LINE = frozenset({"p", "h", "tr", "table-row", "br", "line-break", "si"})
GAP = frozenset({"tab", "tc", "table-cell"})


def main() -> int:
    """Writes the text to standard output. 0: all of it; 3: not all; 4: none can be read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 2, SECONDS * 2))
    content, kind = sys.stdin.buffer.read(), sys.argv[1]
    try:
        text, is_whole = of_pdf(content) if kind == "pdf" else of_package(content)
    except Exception:  # whatever a parser says about a broken file, it means: not readable
        return 4
    sys.stdout.buffer.write(text[:CHARACTERS].encode("utf-8", "replace"))
    return 0 if is_whole and len(text) <= CHARACTERS else 3


def of_pdf(content: bytes) -> tuple[str, bool]:
    import logging

    from pypdf import PdfReader

    logging.disable()
    texts: list[str] = []
    reader, begun = PdfReader(io.BytesIO(content)), time.monotonic()
    for number, page in enumerate(reader.pages):
        if number >= PAGES or time.monotonic() - begun > SECONDS or sum(len(text) for text in texts) > CHARACTERS:
            return "\n".join(texts), False
        texts.append(page.extract_text())
    return "\n".join(texts), True


def of_package(content: bytes) -> tuple[str, bool]:
    """Of the office formats that are archives of XML (docx, xlsx, odt, ods)."""
    texts: list[str] = []
    unpacked = 0
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in sorted(package.infolist(), key=lambda part: part.filename):
            if not PARTS.fullmatch(part.filename):
                continue
            unpacked += part.file_size
            if unpacked > UNPACKED:
                return "".join(texts), False
            with package.open(part) as file:
                texts.append(_of_xml(file.read(UNPACKED)))
    return "\n".join(texts), True


def _of_xml(content: bytes) -> str:
    if (
        b"<!DOCTYPE" in content or b"<!ENTITY" in content
    ):  # an office program writes none; entities are how XML explodes
        raise ValueError("entities")
    return "".join(_words(ElementTree.fromstring(content)))  # noqa: S314 # no entities, bounded in size


def _words(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rsplit("}", 1)[-1]
    yield (element.text or "").strip("\n\r")
    for child in element:
        yield from _words(child)
        yield (child.tail or "").strip("\n\r")
    yield "\n" if name in NEW_LINE else "\t" if name in GAP else ""


if __name__ == "__main__":
    sys.exit(main())
