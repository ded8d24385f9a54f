"""What becomes public without the chain: an archive that a leader has let in, and the pages that the charter lays down; nothing else."""

import datetime
import hashlib
import json

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from news.models import NewsPage
from tests.board import refuses
from workflows.ledger import ledger
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.board.establish import establish
from workflows.services.board.open_import import open_import
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
ITEM = {"id": "a-1", "title": "Khánh thành cầu mới", "text": "Đoạn một.", "published": "2020-03-04T05:06:00+00:00"}


@pytest.fixture
def archive(tmp_path, settings):
    settings.PORTAL_DEMO_MODE = False
    path = tmp_path / "kho.jsonl"
    path.write_text(json.dumps(ITEM), encoding="utf-8")
    return path


def sha256(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def take(path):
    call_command("import_archive", "news", str(path), site="thu-nghiem", verbosity=0)


def test_an_archive_that_nobody_let_in_is_refused_with_its_digest_and_the_screen(board, archive):
    with pytest.raises(CommandError, match=f"{sha256(archive)}.*«Chuyển dữ liệu»"):
        take(archive)
    assert not NewsPage.objects.exists()


def test_a_leader_lets_one_archive_in_for_some_days(board, archive, client_of):
    screen = reverse("board_imports", args=[board.board.slug])
    spaced = f" {sha256(archive)[:32].upper()} {sha256(archive)[32:]}\n"
    page = client_of("pho-ban").post(screen, {"name": "Tin cũ", "sha256": spaced}, follow=True).content.decode()
    assert "Đã mở đợt chuyển dữ liệu" in page
    assert sha256(archive) in page
    other = archive.with_name("khac.jsonl")
    other.write_text(json.dumps({**ITEM, "id": "a-2"}), encoding="utf-8")
    with pytest.raises(CommandError):
        take(other)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)), pytest.raises(CommandError):
        take(archive)
    take(archive)
    assert NewsPage.objects.get().live
    assert sha256(archive) in Decision.objects.get(act=Act.IMPORT).comment
    assert list(breaches()) == []


@pytest.mark.parametrize("seat", ["thanh-vien", "thu-ky", "bien-tap-vien"])
def test_only_leaders_let_one_in(board, archive, client_of, seat):
    screen = reverse("board_imports", args=[board.board.slug])
    assert 'name="sha256"' not in client_of(seat).get(screen).content.decode()
    client_of(seat).post(screen, {"name": "Tin cũ", "sha256": sha256(archive)})
    assert not Decision.objects.filter(act=Act.OPEN_IMPORT).exists()


def test_what_is_no_digest_is_told_and_what_was_typed_stays(board, client_of):
    screen = reverse("board_imports", args=[board.board.slug])
    page = client_of("truong-ban").post(screen, {"name": "Tin cũ", "sha256": "abc"}).content.decode()
    assert "Dấu SHA-256 gồm 64" in page
    assert 'value="abc"' in page
    assert 'value="Tin cũ"' in page


def test_what_came_in_without_an_opening_is_named(board, archive):
    open_import(board.board, board.user("truong-ban"), sha256(archive), "Tin cũ")
    take(archive)
    page = NewsPage.objects.get()
    ledger.write(board.board, Act.IMPORT, ledger.Actor(), page_id=page.pk, comment=f"Chuyển, SHA-256 {'b' * 64}")
    assert any("không theo đợt nào" in breach for breach in breaches())


def test_only_what_the_charter_lays_down_is_established(board):
    page = board.news()
    with refuses("not-laid-down"):
        establish(page, "Theo quy chế")
    second = type(page.get_parent().specific)(title="Tin khác", slug="tin-khac", live=False)
    board.board.root_page.add_child(instance=second)
    with refuses("not-laid-down"):
        establish(second, "Theo quy chế")
