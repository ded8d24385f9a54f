"""Every string of the shared collection through the public forms and parameters: a page, never an error, nothing typed lost."""

import gzip
import html
import json
import unicodedata
from urllib.parse import quote

import pytest

from questions.models import Ticket
from tests.conftest import SHARED_DATA
from tests.questions.askers import a_ticket

pytestmark = [pytest.mark.django_db, pytest.mark.screens]
STEP = 5  # each address takes every fifth string, beginning with another one


@pytest.fixture(scope="module")
def strings() -> list[str]:
    file = SHARED_DATA / "payload_strings.jsonl.gz"
    if not file.exists():
        pytest.skip(f"no {file.name} beside this checkout")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [text for text in texts if not any("\ud800" <= sign <= "\udfff" for sign in text)]


def lost(response, text) -> bool:
    page = response.content.decode().replace("\r\n", "\n")
    return html.escape(unicodedata.normalize("NFC", text)).replace("\r\n", "\n") not in page


def test_the_form_gives_every_string_back(board, citizen, strings):
    wrong = []
    for text in strings[::STEP]:
        fields = dict.fromkeys(
            (
                "kind",
                "text",
                "field",
                "name",
                "email",
                "phone",
                "address",
                "riddle",
                "token",
                "proof",
                "opened",
                "held",
                "buoc",
            ),
            text,
        )
        response = citizen.post("/hoi-dap/gui-cau-hoi/", fields)
        if response.status_code != 200 or lost(response, text):
            wrong.append((response.status_code, text))
    assert wrong == []
    assert not Ticket.objects.exists()


def test_looking_for_like_ones_and_looking_up_answer_every_string(board, citizen, strings):
    wrong = []
    for text in strings[1::STEP]:
        like = citizen.post(
            "/hoi-dap/tuong-tu/", {"text": text}, REMOTE_ADDR=f"10.0.{len(text) % 250}.{ord(text[:1] or 'a') % 250}"
        )
        found = citizen.post("/hoi-dap/tra-cuu/", {"code": text})
        if like.status_code not in (200, 429) or found.status_code not in (200, 404):
            wrong.append((like.status_code, found.status_code, text))
    assert wrong == []


def test_addresses_with_every_string_are_pages(board, citizen, client_of, strings):
    desk = client_of("thu-ky")
    wrong = []
    for text in strings[2::STEP]:
        part = quote(text, safe="")
        for client, address in (
            (citizen, f"/hoi-dap/tra-cuu/{part}/"),
            (desk, f"/admin/cau-hoi/thu-nghiem/?tinh-trang={part}&loai={part}&p={part}"),
        ):
            status = client.get(address).status_code
            if status not in (200, 301, 302, 400, 404):
                wrong.append((status, address))
    assert wrong == []


def test_the_holder_of_a_code_adds_every_string_and_reads_it_back(board, citizen, strings):
    wrong = []
    ticket = a_ticket(board)
    address = f"/hoi-dap/tra-cuu/{ticket.code}/"
    for text in strings[3 :: STEP * 10]:
        response = citizen.post(address, {"act": "add", "text": text, "rating": text, "sure": text})
        if response.status_code not in (302, 400):
            wrong.append((response.status_code, text))
    for text in strings[4::STEP]:
        response = citizen.post(address, {"act": text, "text": text, "rating": text, "sure": ""})
        if response.status_code != 400:
            wrong.append((response.status_code, text))
    assert wrong == []
    assert "<script>alert" not in citizen.get(address).content.decode()
