"""Against whoever holds the database: rows are signed with a key outside it, and whatever is written without that key is named."""

import base64
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection, models

from news.models import NewsPage
from portal.settings import environment
from workflows.ledger import ledger, triggers
from workflows.ledger.signatures import Keys, public_key, sign
from workflows.models import AccountChange, Decision, WithdrawalNotice
from workflows.rules.act import Act
from workflows.services.chain.withdraw import withdraw
from workflows.verification import ledger as verification
from workflows.verification import publications

pytestmark = pytest.mark.django_db
OTHER_KEY = base64.b64encode(bytes(range(32))).decode()


def breaches(board):
    return list(verification.breaches(board.board))


def stored(row):
    return models.QuerySet(Decision).filter(pk=row.pk)


def rewritten(board, change, *, signed=True):
    """The whole ledger as somebody writes it anew who has the database and the code: triggers away, hashes recomputed, triggers back."""
    triggers.remove(connection)
    number, previous = 0, ""
    for row in Decision.objects.filter(board=board.board).order_by("number"):
        if change(row) is False:
            models.QuerySet(WithdrawalNotice).filter(decision=row)._raw_delete("default")
            stored(row)._raw_delete("default")
            continue
        number += 1
        row.number, row.previous = number, previous
        row.hash = previous = ledger.hash_of(row)
        if not signed:
            row.signature = ""
        values = {field.attname: getattr(row, field.attname) for field in Decision._meta.concrete_fields}
        models.QuerySet.update(stored(row), **values)
    triggers.install(connection)


def another_person(row):
    if row.act == Act.APPROVE:
        row.person = "Người khác"


def test_every_row_is_signed(board):
    board.published()
    rows = Decision.objects.order_by("number")
    assert len(rows) > 5
    keys = Keys()
    assert all(keys.have_signed(row.hash, row.signature) for row in rows)
    assert breaches(board) == []


def test_a_whole_ledger_written_anew_is_named(board):
    board.published()
    rewritten(board, another_person)
    changed = Decision.objects.get(act=Act.APPROVE).number
    found = breaches(board)
    assert len(found) == 1
    assert f"từ dòng {changed} đến dòng" in found[0]


def test_a_whole_ledger_written_anew_without_signatures_is_named(board):
    board.published()
    rewritten(board, another_person, signed=False)
    assert any("không dòng nào có chữ ký" in found for found in breaches(board))
    assert any("không dòng nào có chữ ký" in found for found in publications.breaches())


def test_an_erased_withdrawal_is_named_though_the_page_is_live_again_and_the_numbers_follow_each_other(board):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    board.published(title="Tin sau đó")
    rewritten(board, lambda row: row.act != Act.WITHDRAW)
    NewsPage.objects.filter(pk=page.pk).update(live=True)
    assert any("chữ ký không phải của cổng này" in found for found in breaches(board))


def test_a_signature_of_another_key_is_named(board, settings):
    board.published()
    own = settings.LEDGER_KEY
    settings.LEDGER_KEY = OTHER_KEY
    row = ledger.write(board.board, Act.SKIP, ledger.Actor())
    settings.LEDGER_KEY = own
    assert [found.partition(": ")[2] for found in breaches(board)] == [
        f"dòng {row.number} mang chữ ký không phải của cổng này."
    ]


@pytest.mark.parametrize("signature", ["", "x", "không phải base64", base64.b64encode(bytes(64)).decode()])
def test_a_signature_that_is_away_or_none_is_named(board, signature):
    board.published()
    row = Decision.objects.order_by("number")[3]
    triggers.remove(connection)
    models.QuerySet.update(stored(row), signature=signature)
    assert any(f"dòng {row.number} " in found for found in breaches(board))


def test_a_first_row_whose_signature_is_away_is_named(board):
    triggers.remove(connection)
    models.QuerySet.update(stored(Decision.objects.order_by("number").first()), signature="")
    assert breaches(board) == [f"Sổ quyết định {board.board.slug}: dòng 2 có chữ ký mà những dòng trước nó không còn."]


def test_rows_that_are_added_without_a_signature_are_named(board):
    last = board.board.decisions.order_by("-number").first()
    row = Decision(board=board.board, number=last.number + 1, act=Act.SKIP, at=last.at, previous=last.hash)
    row.hash = ledger.hash_of(row)
    row.save(force_insert=True)
    assert [found.partition(": ")[2] for found in breaches(board)] == [f"dòng {row.number} không có chữ ký."]


def test_a_signature_is_of_one_row_of_one_board_only(board, other_board):
    rows = [each.decisions.get(number=1) for each in (board.board, other_board.board)]
    assert not Keys().have_signed(rows[0].hash, rows[1].signature)


# -- another key


def test_after_a_change_of_keys_rows_of_before_and_after_hold(board, settings):
    board.published()
    settings.LEDGER_FORMER_PUBLIC_KEYS = [public_key()]
    settings.LEDGER_KEY = OTHER_KEY
    board.published(title="Tin sau đó")
    assert breaches(board) == []
    settings.LEDGER_FORMER_PUBLIC_KEYS = []
    assert breaches(board) != []


