"""How the parts of an Office package lead to each other: relations to what is gone go, and what nothing leads to goes with them."""

import posixpath
from collections.abc import Collection
from typing import Any

from foreign_files.cleaning.elements import remove, unwrap
from foreign_files.text.packages import Package, name_of, value_of

RELATIONS = r".*\.rels"
PICTURES = frozenset({"blip", "imagedata"})  # valid without what they show


def forget(package: Package, gone: Collection[str]) -> None:
    """Take out relations to these parts and to files on the machine of who wrote the file, and the elements that name such a relation."""
    for name in package.matching(RELATIONS):
        folder = posixpath.dirname(posixpath.dirname(name))
        rows: Any = package.root(name)
        keys = set()
        for each in list(rows):
            target = posixpath.normpath(posixpath.join("/", folder, value_of(each, "Target"))).lstrip("/")
            if target in gone or value_of(each, "Target").startswith("file:"):
                keys.add(value_of(each, "Id"))
                remove(each)
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        if keys and source.endswith(".xml") and source not in gone:
            _forget_in(package.root(source), keys)


def _forget_in(root: Any, keys: Collection[str]) -> None:
    for element in [] if root is None else list(root.iter()):
        named = [key for key, value in element.attrib.items() if value in keys and _is_relation(key)]
        if not named:
            continue
        parent = element.getparent()
        if name_of(element) in PICTURES:
            for key in named:
                del element.attrib[key]
        elif name_of(element) == "hyperlink":  # its words stay
            unwrap(element)
        else:
            remove(element)
        if parent is not None and name_of(parent) == "hyperlinks" and not len(parent):  # Excel wants no empty list
            remove(parent)


def _is_relation(key: str) -> bool:
    return key.rpartition("}")[0].endswith("/relationships")


def reached(package: Package) -> set[str]:
    """The parts to which relations lead from the package itself, with these relations. Names of parts differ by more than their capitals."""
    names = {name.lower(): name for name in package.names}
    found: set[str] = set()
    left = [""]
    while left:
        source = left.pop()
        folder, base = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations in package.names:
            found.add(relations)
            targets = {each.target.lower() for each in package.related(source).values() if not each.is_outside}
            new = {names[target] for target in targets & names.keys()} - found
            found |= new
            left += new
    return found
