"""Every address under `/admin/`, as requests that name what a test has planted."""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

ASKED = "dấu tích"  # what is searched for; what must not come back stands behind it
HIDDEN = "zqkhuất"
SPELLINGS = (HIDDEN, json.dumps(HIDDEN).strip('"'), "zqkhuat", "zqkhu%e1%ba%a5t")


@dataclass(frozen=True)
class Planted:
    """What one board keeps: the value of each name that stands in an address, by that name, or by what stands before it in the address's name."""

    names: dict[
        str, Any
    ]  # "page_id" → key; "wagtailimages_chooser pk" → key; several values where the name means several things
    ids: dict[str, int]  # what `?id=` may mean, by "app.model"

    def values_of(self, address: str, name: str) -> tuple[Any, ...]:
        known = [f"{address} {name}", f"{address.rpartition(':')[0]} {name}", name]
        found = next((self.names[key] for key in known if key in self.names), None)
        assert found is not None, f"{address}: nothing is planted for «{name}»"
        return found if isinstance(found, tuple) else (found,)


@dataclass(frozen=True)
class Address:
    name: str  # its route where it has none
    route: str
    parameters: tuple[str, ...]

    def requests(self, planted: Planted) -> Iterator[tuple[str, dict[str, Any]]]:
        """Paths with what is planted in them, and what is asked beside them."""
        if self.name == "wagtail_bulk_action":
            for app, model, action in _bulk_actions():
                path, parent = f"/admin/bulk/{app}/{model}/{action}/", planted.names["parent_page_id"]
                yield path, {"id": planted.ids[f"{app}.{model}"], "next": "/admin/"}
                yield path, {"id": "all", "childOf": parent, "next": "/admin/"}
                yield path, {"id": "all", "q": ASKED, "next": "/admin/"}
            return
        for path, query in itertools.product(self._paths(planted), self._queries(planted)):
            yield path, query

    def _paths(self, planted: Planted) -> Iterator[str]:
        if "compare" in self.route:
            start = f"/admin/pages/{planted.names['page_id']}/revisions/compare"
            yield from (f"{start}/{pair}/" for pair in ("live...latest", "earliest...latest"))
            return
        route = re.sub(r"\^\.\*/\$$", "khong-co/", self.route).replace("^", "")
        values = [planted.values_of(self.name, name) for name in self.parameters]
        for chosen in itertools.product(*values):
            given = dict(zip(self.parameters, chosen, strict=True))
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found, given=given: str(given[found[1]]), route)

    def _queries(self, planted: Planted) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [{}, {"q": ASKED, "term": ASKED[:3]}]
        if "chosen_multiple" in self.name:
            return [{"id": planted.names[f"{self.name.replace('_multiple', '')} pk"]}]
        if self.name.startswith("wagtailadmin_api:"):
            parent = planted.names["parent_page_id"]
            asked = [{"child_of": parent}, {"descendant_of": parent}, {"search": ASKED}, {"slug": "newspage-1"}]
            return [{}, *asked, {"for_explorer": "1", "child_of": parent}, {"html_path": "/tin-tuc/newspage-1/"}]
        if "report" in self.name:
            found.append({"export": "csv"})
        return found


def _bulk_actions() -> list[tuple[str, str, str]]:
    bulk_action_registry._scan_for_bulk_actions()
    registered = bulk_action_registry.actions.items()
    return [(app, model, action) for app, models in registered for model, actions in models.items() for action in actions]  # fmt: skip


def admin_addresses() -> list[Address]:
    def walk(resolver: URLResolver, route: str, spaces: list[str], before: tuple[str, ...]) -> Iterator[Address]:
        for each in resolver.url_patterns:
            longer = route + str(each.pattern)
            named = (*before, *each.pattern.converters)
            if isinstance(each, URLResolver):
                yield from walk(each, longer, [*spaces, each.namespace] if each.namespace else spaces, named)
            elif isinstance(each, URLPattern):
                yield Address(":".join([*spaces, each.name]) if each.name else longer, longer, named)

    return [address for address in walk(get_resolver(), "", [], ()) if address.route.startswith("admin/")]


def tells(answer: Any) -> bool:
    """Whether an answer, with what led to it, holds what must stay hidden: as text, as JSON, in an address."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode(errors="replace") + str(answer.headers) + str(getattr(answer, "redirect_chain", ""))
    return any(spelling in text.casefold() for spelling in SPELLINGS)
