"""Taking elements out of a tree of XML without losing the text around them."""

from typing import Any


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