def test_a_former_key_signs_nothing_after_the_row_that_bears_a_later_one(board, settings):
    own, former = settings.LEDGER_KEY, public_key()
    settings.LEDGER_KEY, settings.LEDGER_FORMER_PUBLIC_KEYS = OTHER_KEY, [former]
    ledger.write(board.board, Act.SKIP, ledger.Actor())
    settings.LEDGER_KEY, settings.LEDGER_FORMER_PUBLIC_KEYS = own, []
    stolen = ledger.write(board.board, Act.SKIP, ledger.Actor())
    settings.LEDGER_KEY, settings.LEDGER_FORMER_PUBLIC_KEYS = OTHER_KEY, [former]
    assert any(f"dòng {stolen.number} " in found for found in breaches(board))


def test_keys_that_were_used_in_turn_are_listed_in_turn(board, settings):
    own, own_public = settings.LEDGER_KEY, public_key()
    settings.LEDGER_KEY = OTHER_KEY
    other_public = public_key()
    for settings.LEDGER_KEY in (OTHER_KEY, own, OTHER_KEY):
        ledger.write(board.board, Act.SKIP, ledger.Actor())
    settings.LEDGER_FORMER_PUBLIC_KEYS = [own_public, other_public, own_public]
    assert breaches(board) == []


# -- rows of before


def test_the_upgrade_signs_for_the_rows_of_before_and_they_are_held_by_that_signature(committed_board, capsys):
    board = committed_board
    board.published()
    confirmed, wrote = list(AccountChange.objects.all()), dict(Decision.objects.values_list("pk", "writers"))
    call_command("migrate", "workflows", "0022", verbosity=0)
    call_command("migrate", verbosity=0)
    AccountChange.objects.bulk_create(confirmed)  # their table went on the way back, and a column
    triggers.remove(connection)
    for row, writers in wrote.items():
        models.QuerySet.update(models.QuerySet(Decision).filter(pk=row), writers=writers)
    triggers.install(connection)
    assert triggers.missing(connection) == []
    signing = Decision.objects.get(act=Act.SIGN_LEDGER)
    before = Decision.objects.get(board=board.board, number=signing.number - 1)
    assert (before.signature, signing.previous) == ("", before.hash)
    assert f"dòng {before.number}, dấu vân tay {before.hash}" in signing.comment
    assert verification.resting_place(board.board) == signing
    board.published(title="Tin sau đó")
    assert list(publications.breaches()) == []
    call_command("verify_publications")
    assert f"các dòng từ 1 đến {before.number} có trước khi sổ được ký" in capsys.readouterr().out
    rewritten(board, another_person)
    assert any(f"từ dòng {signing.number} đến dòng" in found for found in breaches(board))


def test_where_every_row_is_signed_none_rests_on_another(board):
    assert verification.resting_place(board.board) is None


# -- the key in the environment


def test_without_a_key_the_start_is_refused_with_the_command_that_makes_one(monkeypatch):
    monkeypatch.setattr(environment, "DEBUG", False)
    monkeypatch.setattr(environment, "DEMO_MODE", False)
    for value, said in (("", "Thiếu LEDGER_KEY"), ("ngắn", "LEDGER_KEY không đúng"), ("YQ==", "LEDGER_KEY không đúng")):
        monkeypatch.setenv("LEDGER_KEY", value)
        with pytest.raises(ImproperlyConfigured, match=said) as refused:
            environment.ledger_key()
        assert "base64.b64encode(os.urandom(32))" in str(refused.value)
    monkeypatch.setenv("LEDGER_KEY", f"{OTHER_KEY}\n")
    assert environment.ledger_key() == OTHER_KEY


def test_former_keys_that_are_none_are_refused(monkeypatch):
    monkeypatch.setenv("LEDGER_FORMER_PUBLIC_KEYS", f"{OTHER_KEY},x")
    with pytest.raises(ImproperlyConfigured, match="LEDGER_FORMER_PUBLIC_KEYS"):
        environment.ledger_former_public_keys()
    monkeypatch.setenv("LEDGER_FORMER_PUBLIC_KEYS", f"{OTHER_KEY}, {OTHER_KEY}")
    assert environment.ledger_former_public_keys() == [OTHER_KEY, OTHER_KEY]


def test_a_demo_makes_its_key_once_and_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VAR_DIR", tmp_path / "var")
    monkeypatch.delenv("LEDGER_KEY", raising=False)
    made = environment.ledger_key()
    assert environment.ledger_key() == made
    [file] = (tmp_path / "var").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_signed_is_no_bare_fingerprint():
    """A signature of the same key over the same characters for another use would not pass for a row."""
    from workflows.ledger import signatures

    raw = signatures._private(signatures.settings.LEDGER_KEY).sign(b"a" * 64)
    assert not Keys().have_signed("a" * 64, base64.b64encode(raw).decode())
    assert Keys().have_signed("a" * 64, sign("a" * 64))
