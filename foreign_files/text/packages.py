"""Office files that are archives of XML: their parts within bounds, and how elements are asked for whatever the edition of the format."""

import io
import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree

UNPACKED = 60_000_000
PLAIN_TEMPLATES = frozenset({"normal", "normal.dotm", "normal.dot"})


class Related(NamedTuple):
    """What a part refers to: the last word of the kind of relation, and the name of the part, or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """The parts of one archive. What would unpack to more than the bound is passed over, and `is_whole` says so."""

    def __init__(self, content: bytes):
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = sorted(self.archive.namelist())
        self.left, self.is_whole = UNPACKED, True

    def matching(self, pattern: str) -> list[str]:
        """Names of parts, numbers in their order."""
        found = [name for name in self.names if re.fullmatch(pattern, name)]
        return sorted(found, key=lambda name: [int(digits) for digits in re.findall(r"\d+", name)])

    def content(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none. Raises `ValueError` for XML with entities."""
        if name not in self.names:
            return b""
        size = self.archive.getinfo(name).file_size
        if size > self.left:
            self.is_whole = False
            return b""
        self.left -= size
        return self.archive.read(name)

    def root(self, name: str) -> ElementTree.Element | None:
        content = self.content(name)
        return parsed(content) if content else None

    def related(self, name: str) -> dict[str, Related]:
        """By their keys, what a part refers to."""
        folder, base = posixpath.split(name)
        root = self.root(f"{folder}/_rels/{base}.rels".lstrip("/"))
        return {each.get("Id", ""): _related(folder, each) for each in ([] if root is None else root)}


def _related(folder: str, each: ElementTree.Element) -> Related:
    target, is_outside = each.get("Target", ""), each.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Related(each.get("Type", "").rsplit("/", 1)[-1], target, is_outside)


def parsed(content: bytes) -> ElementTree.Element:
    """Raises `ValueError` where there are entities: an office program writes none, and they are how XML explodes."""
    return ElementTree.fromstring(without_entities(content))  # noqa: S314 # no entities, bounded in size


def without_entities(content: bytes) -> bytes:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("entities")
    return content


def name_of(element: ElementTree.Element) -> str:
    """The name of an element without its space of names, which differs between editions of the format."""
    return str(element.tag).rpartition("}")[2]


def named(element: ElementTree.Element | None, *path: str) -> ElementTree.Element | None:
    """The element reached by these names, whatever their spaces."""
    for name in path:
        element = next((child for child in element if name_of(child) == name), None) if element is not None else None
    return element


def value_of(element: ElementTree.Element | None, key: str, otherwise: str = "") -> str:
    """An attribute, whatever its space of names."""
    for name, value in element.attrib.items() if element is not None else ():
        if name.rpartition("}")[2] == key:
            return value
    return otherwise


def is_on(element: ElementTree.Element | None) -> bool:
    """Whether a property that is on by being there is on."""
    return element is not None and value_of(element, "val", "1").lower() not in ("0", "false", "off", "none")


def says(element: ElementTree.Element | None, key: str) -> bool:
    """Whether an attribute is there and says yes."""
    return value_of(element, key).lower() in ("1", "true", "on")
