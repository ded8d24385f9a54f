"""Tickets for tests: sent by the service, or through the form as a browser sends it."""

import datetime
import json
from base64 import b64encode

import altcha
import time_machine
from django.utils import timezone

from pages import captcha
from pages.sender import opened_now
from questions.forms import SALT
from questions.models import Ticket
from questions.models.asker import Person
from questions.services.receive import Sent, receive
from workflows.charter.words import TicketKind

NAME, EMAIL, PHONE, ADDRESS = "Đinh Thị Zibanh", "zibanh@example.vn", "0987 654 321", "Số 77 ngõ Zibanhphố"
TEXT = "Làm lại giấy khai sinh cho con thì cần giấy tờ gì?"
PERSON = Person(NAME, EMAIL, PHONE, ADDRESS)


def a_ticket(board, text=TEXT, **values) -> Ticket:
    field = board.board.fields.get(key="kinh-te")
    sent = Sent(**{"text": text, "person": PERSON, "kind": TicketKind.QUESTION, "field": field, **values})
    return receive(board.board, sent)


def proof(client) -> str:
    """What the script of the form comes to."""
    given = client.get("/thu-thach/").json()
    solution = altcha.solve_challenge(
        challenge=given["challenge"], salt=given["salt"], algorithm="SHA-256", max_number=given["max_number"]
    )
    said = {key: given[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": solution.number}
    return b64encode(json.dumps(said).encode()).decode()


def answered_captcha() -> dict[str, str]:
    token = captcha.new_token()
    return {"token": token, "captcha": captcha._captcha(captcha._number_of(token))[1][0]}


def typed(**values) -> dict[str, str]:
    return {
        "kind": "question",
        "text": TEXT,
        "name": NAME,
        "email": EMAIL,
        "opened": opened_now(SALT),
        **answered_captcha(),
        **values,
    }


def sent_by_form(client, after=10, **values):
    """What the server answers to the form, sent so many seconds after it was opened."""
    data = typed(**values)
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=after)):
        return client.post("/hoi-dap/gui-cau-hoi/", data)
