"""A package of XML whose parts can be changed and taken out, and which is written anew with all others as they were."""

import io
import zipfile
from typing import Any

from lxml import etree

from foreign_files.cleaning import relations
from foreign_files.cleaning.elements import remove
from foreign_files.text.packages import Package, value_of, without_entities

TYPES = "[Content_Types].xml"  # stands in packages of Office only
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
        """The package without what was dropped and what only that led to, in the order of before: the kind of an OpenDocument stands first and plain."""
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
        """No program shows a part to which no relation leads, but its words would still go out with the file."""
        relations.forget(self, self.gone)
        if TYPES in self.names:
            self.gone |= set(self.names) - relations.reached(self) - {TYPES}
        for name in (TYPES, "META-INF/manifest.xml"):
            for each in list(self.root(name)) if name in self.names else ():
                if (value_of(each, "PartName") or value_of(each, "full-path")).lstrip("/") in self.gone:
                    remove(each)


def _bytes_of(root: Any) -> bytes:
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
