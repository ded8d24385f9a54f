"""Files that citizens send: through the door, at most five, held over an error, for the inside alone, gone in time."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from foreign_files.uploads import Kind
from foreign_files.uploads.door import Accepted
from questions.models import PersonReading, Ticket, TicketFile
from questions.services.forget import forget_askers, remove_held_files
from questions.services.triage import triage
from tests.questions.askers import TEXT, a_ticket, sent_by_form
from workflows.charter.words import TicketKind

pytestmark = pytest.mark.django_db
WORDS = "Biên lai số bảy Zibanh.".encode()


def a_file(name="Biên lai.txt", content=WORDS):
    return SimpleUploadedFile(name, content)


def a_kept_file(ticket) -> TicketFile:
    return TicketFile.hold(Accepted(Kind.TXT, "text/plain", WORDS, "bien-lai.txt"), ticket)


def test_a_file_is_kept_encrypted_and_served_to_the_inside_as_an_attachment_and_logged(board, citizen, client_of):
    assert sent_by_form(citizen, files=[a_file()]).status_code == 302
    ticket, kept = Ticket.objects.get(), TicketFile.objects.get()
    with kept.file.open("rb") as stored:
        assert b"Zibanh" not in stored.read()
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/tep/{kept.pk}/"
    answer = client_of("thu-ky").get(address)
    assert answer.content == WORDS
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert PersonReading.objects.filter(reason__startswith="Mở tệp").count() == 1
    assert client_of("thanh-vien").get(address).status_code in (302, 403)
    assert citizen.get(address).status_code == 302
    assert citizen.get(kept.file.url).status_code == 404
    assert client_of("thu-ky").get(kept.file.url).status_code == 404


def test_what_the_door_refuses_is_said_and_what_it_took_is_not_asked_for_again(board, citizen):
    answer = sent_by_form(citizen, files=[a_file(), a_file("độc.exe", b"MZ" + b"\x00" * 200)])
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "độc.exe" in text
    assert TEXT in text
    held = TicketFile.objects.get()
    assert held.token in text
    assert sent_by_form(citizen, held=[held.token]).status_code == 302
    assert TicketFile.objects.get().ticket == Ticket.objects.get()


def test_at_most_five_files(board, citizen):
    text = sent_by_form(citizen, files=[a_file(f"{n}.txt") for n in range(6)]).content.decode()
    assert "Chỉ gửi được 5 tệp" in text
    assert TicketFile.objects.count() == 5


def test_nobody_takes_over_what_another_ticket_has(board, citizen):
    kept = a_kept_file(a_ticket(board))
    sent_by_form(citizen, held=[kept.token])
    assert TicketFile.objects.get().ticket == kept.ticket


def test_files_come_with_an_addition_too(board, citizen):
    ticket = a_ticket(board)
    assert (
        citizen.post(f"/hoi-dap/tra-cuu/{ticket.code}/", {"act": "add", "text": "", "files": [a_file()]}).status_code
        == 302
    )
    assert "bien-lai.txt" in citizen.get(f"/hoi-dap/tra-cuu/{ticket.code}/").content.decode()


def test_files_of_a_denunciation_are_for_whom_the_charter_names(board, client_of):
    ticket = a_ticket(board)
    kept = a_kept_file(ticket)
    triage(ticket, board.user("thu-ky"), TicketKind.DENUNCIATION)
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/tep/{kept.pk}/"
    assert client_of("thu-ky").get(address).status_code in (302, 403)
    assert client_of("truong-ban").get(address).status_code == 200


def test_files_go_with_what_is_kept_of_the_asker_and_unsent_ones_in_a_day(board, citizen):
    ticket = a_ticket(board)
    kept, unsent = a_kept_file(ticket), a_kept_file(None)
    citizen.post(f"/hoi-dap/tra-cuu/{ticket.code}/", {"act": "withdraw", "sure": "1"})
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert remove_held_files() == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(days=200)):
        forget_askers()
    assert not TicketFile.objects.exists()
    for file in (kept, unsent):
        assert not file.file.storage.exists(file.file.name)
