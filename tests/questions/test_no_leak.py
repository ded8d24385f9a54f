"""Nobody but whom the charter names ever learns who asked: no public address, no table in the clear, no log, no letter to others."""

import logging

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import models
from post_office.models import Email

from questions import gate
from questions.models import QuestionPage, Ticket
from questions.services import answer, ask_back, assign, triage
from questions.services.read_person import read_person
from tests.board import body
from tests.questions.askers import ADDRESS, EMAIL, NAME, PHONE, TEXT, proof, sent_by_form
from workflows.charter.words import TicketKind

pytestmark = pytest.mark.django_db
MARKS = (NAME, EMAIL, PHONE, PHONE.replace(" ", ""), ADDRESS, "Zibanh")
OPEN = [
    "/", "/hoi-dap/", "/hoi-dap/?nam=2026", "/hoi-dap/gui-cau-hoi/", "/hoi-dap/tra-cuu/", "/hoi-dap/so-lieu/", "/tin-tuc/",
    "/rss/hoi-dap.xml", "/sitemap.xml", "/sitemap-hoi-dap.xml", "/dinh-chinh/", "/robots.txt",
    "/api/v2/pages/", "/api/v2/pages/?type=questions.QuestionPage&fields=*", "/api/v2/documents/", "/api/v2/images/",
    "/tim-kiem/?q=Zibanh", "/tim-kiem/?q=giấy+khai+sinh", "/tep/kin/", "/thu-thach/",
]  # fmt: skip


@pytest.fixture
def settings_of_letters(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }


def planted(citizen, **values) -> Ticket:
    """A ticket sent through the form, whose text names its asker too."""
    text = f"Tôi là {NAME}, nhà ở {ADDRESS}, gọi {PHONE} hoặc {EMAIL}. {TEXT}"
    sent = sent_by_form(
        citizen, text=text, phone=PHONE, address=ADDRESS, field="kinh-te", proof=proof(citizen), captcha="", **values
    )
    assert sent.status_code == 302
    return Ticket.objects.latest("pk")


def everything_done(board, citizen):
    """Tickets on every way that there is, one of them answered in public."""
    user = board.user("thu-ky")
    answered, asked_back, denounced, private = (planted(citizen) for _number in range(4))
    ask_back.ask_back(asked_back, user, "Thửa nào?")
    citizen.post(f"/hoi-dap/tra-cuu/{asked_back.code}/", {"act": "add", "text": f"Thửa 12, {NAME} gửi."})
    assign.assign(asked_back, user, board.member("bien-tap-vien"))
    triage.triage(denounced, user, TicketKind.DENUNCIATION)
    triage.triage(private, user, TicketKind.QUESTION, private.field, is_private=True)
    answer.propose(private, user, f"Kính gửi {NAME}.")
    answer.send(private, board.user("truong-ban"), gate.last_proposal(private).pk)
    read_person(answered, user, "Gọi lại")
    page = answer.draft(answered, user)
    page.title, page.answer = "Làm lại giấy khai sinh", body("Mang theo giấy tờ tùy thân.")
    page.save_revision(user=user)
    return board.published(page)


def shown(citizen, page, marks):
    found = []
    for address in [*OPEN, page.url, f"/api/v2/pages/{page.pk}/"]:
        response = citizen.get(address, follow=True)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        plain = text.decode().replace('value="Zibanh"', "").replace("«Zibanh»", "")
        found += [(address, mark) for mark in marks if mark in plain]
    return found


def test_who_asked_is_nowhere(board, citizen, settings_of_letters, caplog):
    caplog.set_level(logging.DEBUG)
    page = everything_done(board, citizen)
    call_command("run_worker", once=True)
    assert shown(citizen, page, MARKS) == []
    assert [line for line in caplog.messages if any(mark in line for mark in MARKS)] == []
    others = [letter for letter in mail.outbox if letter.to != [EMAIL]]
    assert others
    assert [letter.subject for letter in others if any(mark in letter.subject + letter.body for mark in MARKS)] == []
    assert not Email.objects.filter(to__contains=EMAIL).exists()
    assert list(in_the_clear()) == []


def test_a_consented_name_is_on_the_answer_and_nothing_else_of_them(board, citizen):
    planted(citizen, agrees="on")
    page = answer.draft(Ticket.objects.get(), board.user("thu-ky"))
    page.title, page.answer = "Làm lại giấy khai sinh", body("Mang theo giấy tờ.")
    page.save_revision(user=page.owner)
    page = board.published(page)
    assert QuestionPage.objects.get().asker == NAME
    without_name = (EMAIL, PHONE, PHONE.replace(" ", ""), ADDRESS)
    assert shown(citizen, page, without_name) == []
    assert NAME in citizen.get(page.url).content.decode()


def in_the_clear():
    """Every table and column in which a mark can be read without a key."""
    for model in apps.get_models():
        texts = [field for field in model._meta.concrete_fields if not isinstance(field, models.ForeignKey)]
        for row in model._default_manager.values_list(*(field.attname for field in texts)) if texts else ():
            for field, value in zip(texts, row, strict=True):
                words = bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)
                if any(mark in words for mark in MARKS):
                    yield f"{model._meta.label}.{field.name}"
