"""What becomes of an answer's draft once its question may never be answered in public: a denunciation found late, an asker who is to be answered alone."""

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from post_office.models import Email
from wagtail.models import Page, PageLogEntry, Revision

from questions.models import QuestionPage, Ticket, TicketEvent
from questions.services import answer, assign, citizen, forward, triage
from tests.board import body, refuses
from tests.questions.askers import a_ticket
from workflows.charter.words import TicketKind
from workflows.gate import gate, item_state
from workflows.models import Certificate, Decision
from workflows.services.chain import recall, submit, withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
MARK = "Zibanhphố"
TITLE = "Sửa đường thôn Zibanhtiêu"


def again(ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def drafted(board, ticket, by="thu-ky") -> QuestionPage:
    page = answer.draft(ticket, board.user(by))
    page.title, page.question, page.answer = TITLE, f"Ông Q. ở {MARK} nhận tiền?", body(f"Trả lời về {MARK}.")
    page.save_revision(user=page.owner)
    page.refresh_from_db()
    return page


def submitted(board):
    """A ticket whose draft waits at the second step, read and passed on by one person already."""
    ticket = a_ticket(board, f"Ông Q. ở {MARK} nhận tiền.")
    page = drafted(board, ticket)
    board.submitted(page)
    board.pass_on(page, "thanh-vien", f"Đã đối chiếu ở {MARK}")
    return again(ticket), QuestionPage.objects.get(pk=page.pk)


def diverted(board):
    ticket, page = submitted(board)
    triage.triage(ticket, board.user("thu-ky"), TicketKind.DENUNCIATION)
    return again(ticket), QuestionPage.objects.get(pk=page.pk)


def in_the_clear(mark) -> set[str]:
    """The columns in which a mark can be read without a key."""
    found = set()
    for model in apps.get_models():
        texts = [field for field in model._meta.concrete_fields if not isinstance(field, models.ForeignKey)]
        for row in model._default_manager.values_list(*(field.attname for field in texts)) if texts else ():
            for field, value in zip(texts, row, strict=True):
                if not isinstance(value, bytes | memoryview) and mark in str(value):
                    found.add(f"{model._meta.label}.{field.name}")
    return found


@pytest.mark.parametrize("kind", [TicketKind.DENUNCIATION, TicketKind.COMPLAINT])
def test_a_denunciation_found_late_leaves_the_chain_by_a_row_of_the_ledger(board, kind):
    ticket, page = submitted(board)
    run = board.step(page).workflow_state_id
    triage.triage(ticket, board.user("thu-ky"), kind)
    ticket = again(ticket)
    assert (ticket.state, ticket.kind, ticket.page, ticket.discarded_draft_id) == ("diverted", kind, None, page.pk)
    row = Decision.objects.get(run=run, act="recall")
    assert (row.page_id, row.user) == (page.pk, board.user("thu-ky").pk)
    assert "không được trả lời công khai" in row.comment
    assert "tố cáo" not in row.comment
    assert item_state.open_step(page) is None
    letter = Email.objects.filter(to=board.user("pho-truc").email, subject__startswith="Đã rút lại").get()
    assert TITLE not in letter.subject + letter.message
    assert list(breaches()) == []


def test_nothing_of_its_text_is_left_outside_the_sealed_ticket_but_what_the_ledger_holds(board):
    diverted(board)
    told = {"post_office.Email.subject", "post_office.Email.message"}  # before, to those who had read it
    assert in_the_clear(MARK) <= {"workflows.Decision.comment", *told}
    assert in_the_clear("Zibanhtiêu") <= {"workflows.Decision.title", *told}


def test_the_text_stays_for_whom_the_charter_names(board, client_of):
    ticket, _page = diverted(board)
    kept = TicketEvent.objects.filter(ticket=ticket, act="note").get()
    assert MARK in kept.text
    assert not kept.is_public
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/"
    assert MARK in client_of("truong-ban").get(address).content.decode()
    assert client_of("thu-ky").get(address).status_code in (302, 403)


def test_its_page_is_never_published_whatever_anybody_writes_into_it(board):
    _ticket, page = diverted(board)
    with refuses("never-public"):
        page.save_revision(user=page.owner)
    with refuses("never-public"):
        submit.submit(page, board.user("truong-ban"))
    with refuses("never-public"):
        page.publish(page.get_latest_revision())
    page.live = True
    with refuses("never-public"):
        page.save(clean=False)
    assert gate.ask(board.user("thu-ky"), "submit", page).sentence == (
        "Câu hỏi này chỉ được trả lời riêng, không bao giờ được đăng."
    )


def test_an_approved_answer_is_not_shown_either_once_its_ticket_is_private(board):
    """The guard looks at the ticket alone: not at certificates, which this page has."""
    ticket = a_ticket(board)
    page = board.published(drafted(board, ticket))
    Ticket.objects.filter(pk=ticket.pk).update(is_private=True)
    with refuses("never-public"):
        page.publish(page.live_revision)
    with refuses("never-public"):
        page.save()
    with refuses("never-public"):
        Page.objects.get(pk=page.pk).save()


def test_who_may_not_read_the_ticket_reads_nothing_of_its_draft(board, client_of, admin_client):
    _ticket, page = diverted(board)
    revisions = Revision.page_revisions.filter(object_id=str(page.pk)).values_list("pk", flat=True)
    addresses = [
        reverse("review_file", args=[page.pk]),
        *(reverse("review_preview", args=[page.pk, key]) for key in revisions),
        *(reverse("wagtailadmin_pages:" + name, args=[page.pk]) for name in ("edit", "history", "view_draft", "copy")),
        *(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, key]) for key in revisions),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:search") + "?q=Zibanhtiêu",
        reverse("wagtailadmin_choose_page_search") + "?q=Zibanhtiêu",
        reverse("wagtailadmin_home"),
        reverse("consultations", args=["thu-nghiem"]),
        reverse("posting_plan", args=["thu-nghiem"]),
        reverse("board", args=["thu-nghiem"]),
        reverse("incidents"),
        reverse("delegations"),
    ]
    people = {seat: client_of(seat) for seat in ("thu-ky", "pho-truc", "thanh-vien", "bien-tap-vien")}
    for who, client in {**people, "technician": admin_client}.items():
        for address in addresses:
            text = client.get(address, headers={"host": board.hostname}, follow=True).content.decode()
            assert TITLE not in text, (who, address)
            assert MARK not in text, (who, address)
        assert client.get(addresses[0], headers={"host": board.hostname}).status_code in (302, 403), who
    assert client_of("truong-ban").get(addresses[0]).status_code == 200


