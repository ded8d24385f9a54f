"""Every text field of every model, filled with signs that XML, a workbook and mail cannot hold, goes through every feed, export, screen and letter.

What is a word of the software's own and not of people's stands in `WORDS_OF_THE_SOFTWARE`; whatever else a model gets is filled here by itself.
"""

import csv
from contextlib import suppress
from io import BytesIO, StringIO

import pytest
from defusedxml import ElementTree
from django.apps import apps
from django.db import connection
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Concat, Substr
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, resolve, reverse
from openpyxl import load_workbook
from post_office.mail import send_queued
from post_office.models import STATUS, Email
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from news.models import NewsPage
from portal.admin_screens import WITH_A_SEAT
from tests.four_boards import demo_of
from tests.portal.test_odd_outputs import PUBLIC, SIGNS
from workflows.charter.words import RoleKey
from workflows.ledger import triggers
from workflows.letters.chain import step_waits
from workflows.models import Board, Member, StepState
from workflows.services.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BOARD = "tuyen-quang"
OTHERS = {
    "axes",
    "sessions",
    "contenttypes",
    "wagtailembeds",
    "wagtailsearch",
    "post_office",
    "taggit",
}  # packages that show nobody what they keep
WORDS_OF_THE_SOFTWARE = {
    "Board": set(), "Member": {"role_key"}, "Decision": {"act", "exception", "username"}, "Tick": {"act", "key"}, "ItemClock": {"starts", "counted"},
    "StepState": {"kind", "content", "counted"}, "Consultation": {"document_file", "quorum", "majority", "tie", "outcome", "judged"}, "Elector": {"role"},
    "Supplement": {"document_file"}, "Registered": {"type", "number_key", "issuer_key", "signer_key", "identity"}, "FileText": {"roots"},
    "EntryRow": set(), "DocumentRelation": {"identity"}, "SetAsideProposal": {"key"}, "Ticket": {"answer_digest"}, "TicketFile": {"media_type"},
    "ImportedItem": {"key", "address"}, "Edition": {"mark"}, "Listed": {"category"}, "Rendition": {"filter_spec", "focal_point_key"}, "Page": {"url_path"},
    "Site": {"hostname"}, "UserProfile": {"preferred_language", "current_time_zone"}, "EditingSession": {"object_id"}, "FormState": {"data"},
    "ModelLogEntry": {"action"}, "PageLogEntry": {"action"}, "Comment": {"contentpath", "position"}, "ReferenceIndex": {"model_path", "content_path"},
    "PageViewRestriction": {"password"}, "CollectionViewRestriction": {"password"}, "User": {"password", "username"}, "Permission": {"name", "codename"},
    **{task: {"in_charge_of", "condition", "default_taken"} for task in ("ReviewTask", "ApproveTask", "VoteTask", "PublishTask")},
}  # fmt: skip
OF_A_MACHINE = (
    "digest",
    "hash",
    "sha256",
    "seal",
    "signature",
    "previous",
    "object_id",
    "salt",
    "period",
)  # ends of names


@pytest.fixture
def stands_on(plain_settings):
    return demo_of(BOARD)


def text_fields():
    """Each model with those of its own fields that hold what people typed."""
    for model in apps.get_models():
        if model._meta.app_label in OTHERS or not model._meta.managed:
            continue
        own = WORDS_OF_THE_SOFTWARE.get(model.__name__, set())
        names = [
            field.name
            for field in model._meta.local_fields
            if isinstance(field, CharField | TextField)
            and type(field).__name__ not in ("SlugField", "EmailField", "URLField", "JSONField", "UUIDField")
            and not (field.choices or field.unique or field.name in own or field.name.endswith(OF_A_MACHINE))
        ]
        if names:
            yield model, names


@pytest.fixture
def filled(db):
    """The demo of a board in which every text that people typed begins with every sign."""
    triggers.remove(connection)
    number = 0
    for model, names in text_fields():
        for name in names:
            longest = min(model._meta.get_field(name).max_length or 20_000, 20_000)
            odd = Value(f"={''.join(SIGNS)}")
            rows = model._base_manager.exclude(**{name: ""}).exclude(**{name: None})
            number += bool(rows.update(**{name: Substr(Concat(odd, F(name)), 1, longest)}))
    assert number > 60
    return Board.objects.get(slug=BOARD)


