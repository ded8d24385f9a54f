"""The witness: what each ledger had come to is known outside the database, so that a ledger cut back or written anew is found."""

import json
import logging
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, models
from post_office.models import Email

from news.models import NewsPage
from workflows.ledger import triggers
from workflows.ledger.signatures import public_key
from workflows.models import Decision, WithdrawalNotice
from workflows.rules.act import Act
from workflows.services import witness
from workflows.services.chain.withdraw import withdraw
from workflows.services.worker import Worker
from workflows.verification import ledger
from workflows.verification.witness import breaches

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, NEXT_WEEK = "2026-11-30 09:00+07:00", "2026-12-01 00:30+07:00", "2026-12-07 10:00+07:00"


@pytest.fixture
def file(settings) -> Path:
    return Path(settings.WITNESS_FILE)


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines()]


def said(file):
    return list(breaches(file.read_text().splitlines()))


def head(board):
    return board.board.decisions.order_by("-number").first()


def cut_back(board, to):
    """The last rows away, as by somebody who has the database; what refers to them too."""
    triggers.remove(connection)
    gone = Decision.objects.filter(board=board.board, number__gt=to).values("pk")
    models.QuerySet(WithdrawalNotice).filter(decision__in=gone)._raw_delete("default")
    models.QuerySet(Decision).filter(board=board.board, number__gt=to)._raw_delete("default")
    triggers.install(connection)


# -- the file


def test_each_board_has_a_line_with_its_last_row(board, other_board, file):
    with time_machine.travel(MONDAY, tick=False):
        assert witness.append() == 2
    for each, line in zip((board, other_board), lines(file), strict=True):
        assert line == {
            "at": "2026-11-30T09:00:00+07:00",
            "board": each.board.slug,
            "number": head(each).number,
            "hash": head(each).hash,
            "key": public_key(),
        }
    assert said(file) == []


def test_there_is_a_line_a_day_by_the_clock_of_vietnam(board, file):
    with time_machine.travel(MONDAY, tick=False) as moment:
        assert [witness.append(), witness.append()] == [1, 0]
        moment.move_to(TUESDAY)
        assert [witness.append(), witness.append()] == [1, 0]
    assert [line["at"][:10] for line in lines(file)] == ["2026-11-30", "2026-12-01"]


@pytest.mark.parametrize("torn", ['{"at": "2026-11-30T', '"2026-11-30"', "[]", "\x00\xff"])
def test_what_a_full_disk_left_of_a_line_spoils_no_other(board, file, torn):
    file.write_text(torn, encoding="latin-1")
    with time_machine.travel(MONDAY, tick=False):
        assert witness.append() == 1
    written = file.read_text(encoding="latin-1").splitlines()
    assert written[0] == torn
    assert list(breaches(written)) == ["Tệp làm chứng, dòng 1: không đọc được."]


def test_a_file_that_cannot_be_written_is_logged_and_stops_no_worker(board, settings, caplog):
    settings.WITNESS_FILE = "/proc/no-such-disk/witness.jsonl"
    with caplog.at_level(logging.ERROR, logger="portal.worker"):
        Worker().turn()
    [record] = [each for each in caplog.records if "witness" in each.getMessage()]
    assert isinstance(record.exc_info[1], OSError)
    assert Email.objects.filter(subject__startswith="Giữ lại").exists(), "the letters go out all the same"


def test_the_worker_writes_it(board, file):
    Worker().turn()
    assert len(lines(file)) == 1


# -- the comparison


def test_a_ledger_that_goes_on_is_no_difference(board, file):
    witness.append()
    board.published()
    assert said(file) == []


def test_last_rows_that_are_away_are_named(board, file):
    board.at_step("dang-tai")
    last = head(board)
    witness.append()
    cut_back(board, last.number - 1)
    assert list(ledger.breaches(board.board)) == [], "the rest is in order: only the witness knows"
    [found] = said(file)
    assert f"không còn dòng {last.number}" in found