def test_the_names_of_items_are_left_out_of_lists_for_whom_may_not_read_them(board, client_of):
    from workflows.services.incidents.lock_account import lock_account

    _ticket, page = submitted(board)
    rows = Decision.objects.filter(page=page, user=board.user("thanh-vien").pk)
    lock_account(board.user("thanh-vien"), rows.get().at, "", board.user("thu-ky"))
    address = reverse("incidents")
    assert TITLE in client_of("pho-truc").get(address).content.decode()
    triage.triage(Ticket.objects.get(), board.user("thu-ky"), TicketKind.DENUNCIATION)
    assert TITLE not in client_of("pho-truc").get(address).content.decode()
    assert TITLE in client_of("truong-ban").get(address).content.decode()


def test_editing_it_is_answered_with_why(board, client_of):
    ticket = a_ticket(board)
    page = drafted(board, ticket)
    board.submitted(page)
    triage.triage(again(ticket), board.user("thu-ky"), TicketKind.QUESTION, ticket.field, is_private=True)
    answered = client_of("thu-ky").get(reverse("wagtailadmin_pages:edit", args=[page.pk]), follow=True)
    assert answered.redirect_chain[0][0] == reverse("review_file", args=[page.pk])
    assert "chỉ được trả lời riêng" in answered.content.decode()


def test_a_submitted_answer_may_still_be_given_in_private(board):
    ticket, _page = submitted(board)
    triage.triage(ticket, board.user("thu-ky"), TicketKind.QUESTION, ticket.field, is_private=True)
    ticket = again(ticket)
    assert (ticket.state, ticket.is_private, ticket.page, ticket.is_closed) == ("working", True, None, False)
    assert MARK in TicketEvent.objects.get(ticket=ticket, act="note").text
    answer.propose(ticket, board.user("thu-ky"), "Trả lời riêng.")
    assert again(ticket).state == "answering"
    assert list(breaches()) == []


