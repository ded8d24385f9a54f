"""A package of XML whose parts can be changed and taken out, and which is written anew with all others as they were."""

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree

from foreign_files.text.packages import Package, value_of, without_entities

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class Editable(Package):
    """Elements keep the prefixes of their names, on which Office insists."""

    def __init__(self, content: bytes):
        super().__init__(content)
        self.roots: dict[str, Any] = {}
        self.gone: set[str] = set()

    def root(self, name: str) -> Any:
        if name not in self.roots:
            content = self.content(name)
            self.roots[name] = etree.fromstring(without_entities(content), PARSER) if content else None
        return self.roots[name]

    def drop(self, pattern: str) -> None:
        """Take out the parts with such names, and what refers to them."""
        self.gone |= set(self.matching(pattern))

    def written(self) -> bytes:
        """The package without what was dropped, in the order of before: the kind of an OpenDocument stands first and plain."""
        self._forget_references()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self.archive.infolist():
                root = self.roots.get(entry.filename)
                if entry.filename not in self.gone:
                    content = self.archive.read(entry) if root is None else _bytes_of(root)
                    plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
                    archive.writestr(plain, content, entry.compress_type)
        return out.getvalue()

    def _forget_references(self) -> None:
        for name in self.matching(r".*\.rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in list(self.root(name)):
                target = posixpath.normpath(posixpath.join("/", folder, value_of(each, "Target"))).lstrip("/")
                if target in self.gone or each.get("Target", "").startswith("file:"):
                    remove(each)
        for name in ("[Content_Types].xml", "META-INF/manifest.xml"):
            for each in list(self.root(name)) if name in self.names else ():
                if (value_of(each, "PartName") or value_of(each, "full-path")).lstrip("/") in self.gone:
                    remove(each)


def _bytes_of(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def remove(element: Any) -> None:
    """Take an element out, and leave the text behind it where it is."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: Any) -> None:
    """Put what stands in an element into its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)
