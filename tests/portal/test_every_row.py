"""Every column of every table, changed behind the software's back: the database refuses it, verification names it, or no citizen sees any of it.

One row of each table is changed on a board with the whole demo, column by column, then deleted, then doubled. What `verify_publications`
does not name must be harmless, and is shown to be: forty public addresses answer byte for byte as before. A table or column that is added
is found here by itself, one that citizens read and nobody verifies fails here. A long run takes all tables, another some (tests/long.py).
"""

import datetime
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from wagtail.models import Collection, Page

from documents.files.texts import FileText, State, read_waiting
from documents.models import DocumentPage
from pages.frame import _FRAMES as FRAMES
from pages.models import PublicPage, Rendition
from tests.four_boards import demo_of
from tests.ground import Ground
from tests.long import part_of
from workflows.models import Board, CitedFile, Decision, ItemClock
from workflows.models.board import PARSED
from workflows.rules.act import Act
from workflows.verification.publications import breaches

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.long]
SLUG = "tuyen-quang"
MANY = 100_000  # keys of rows that are added: nobody has them
# What a moment or a session writes into a page that nobody has changed.
OF_THE_MOMENT = re.compile(
    rb'name="(?:csrfmiddlewaretoken|opened|token|held)" value="[^"]*"|nonce="[^"]*"|<lastBuildDate>[^<]*|<label for="id_captcha">[^<]*'
)
FIXED = (
    "/", "/tin-tuc/", "/van-ban/", "/hoi-dap/", "/lay-y-kien/", "/gioi-thieu/", "/dinh-chinh/", "/bao-sai-sot/", "/hoi-dap/gui-cau-hoi/",
    "/hoi-dap/tra-cuu/", "/hoi-dap/so-lieu/", "/tim-kiem/?q=nước", "/tim-kiem/?q=quyết định", "/rss/tin-tuc.xml", "/rss/van-ban.xml",
    "/rss/hoi-dap.xml", "/rss/lay-y-kien.xml", "/rss/dinh-chinh.xml", "/sitemap.xml", "/robots.txt", "/api/v2/pages/",
    "/api/v2/pages/?type=documents.DocumentPage&fields=*", "/api/v2/pages/?type=news.NewsPage&fields=*&limit=100",
)  # fmt: skip


def with_texts() -> Ground:
    """The demo, with the texts of its files read."""
    demo = demo_of(SLUG)

    def make() -> None:
        demo.make()
        read_waiting()

    return Ground(f"{demo.name}_read", make)


@pytest.fixture
def stands_on(plain_settings):
    return with_texts()


