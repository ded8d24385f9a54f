"""A result of the register as CSV, JSON and RSS: written as it is read, in batches, and never more than `MOST_ROWS`."""

import csv
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from documents.register.finding import Found
from pages.feed import Rss
from vietnamese.signs import safe_cell

if TYPE_CHECKING:
    from documents.page import DocumentPage

MOST_ROWS, BATCH, FEED_ITEMS = 10_000, 500, 30
HEADINGS = {
    "number": _("Số, ký hiệu"),
    "type": _("Loại văn bản"),
    "issuer": _("Cơ quan ban hành"),
    "signer": _("Người ký"),
    "signed_on": _("Ngày ký"),
    "effective_on": _("Ngày có hiệu lực"),
    "expired_on": _("Ngày hết hiệu lực"),
    "standing": _("Tình trạng hiệu lực"),
    "field": _("Lĩnh vực"),
    "abstract": _("Trích yếu"),
    "address": _("Địa chỉ"),
}


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        return line


def record(page: "DocumentPage") -> dict[str, Any]:
    """A document as a line of a result."""
    return {
        "number": page.number,
        "type": page.get_type_display(),
        "issuer": page.issuer,
        "signer": page.signer,
        "signed_on": page.signed_on,
        "effective_on": page.effective_on,
        "expired_on": page.expired_on,
        "standing": page.standing_label,
        "field": page.field.name if page.field else "",
        "abstract": page.abstract,
        "address": page.full_url,
    }


def in_batches(found: Found) -> Iterator["DocumentPage"]:
    keys = list(found.keys[:MOST_ROWS])
    for start in range(0, len(keys), BATCH):
        yield from found.section.documents(keys[start : start + BATCH])


def as_csv(found: Found, request: HttpRequest) -> HttpResponseBase:
    """UTF-8 with a byte order mark, so that Excel reads the marks right."""

    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield "\ufeff" + writer.writerow([str(heading) for heading in HEADINGS.values()])
        for page in in_batches(found):
            yield writer.writerow([safe_cell(value) for value in record(page).values()])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="van-ban.csv"'
    return response


def as_json(found: Found, request: HttpRequest) -> HttpResponseBase:
    """`count`: how many there are; `is_cut`: whether there are more than these; `items`."""

    def pieces() -> Iterator[str]:
        head = {"count": len(found), "is_cut": len(found) > MOST_ROWS}
        yield json.dumps(head)[:-1] + ', "items": ['
        for number, page in enumerate(in_batches(found)):
            yield ("," if number else "") + json.dumps(record(page), ensure_ascii=False, cls=DjangoJSONEncoder)
        yield "]}"

    return StreamingHttpResponse(pieces(), content_type="application/json; charset=utf-8")


def as_rss(found: Found, request: HttpRequest) -> HttpResponseBase:
    """What of it was published last."""
    asked = "; ".join(f"{label}: {value}" for label, value, _address in found.chosen())
    title = f"{found.section.title}{' – ' if asked else ''}{asked}"
    link = f"{found.section.full_url}{found.filters.address()}"
    feed = Rss(title, link, title, language="vi", feed_url=request.build_absolute_uri())
    for page in found.newest(FEED_ITEMS):
        feed.add_item(
            page.title,
            page.full_url,
            page.abstract,
            pubdate=page.public_date,
            unique_id=page.full_url,
            author_name=page.issuer,
        )
    response = HttpResponse(content_type="application/rss+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


FORMATS: dict[str, Callable[[Found, HttpRequest], HttpResponseBase]] = {"csv": as_csv, "json": as_json, "rss": as_rss}
