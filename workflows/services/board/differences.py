"""What differs between two charters: a sentence per value, naming its place."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

UNSAID = "rule"  # the number in the house's own list of rules is no word of the charter, and is told to nobody


def differences(old: Any, new: Any) -> Iterator[str]:
    """Tables are compared name by name, lists of keyed tables key by key, everything else whole."""
    yield from _differing(_said(old), _said(new), "")


def _said(value: Any) -> Any:
    """Without what says nothing: a text that is left empty is as one that is not there."""
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items() if name != UNSAID and each != ""}
    return [_said(each) for each in value] if isinstance(value, list) else value


def _differing(old: Any, new: Any, place: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name, before, after in _side_by_side(old, new):
            yield from _differing(before, after, f"{place}.{name}" if place else name)
    elif _is_keyed(old) and _is_keyed(new):
        for key, before, after in _side_by_side(_by_key(old), _by_key(new)):
            yield from _differing(before, after, f"{place}[{key}]")
    elif old != new and (old or new):
        yield _sentence(place, old, new)


def _side_by_side(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Each name with its two values, those of the old first; None where one has it not."""
    for name in old | new:
        yield name, old.get(name), new.get(name)


def _is_keyed(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) and "key" in row for row in value)


def _by_key(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["key"]: row for row in rows}


def _sentence(place: str, old: Any, new: Any) -> str:
    if old is None:
        return _("Thêm %s.") % place
    if new is None:
        return _("Bỏ %s.") % place
    return _("Đổi %(place)s: %(old)s → %(new)s.") % {"place": place, "old": old, "new": new}
