"""What verification says where a certificate stands, and the rest of what is stored does not bear it out."""

import datetime

import pytest
import time_machine
from django.db import connection, models
from django.utils import timezone
from wagtail.models import Page

from news.models import NewsPage
from tests.board import a_document, body, refuses
from workflows.digests.digest import seal_of
from workflows.ledger import ledger
from workflows.ledger import triggers as immutability
from workflows.models import Certificate, CitedFile, Decision
from workflows.rules.act import Act
from workflows.services.chain.withdraw import withdraw
from workflows.services.emergencies.publish_urgently import publish_urgently
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def told(words):
    return any(words in breach for breach in breaches())


def behind_the_triggers(rows, **values):
    immutability.remove(connection)
    models.QuerySet.update(rows, **values)
    immutability.install(connection)


def test_an_edit_of_a_row_and_of_the_seal_of_its_certificate_is_found(board):
    page = board.published()
    NewsPage.objects.filter(pk=page.pk).update(lead="Câu bị sửa")
    certificate = Certificate.objects.get(revision_id=page.live_revision_id)
    seal = {**certificate.seal, "lead": seal_of(NewsPage.objects.get(pk=page.pk))["lead"]}
    behind_the_triggers(Certificate._base_manager.filter(pk=certificate.pk), seal=seal)
    assert told("không khớp với sổ quyết định")


def test_what_was_taken_down_and_shown_again_with_its_version_is_found(board):
    page = board.published()
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    Page.objects.filter(pk=page.pk).update(live=True, live_revision=page.live_revision_id)
    assert told("đã bị gỡ xuống mà vẫn hiện ra ngoài")


@pytest.mark.parametrize("act", [Act.REVIEW, Act.APPROVE, Act.SKIP])
def test_what_was_posted_without_a_step_of_its_chain_is_found(board, act):
    page = board.published()
    rows = Decision._base_manager.filter(page=page, act=act)
    assert rows.exists()
    behind_the_triggers(rows, digest="0" * 64)
    assert told("không đủ các bước của quy chế")


def test_a_confirmation_by_whoever_posted_it_confirms_no_emergency(board):
    page = board.news()
    publish_urgently(page, board.user("truong-ban"), "Lũ về")
    posting, page = Decision.objects.get(act=Act.URGENT), NewsPage.objects.get(pk=page.pk)
    said = ledger.about(page, page.live_revision, posting.digest)
    ledger.write(board.board, Act.AFFIRM, ledger.Actor.of(board.member("truong-ban")), **said)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        assert told("không ai xác nhận")


def test_a_file_that_citizens_can_fetch_and_nobody_approved_is_found(board):
    page, other = board.published(), a_document()
    said = {"kind": "document", "object_id": other.pk, "name": other.file.name, "sha256": "0" * 64}
    CitedFile.objects.bulk_create([CitedFile(page_id=page.pk, is_released=True, **said)])
    assert told("không phải các tệp của bản đang đăng")


def test_a_file_of_what_was_taken_down_is_not_released_by_code(board):
    document = a_document()
    page = board.published(board.news(body=body("Chữ", document=document)))
    withdraw(page, board.user("truong-ban"), "Sai số liệu")
    for said in ({"is_released": True}, {"replaced_at": timezone.now()}):
        cited = CitedFile.objects.get(page=page)
        for name, value in said.items():
            setattr(cited, name, value)
        with refuses("not-certified"):
            cited.save()
