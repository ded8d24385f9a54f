"""Every string of the shared collection through every public form and every query parameter: a page, never an error, nothing typed lost.

A request carries as many strings as it has fields, each in another one. By default each field has every string by itself and each form
every string in one of its fields; every so many go the whole way through the server, and to each parameter. A long run (tests/long.py;
the whole is about 25 minutes of one core): every string the whole way in every field of every form, and in every parameter.
"""

import gzip
import html
import itertools
import json
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, resolve

from documents.register.filters import LABELS
from pages import captcha
from pages.citizen_form import CitizenForm
from portal.odd_input import OddInputMiddleware
from questions.forms import AskForm, LookupForm
from questions.models import Ticket
from tests.conftest import SHARED_DATA
from tests.documents.drafts import a_draft
from tests.long import IS_LONG, part_of
from tests.questions.askers import a_ticket
from vietnamese.signs import mended
from workflows.services.afterwards.report_mistake import report_mistake

pytestmark = [pytest.mark.django_db, pytest.mark.long]
BY_CLIENT = 12  # every so many of the strings, the whole way through the server
BY_VIEW = 60  # every so many, to each address with parameters
ASK = ("kind", "text", "field", "name", "email", "phone", "address", "is_private", "agrees", "website", "opened", "captcha", "token", "proof", "held", "buoc")  # fmt: skip
LISTED = ("nam", "trang")
API = ("type", "fields", "search", "order", "offset", "limit", "slug", "child_of", "descendant_of", "locale", "search_operator", "title", "id", "translation_of", "ancestor_of", "site", "show_in_menus")  # fmt: skip
QUERIES = {
    "/tim-kiem/": ("q", "muc", "trang"),
    "/tin-tuc/": (*LISTED, "chuyen-muc"),
    "/van-ban/": (*LISTED, "q", *LABELS, "dang"),
    "/hoi-dap/": (*LISTED, "linh-vuc"),
    "/hoi-dap/tra-cuu/{code}/": ("da",),
    "/bao-sai-sot/": ("trang",),
    "/gop-y/{draft}/": ("so",),
    "/dinh-chinh/": ("trang",),
    "/lay-y-kien/": (*LISTED, "loai"),
    "/api/v2/pages/": API,
    "/api/v2/pages/find/": ("html_path",),
    "/tep/khong-co.pdf": ("ban-cu",),
}
PATHS = ["/%s/", "/van-ban/%s/", "/hoi-dap/tra-cuu/%s/", "/bao-sai-sot/%s/", "/tep/%s", "/rss/%s.xml", "/lich/%s.ics", "/sitemap-%s.xml", "/gop-y/%s/", "/tep/van-ban/%s/x.pdf"]  # fmt: skip


@pytest.fixture(scope="module")
def strings() -> list[str]:
    """Each once, without halves of surrogate pairs, which no browser sends."""
    file = SHARED_DATA / "payload_strings.jsonl.gz"
    if not file.exists():
        pytest.skip(f"no {file.name} beside this checkout")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = dict.fromkeys(json.loads(line)["text"] for line in lines)
    return [text for text in texts if not any("\ud800" <= sign <= "\udfff" for sign in text)]


@pytest.fixture
def places(board) -> dict[str, object]:
    """What the addresses of the site name."""
    report = report_mistake(board.board, board.board.root_page, "Sai", "", "")
    return {"code": a_ticket(board).code, "report": report.code, "draft": board.published(a_draft(board)).pk}


def bundles(names, texts, *, every: bool) -> Iterator[dict[str, str]]:
    """Requests' worth of strings, a different one in each field: each string in one of the fields, or `every` string in each."""
    for start in range(0, len(texts), 1 if every else len(names)):
        yield {name: texts[(start + place) % len(texts)] for place, name in enumerate(names)}


def forms_of(board) -> list[tuple[type[forms.Form], dict[str, object]]]:
    """Every form that anybody may send: whoever adds one is found here."""
    get_resolver().url_patterns  # noqa: B018 (whatever has an address is loaded)
    kinds, found = [CitizenForm], []
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found += [kind] if kind.salt else []
    return [(kind, {"board": board.board} if kind is AskForm else {}) for kind in [*found, LookupForm]]


@pytest.mark.once
def test_every_public_form_is_known(board):
    assert {kind.__name__ for kind, _more in forms_of(board)} == {"AskForm", "CommentForm", "MistakeForm", "LookupForm"}


def test_every_field_takes_every_string(board, strings):
    for kind, more in forms_of(board):
        for field in kind(**more).fields.values():
            for text in strings:
                with suppress(ValidationError):
                    field.clean(mended(text))
    for text in strings:
        assert not captcha.is_ours(text)
        assert Ticket.objects.by_code(text).query is not None