def test_a_withdrawal_that_is_erased_is_named_though_the_ledger_has_gone_on_since(board, file):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    last = head(board)
    assert last.act == Act.WITHDRAW
    witness.append()
    cut_back(board, last.number - 1)
    NewsPage.objects.filter(pk=page.pk).update(live=True)
    board.published(title="Tin sau đó")
    assert list(ledger.breaches(board.board)) == []
    [found] = said(file)
    assert f"dòng {last.number} của sổ quyết định {board.board.slug} không còn là dòng đã có" in found


@pytest.mark.parametrize(
    "line",
    [
        "", " ", "x", "{", "null", "7", "[]", '"at"', "{}", "[" * 100_000, "\ufffd", "9" * 5000,
        '{"at": "2026-11-30T09:00:00+07:00", "board": "thu-nghiem", "number": "1", "hash": "a"}',
        '{"at": "2026-11-30T09:00:00+07:00", "board": "thu-nghiem", "number": true, "hash": "a"}',
        '{"at": "2026-11-30T09:00:00+07:00", "board": ["thu-nghiem"], "number": 1, "hash": "a"}',
        '{"at": "2026-11-30T09:00:00+07:00", "board": "thu-nghiem", "number": 1, "hash": null}',
        '{"at": "hôm qua", "board": "thu-nghiem", "number": 1, "hash": "a"}',
    ],
    ids=range(17),
)  # fmt: skip
def test_a_line_that_says_nothing_is_named_by_its_number(board, file, line):
    witness.append()
    whole = file.read_text().splitlines()
    assert list(breaches([*whole, line, *whole])) == ["Tệp làm chứng, dòng 2: không đọc được."]


def test_a_board_that_is_no_more_and_a_number_beyond_all_are_named(board, file):
    witness.append()
    [line] = lines(file)
    found = list(breaches([json.dumps(line | {"board": "ban-cu"}), json.dumps(line | {"number": 10**30})]))
    assert "không còn Ban biên tập «ban-cu»" in found[0]
    assert f"không còn dòng {10**30}" in found[1]


def test_a_file_without_a_line_bears_no_witness():
    assert list(breaches([])) == ["Tệp làm chứng không có dòng nào."]


def test_the_command_compares_and_exits_with_1(board, file, capsys):
    board.at_step("dang-tai")
    witness.append()
    call_command("verify_publications", witness=str(file))
    cut_back(board, head(board).number - 1)
    with pytest.raises(SystemExit):
        call_command("verify_publications", witness=str(file))
    assert "Tệp làm chứng, dòng 1" in capsys.readouterr().out


def test_a_witness_that_is_not_there_is_told_in_a_sentence(board, tmp_path):
    for file in (tmp_path / "khong-co.jsonl", tmp_path):
        with pytest.raises(CommandError, match="Không đọc được tệp làm chứng"):
            call_command("verify_publications", witness=str(file))


# -- the letters


def test_once_a_week_chief_and_secretary_are_told_number_and_fingerprint(board):
    with time_machine.travel(MONDAY, tick=False) as moment:
        assert witness.tell() == 2
        moment.move_to(TUESDAY)
        assert witness.tell() == 0
        first = head(board)
        board.published()
        moment.move_to(NEXT_WEEK)
        assert witness.tell() == 2
    letters = Email.objects.filter(subject__startswith="Giữ lại").order_by("pk")
    told = sorted(address for letter in letters for address in letter.to)
    assert told == sorted([board.user("truong-ban").email, board.user("thu-ky").email] * 2)
    assert "tuần 49 năm 2026" in letters[0].subject
    assert first.hash in letters[0].message
    assert f"có {first.number} dòng" in letters[0].message
    assert "09:00 ngày 30/11/2026" in letters[0].message
    assert f"/ban-bien-tap/{board.board.slug}/" in letters[0].message
    assert head(board).hash in letters[2].message


def test_a_seat_without_a_person_gets_no_letter(board):
    board.board.members.filter(key="thu-ky").update(user=None)
    assert witness.tell() == 1