def tables() -> list[type[models.Model]]:
    """Every table of its own, of whatever application."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def row_of(model: type[models.Model]) -> models.Model | None:
    """The row of which citizens most likely see something."""
    rows = model._base_manager.all()
    if issubclass(model, Page):
        rows = rows.filter(live=True, depth__gt=2 if model is Page else 1)
    elif model is CitedFile:
        rows = rows.filter(is_released=True)
    elif model is FileText:
        rows = rows.filter(state=State.TEXT)
    elif model is Rendition:
        rows = rows.filter(image__in=CitedFile.objects.filter(kind="image", is_released=True).values("object_id"))
    elif model is ItemClock:
        rows = rows.exclude(ticket=None)
    elif model is Collection:
        rows = rows.filter(depth=2)
    return rows.order_by("pk").first()


def another(field: Any, row: models.Model) -> Any:
    """A value of the same type that this column could have as well; for a reference, that of another row, where there is one."""
    value = getattr(row, field.attname)
    kind = field.get_internal_type()
    if field.is_relation:
        others = field.related_model._base_manager.order_by("pk").values_list(field.target_field.attname, flat=True)
        return (others.exclude(**{field.target_field.attname: value}) if value is not None else others).first()
    plain: dict[str, Callable[[], Any]] = {
        "BooleanField": lambda: not value,
        "DateTimeField": lambda: (
            (value or datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)) + datetime.timedelta(400)
        ),
        "DateField": lambda: (value or datetime.date(2026, 1, 1)) + datetime.timedelta(400),
        "JSONField": lambda: {"x": 1} if isinstance(value, dict) else ["x"],
        "UUIDField": uuid.uuid4,
        "BinaryField": lambda: b"x",
    }
    if kind in plain:
        return plain[kind]()
    if kind.endswith(("IntegerField", "AutoField")):
        return (value or 0) + 1
    return f"{str(value or '')[: (field.max_length or 10_000) - 1]}x"


Change = tuple[str, Callable[[], Any]]  # what is done, in words, and the deed


def changes_of(model: type[models.Model], row: Any) -> Iterator[Change]:
    """Each column of the row, the row away, another one like it."""
    stored: Any = models.QuerySet(model).filter(pk=row.pk)
    for field in model._meta.local_concrete_fields:
        if not field.primary_key:
            name = field.attname if field.is_relation else field.name
            yield (
                field.name,
                lambda name=name, field=field: models.QuerySet.update(stored, **{name: another(field, row)}),
            )
    yield "a row less", lambda: stored._raw_delete(stored.db)
    if model._meta.pk is not None and not model._meta.parents:
        yield "a row more", lambda: _insert(model, row)


def _insert(model: type[models.Model], row: Any) -> None:
    """A copy of the row under a key of its own, its unique texts changed."""
    values = {field.attname: getattr(row, field.attname) for field in model._meta.local_concrete_fields}
    key: Any = model._meta.pk
    values[key.attname] = another(key, row) if key.is_relation or not isinstance(row.pk, int) else MANY + row.pk
    for field in model._meta.local_concrete_fields:
        if field.unique and field is not key:
            values[field.attname] = another(field, row)
    model._base_manager.bulk_create([model(**values)])


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_refused(model: type[models.Model], work: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            work()
            connection.check_constraints([model._meta.db_table])
    except DatabaseError:
        return True
    return False


def addresses(board: Board) -> list[str]:
    """Of all kinds: what is fixed, some pages of each class, what was withdrawn, a file, a cut picture, the text of a file."""
    found, site = list(FIXED), board.site
    for model in apps.get_models():
        if issubclass(model, PublicPage):
            pages = model.objects.descendant_of(board.root_page).live().order_by("pk")[:4]
            found += [page.get_url(current_site=site) for page in pages]
    gone = Decision.objects.filter(board=board, act=Act.WITHDRAW)
    found += [row.page.specific.get_url(current_site=site) for row in gone if row.page]
    for kind in ("image", "document"):
        found += [
            f"/tep/{name}"
            for name in CitedFile.objects.filter(kind=kind, is_released=True)
            .order_by("pk")
            .values_list("name", flat=True)[:2]
        ]
    rendition: Any = row_of(Rendition)
    found += [f"/tep/{rendition.file.name}"]
    text: Any = row_of(FileText)
    read = (
        page
        for page in DocumentPage.objects.live().order_by("pk")
        if text.sha256 in [file.sha256 for file in page.shown_files]
    )
    return list(dict.fromkeys([*found, f"{next(read).get_url(current_site=site)}toan-van/1/"]))


class Citizen:
    """Reads all the addresses as they are answered by a process that has just been started."""

    def __init__(self, board: Board):
        self.host, self.addresses = board.site.hostname, addresses(board)

    def sees(self) -> dict[str, Any]:
        for kept in (FRAMES, PARSED, cache):
            kept.clear()
        client = Client(headers={"host": self.host}, raise_request_exception=False)
        return {address: self.answer(client.get(address)) for address in self.addresses}

    @staticmethod
    def answer(response: Any) -> tuple[int, str, bytes]:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return response.status_code, response.headers.get("Location", ""), OF_THE_MOMENT.sub(b"", body)


@pytest.fixture
def citizen(stands_on, caplog) -> Citizen:
    caplog.set_level("CRITICAL")  # what is broken on purpose need not be told
    return Citizen(Board.objects.get(slug=SLUG))


def invented(model: type[models.Model]) -> models.Model | None:
    """A first row of a table that has none yet, with references to what citizens see; None where the database takes none."""
    values: dict[str, Any] = {}
    for field in model._meta.local_concrete_fields:
        if field.is_relation:
            target: Any = row_of(field.related_model)
            if target is None and not field.null:
                return None  # nothing is there that it could be about
            values[field.attname] = getattr(target, field.target_field.attname) if target else None
        elif not field.primary_key:
            values[field.attname] = field.choices[0][0] if field.choices else another(field, model())
    try:
        with transaction.atomic():
            model._base_manager.bulk_create([model(**values)])
    except (DatabaseError, ValueError):  # one that needs more than columns: a table inherited from another
        return None
    return row_of(model)


def seen_otherwise(what: str, citizen: Citizen, before: dict[str, Any]) -> list[str]:
    """The addresses at which citizens see what was done, if verification is silent."""
    if any(breaches()):
        return []
    seen = citizen.sees()
    return [f"{what}: {address}" for address in before if seen[address] != before[address]]


def silent_changes(model: type[models.Model], citizen: Citizen, before: dict[str, Any]) -> list[str]:
    """What can be done to a row of this table that citizens see, and that nothing refuses or names."""
    found: list[str] = []
    with undone():
        row, name = row_of(model), model._meta.label
        if row is None:
            row = invented(model)
            found = seen_otherwise(f"{name}: a first row", citizen, before)
            if row is None or found or any(breaches()):
                return found
        for what, work in changes_of(model, row):
            with undone():
                if not is_refused(model, work):
                    found += seen_otherwise(f"{name}: {what}", citizen, before)
    return found


def test_the_addresses_are_of_all_kinds_and_answer_the_same_again(citizen):
    seen = citizen.sees()
    assert len(seen) >= 40
    assert {status for status, _location, _body in seen.values()} == {200, 410}
    assert citizen.sees() == seen


@pytest.mark.parametrize("model", part_of(tables(), 40), ids=lambda model: model._meta.label)
def test_nothing_that_citizens_see_is_changed_in_silence(citizen, model):
    assert list(breaches()) == []
    assert silent_changes(model, citizen, citizen.sees()) == []


def test_a_table_that_citizens_see_and_nobody_verifies_would_be_found(citizen, monkeypatch):
    """As if somebody had forgotten to say how the rows of listings are made."""
    from pages.models import Listed
    from workflows.verification import derived

    monkeypatch.setattr(derived, "FOLLOWERS", [])
    found = silent_changes(Listed, citizen, citizen.sees())
    assert any("Listed: year" in each for each in found)