def exports():
    """The address of every list that Wagtail's screens give as a spreadsheet."""
    found, patterns = [], list(get_resolver().url_patterns)
    prefixes = [("", patterns)]
    while prefixes:
        before, below = prefixes.pop()
        for each in below:
            if not isinstance(each, URLPattern):
                prefixes.append((f"{before}{each.pattern}", each.url_patterns))
                continue
            view = getattr(each.callback, "view_class", None)
            if view and issubclass(view, SpreadsheetExportMixin) and view.list_export:
                found.append(f"/{before}{each.pattern}")
    return found


def read(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_public_output_carries_it(filled):
    citizen = Client(headers={"host": filled.site.hostname})
    items = [page.url for page in NewsPage.objects.live().descendant_of(filled.root_page)[:3]]
    for address in (*PUBLIC, *items):
        response = citizen.get(address)
        assert response.status_code == 200, address
        written = read(response)
        if "xml" in response["content-type"]:
            assert ElementTree.fromstring(written) is not None, address
        assert b"\x0b" not in written or "html" in response["content-type"], address


@pytest.mark.parametrize("who", ["technician", "chief"])
def test_every_export_carries_it(filled, django_user_model, who):
    client, opened = Client(), 0
    chief = Member.objects.get(board=filled, role=RoleKey.CHIEF).user
    technician = django_user_model.objects.filter(is_superuser=True).first() or django_user_model.objects.create(
        username="tester", is_superuser=True, is_staff=True
    )
    client.force_login(chief if who == "chief" else technician, backend="django.contrib.auth.backends.ModelBackend")
    assert len(exports()) > 8
    for address in exports():
        for kind in ("csv", "xlsx"):
            response = client.get(f"{address}?export={kind}")
            assert response.status_code in (200, 302, 403, 404), address
            if response.status_code != 200 or "html" in response["content-type"]:
                continue
            opened += 1
            if kind == "csv":
                rows = csv.reader(StringIO(read(response).decode()))
                assert not any(cell.startswith("=") for row in rows for cell in row), address
            if kind == "xlsx":
                cells = [cell for row in load_workbook(BytesIO(read(response))).active.values for cell in row]
                assert not any(isinstance(cell, str) and cell.startswith("=") for cell in cells), address
    assert opened > 4


def test_every_screen_of_the_board_shows_it(filled):
    client = Client()
    client.force_login(
        Member.objects.get(board=filled, role=RoleKey.CHIEF).user, backend="django.contrib.auth.backends.ModelBackend"
    )
    slug, screens = filled.slug, set()
    for name in WITH_A_SEAT:
        for args in ([], [slug]):
            with suppress(NoReverseMatch):
                address = reverse(name, args=args)
                screens |= {address} if not args or "slug" in resolve(address).kwargs else set()
    assert len(screens) > 40
    waiting = StepState.objects.filter(board=filled, status="in_progress").values_list(
        "workflow_state__object_id", flat=True
    )
    screens |= {reverse("review_file", args=[pk]) for pk in waiting}
    screens |= {reverse("consultation", args=[slug, pk]) for pk in filled.consultations.values_list("pk", flat=True)}
    screens |= {reverse("mistake", args=[slug, code]) for code in filled.mistake_reports.values_list("code", flat=True)}
    codes = {address: client.get(address).status_code for address in sorted(screens)}
    assert sum(code == 200 for code in codes.values()) > 50
    assert {address: code for address, code in codes.items() if code not in (200, 301, 302, 400, 403, 404, 405)} == {}


def test_every_letter_goes_out(filled, settings, caplog):
    """The worker's turn with its reminders, the letters of each waiting step, and what has waited in the outbox."""
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}
    }
    before = Email.objects.count()
    for state in StepState.objects.filter(board=filled, status="in_progress"):
        step_waits(state, list(state.entitled.all()))
    Worker().turn()
    assert Email.objects.count() > before
    while Email.objects.filter(status=STATUS.queued).exists():
        _sent, failed, requeued = send_queued(processes=1)
        assert (failed, requeued) == (0, 0)
    assert not Email.objects.exclude(status=STATUS.sent).exists()
    assert [record for record in caplog.records if record.exc_info] == []  # that rows differ from the ledger is said
    assert not Email.objects.filter(subject__contains="\n").exists()