@pytest.mark.once
def test_every_form_takes_every_string_and_keeps_it(board, strings):
    texts = [mended(text) for text in strings]
    for kind, more in forms_of(board):
        names = list(kind(**more).fields)
        for typed in itertools.chain(
            bundles(names, texts, every=False), bundles(names, part_of(texts, len(texts)), every=IS_LONG)
        ):
            form = kind(typed, **more)
            if kind is not LookupForm:
                assert not form.is_valid(), typed
            form.full_clean()
            assert {name: form[name].value() for name in names if isinstance(form.fields[name], forms.CharField)} == {
                name: text for name, text in typed.items() if isinstance(form.fields[name], forms.CharField)
            }


def lost(response, typed, names) -> list[str]:
    """What was typed into these fields and is not in the page, as text."""
    page = response.content.decode().replace("\r\n", "\n")
    return [typed[name] for name in names if html.escape(mended(typed[name])).replace("\r\n", "\n") not in page]


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "names", "kept"),
    [
        ("/hoi-dap/gui-cau-hoi/", ASK, ("text", "name", "email", "phone", "address", "website")),
        ("/bao-sai-sot/", ("what", "should_be", "contact", "website", "opened"), ("what", "should_be", "contact", "website")),
        ("/gop-y/{draft}/", ("text", "part", "sent_as", "name", "agrees", "email", "website", "opened", "captcha", "token", "proof"), ("text", "part", "name", "email", "website")),
        ("/hoi-dap/tra-cuu/", ("code",), ()),
        ("/hoi-dap/tra-cuu/{code}/", ("act", "text", "rating", "sure"), ()),
        ("/hoi-dap/tuong-tu/", ("text",), ()),
    ],
)  # fmt: skip
def test_the_server_answers_every_form_with_what_was_typed(board, citizen, places, strings, address, names, kept):
    wrong = []
    for number, typed in enumerate(bundles(names, part_of(strings, BY_CLIENT), every=IS_LONG)):
        response = citizen.post(
            address.format(**places), typed, REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        )
        if (
            response.status_code not in (200, 400, 404)
            or lost(response, typed, kept)
            or "<script>alert" in response.content.decode()
        ):
            wrong.append((response.status_code, typed))
    assert wrong == []
    assert Ticket.objects.count() == 1


def test_what_the_holder_of_a_code_adds_is_read_back(board, citizen, places, strings):
    address = "/hoi-dap/tra-cuu/{code}/".format(**places)
    added = [text for text in strings if text.strip()]
    added = part_of(added, 25 * BY_CLIENT)[:: 25 if IS_LONG else 1]
    for number, text in enumerate(added):
        answer = citizen.post(address, {"act": "add", "text": text}, REMOTE_ADDR=f"10.0.{number >> 8}.{number & 255}")
        assert answer.status_code in (302, 400), text
    assert "<script>alert" not in citizen.get(address).content.decode()


def answered(board, path, query) -> int:
    """What the view makes of it, with no more around it than mends what is sent; a page is not drawn."""
    request = RequestFactory(headers={"host": board.hostname}).get(path, query)
    request.user, request.session = AnonymousUser(), {}

    def view(request) -> HttpResponse:
        found = resolve(path)
        try:
            return found.func(request, *found.args, **found.kwargs)
        except Http404:
            return HttpResponse(status=404)

    return OddInputMiddleware(view)(request).status_code


@pytest.mark.parametrize("addresses", [[address] for address in QUERIES] if IS_LONG else [list(QUERIES)])
def test_every_parameter_takes_every_string(board, places, strings, addresses):
    wrong = []
    for start, address in enumerate(addresses):
        names, texts = QUERIES[address], part_of(strings[start:], BY_VIEW)
        for name, text in (
            itertools.product(names, texts) if IS_LONG else zip(itertools.cycle(names), texts, strict=False)
        ):
            status = answered(board, address.format(**places), {name: text})
            if status not in (200, 301, 302, 400, 404):
                wrong.append((status, address, name, text))
    assert wrong == []


def is_plain(response) -> bool:
    """Whether no browser reads it as a page, whatever stands in it (the API says again what it did not understand)."""
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("application/json") and response.headers.get("X-Content-Type-Options") == "nosniff"


@pytest.mark.once
def test_the_server_answers_any_address_and_any_parameter(board, citizen, client_of, places, strings):
    wrong = []
    desk = (client_of("thu-ky"), "/admin/cau-hoi/thu-nghiem/", ("tinh-trang", "loai", "p"))
    known = [desk, *((citizen, address.format(**places), names) for address, names in QUERIES.items())]
    ways = [(client, f"{address}?{name}=%s") for client, address, names in known for name in names]
    ways += [(citizen, path) for path in PATHS]
    for (client, way), text in zip(itertools.cycle(ways), part_of(strings, BY_CLIENT), strict=False):
        address = way.replace("%s", quote(text, safe=""))
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        is_run = b"<script>alert" in body and not is_plain(response)
        if response.status_code not in (200, 301, 302, 400, 403, 404, 410) or is_run:
            wrong.append((response.status_code, address))
    assert wrong == []
