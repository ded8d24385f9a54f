"""What is stored already, with signs that XML, a workbook and mail cannot hold, goes out: no feed, export or letter fails for it.

Such rows come from before the guard of all text, or from whoever writes past it; here they are written with `update()`, which no guard sees.
"""

import pytest
from defusedxml import ElementTree
from django.core import mail
from django.db.models import CharField, TextField, Value
from django.db.models.functions import Concat, Substr
from django.db.models.signals import pre_save
from post_office.mail import send_queued
from post_office.models import Email
from wagtail.models import Page

from documents.models import DocumentPage, DraftPage
from news.models import NewsPage
from questions.models import QuestionPage
from tests.documents.drafts import a_draft
from workflows.doors.guards.signs import refuse_odd_signs
from workflows.letters import to_citizens
from workflows.models import Board, Decision
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db

SIGNS = ["\x01", "\x08", "\x0b", "\x0c", "\x0e", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\u00ad", "\u200b", "\u2028", "\u2029", "\u202e", "\u2066", "\ufdd0", "\ufeff", "\ufffe", "\uffff", "\U0001fffe", "\r", "\n"]  # fmt: skip
PUBLIC = [
    "/rss/tin-tuc.xml", "/rss/van-ban.xml", "/rss/hoi-dap.xml", "/rss/lay-y-kien.xml", "/rss/dinh-chinh.xml", "/van-ban/?dang=rss", "/van-ban/?dang=csv",
    "/van-ban/?dang=json", "/sitemap.xml", "/api/v2/pages/?fields=*&limit=100", "/", "/tin-tuc/", "/van-ban/", "/hoi-dap/", "/lay-y-kien/", "/dinh-chinh/", "/tim-kiem/?q=nuoc",
]  # fmt: skip
SHOWN = {  # what people typed of each, as outputs show it
    Page: ("title", "draft_title", "seo_title", "search_description"),
    NewsPage: ("lead", "author"),
    DocumentPage: ("number", "issuer", "signer", "abstract"),
    DraftPage: ("drafted_by", "asked"),
    QuestionPage: ("question", "asker"),
    Board: ("name",),
}


@pytest.fixture
def site(board):
    """One public item of each kind, one taken down for a reason, a waiting step with its hour; what was typed of each holds every sign."""
    shown = [board.published(page) for page in (board.news(), board.document(), board.question(), a_draft(board))]
    taken = board.published(board.news("Đã gỡ"))
    pre_save.disconnect(refuse_odd_signs, dispatch_uid="refuse_odd_signs:None")
    try:
        withdraw(taken, board.user("truong-ban"), f"=Sai{''.join(SIGNS)} số liệu")
    finally:
        pre_save.connect(refuse_odd_signs, dispatch_uid="refuse_odd_signs:None")
    board.at_step("tham-dinh")
    for model, names in SHOWN.items():
        for name in names:
            field = model._meta.get_field(name)
            assert isinstance(field, CharField | TextField)
            longest = min(field.max_length or 1000, 1000)
            model._base_manager.update(**{name: Substr(Concat(Value(f"={''.join(SIGNS)}"), name), 1, longest)})
    return shown


def test_every_public_output_carries_it(site, citizen):
    assert "\x0b" in Decision.objects.get(act="withdraw").comment
    for address in (*PUBLIC, *(page.url for page in site)):
        response = citizen.get(address)
        assert response.status_code == 200, address
        written = b"".join(response.streaming_content) if response.streaming else response.content
        if "xml" in response["content-type"]:
            assert ElementTree.fromstring(written) is not None
        assert b"\x0b" not in written or "html" in response["content-type"], address


def test_letters_go_out(site, settings):
    """To the board, from the outbox, and to a citizen, at once."""
    assert Email.objects.filter(message__contains="\x0b").count() == 0
    assert Email.objects.filter(message__contains="số liệu").exists()
    settings.POST_OFFICE = settings.POST_OFFICE | {
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"}
    }
    sent, failed, requeued = send_queued(processes=1)
    assert sent
    assert (failed, requeued) == (0, 0)
    letter = f"Về việc{''.join(SIGNS)}Bcc: ai@example.vn\n\nKính gửi ông/bà{''.join(SIGNS)}"
    assert to_citizens.send("ba.lan@example.vn", letter, "việc") is to_citizens.Outcome.SENT
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].bcc == []