def test_a_draft_that_nobody_submitted_is_deleted(board):
    ticket = a_ticket(board)
    page = drafted(board, ticket)
    triage.triage(again(ticket), board.user("thu-ky"), TicketKind.DENUNCIATION)
    assert not QuestionPage.objects.filter(pk=page.pk).exists()
    assert not Revision.page_revisions.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk, label=TITLE).exists()
    assert again(ticket).discarded_draft is None
    assert in_the_clear("Zibanhtiêu") == set()


def test_a_draft_that_was_recalled_before_is_emptied_too(board):
    ticket, page = submitted(board)
    recall.recall(board.step(page), page.owner, "Xem lại")
    triage.triage(ticket, board.user("thu-ky"), TicketKind.DENUNCIATION)
    assert QuestionPage.objects.get(pk=page.pk).question == ""
    assert Decision.objects.filter(page=page, act="recall").count() == 1


def test_a_public_answer_comes_down_before_its_question_is_called_a_denunciation(board, client_of, citizen):
    ticket = a_ticket(board)
    page = board.published(drafted(board, ticket))
    address = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/"
    shown = client_of("thu-ky").get(address).content.decode()
    assert "phải gỡ ở hồ sơ duyệt của nó trước" in shown
    assert 'value="denunciation"' in shown
    assert 'value="feedback"' not in shown
    with refuses("is-public") as refused:
        triage.triage(again(ticket), board.user("thu-ky"), TicketKind.DENUNCIATION)
    assert "Hãy gỡ" in refused.value.refusal.sentence
    withdraw.withdraw(page, board.user("truong-ban"), "Rà soát lại")
    triage.triage(again(ticket), board.user("thu-ky"), TicketKind.DENUNCIATION)
    ticket, page = again(ticket), QuestionPage.objects.get(pk=page.pk)
    assert (ticket.state, ticket.discarded_draft) == ("diverted", page)
    assert citizen.get(page.url).status_code == 410
    assert not any(MARK in str(revision.content) for revision in page.revisions.all())
    assert Certificate.objects.filter(page=page).exists()
    assert list(breaches()) == []


def test_no_ticket_is_private_over_a_public_answer_whoever_saves_it(board):
    ticket = a_ticket(board)
    board.published(drafted(board, ticket))
    ticket = again(ticket)
    ticket.is_private = True
    with refuses("is-public"):
        ticket.save()


def test_what_is_answered_and_public_is_called_nothing_else(board):
    ticket = a_ticket(board)
    board.published(drafted(board, ticket))
    with refuses("closed"):
        triage.triage(again(ticket), board.user("thu-ky"), TicketKind.FEEDBACK)


def test_a_draft_of_another_ticket_is_left_alone(board):
    other = drafted(board, a_ticket(board))
    first = a_ticket(board)
    assign.assign(first, board.user("thu-ky"), board.member("bien-tap-vien"))
    triage.triage(again(first), board.user("thu-ky"), TicketKind.DENUNCIATION)
    assert QuestionPage.objects.get(pk=other.pk).draft_title == TITLE


def test_a_question_with_a_draft_in_the_chain_is_merged_forwarded_or_withdrawn_and_the_draft_let_go(board):
    user = board.user("thu-ky")
    earlier = a_ticket(board)
    merged, drafts = zip(*(submitted(board) for _each in range(4)), strict=True)
    assign.merge(merged[0], user, earlier.reference)
    forward.forward(merged[1], user, None, "Sở Xây dựng")
    forward.forward(merged[2], user, board.board.units.first(), "")
    citizen.withdraw(merged[3])
    assert [again(ticket).state for ticket in merged] == ["merged", "sending", "working", "withdrawn"]
    for ticket, page in zip(merged, drafts, strict=True):
        left = QuestionPage.objects.get(pk=page.pk)
        assert item_state.open_step(left) is None
        assert (again(ticket).page, again(ticket).discarded_draft_id) == (None, page.pk)
        assert MARK not in left.question
        with refuses():
            submit.submit(left, user)
    answer.draft(again(merged[2]), user)
    assert list(breaches()) == []
