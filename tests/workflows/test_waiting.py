"""For whom a step waits: the member in charge, unless that member wrote the text (decision 0004)."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from tests.board import charter_data, load_board, refuses, step
from workflows.gate import acting_for, gate
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain import decide
from workflows.services.deeds import delegate

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def waits_for(board, page):
    return {member.key for member in board.step(page).entitled.all()}


def test_a_step_waits_for_the_member_in_charge_alone(board):
    page = board.news()
    board.submitted(page)
    assert waits_for(board, page) == {"thanh-vien"}


def test_a_member_in_charge_who_wrote_a_part_leaves_the_step_to_the_others(board):
    page = board.news()
    page.lead = "Ủy viên phụ trách sửa một câu."
    page.save_revision(user=board.user("thanh-vien"))
    board.submitted(page)
    assert waits_for(board, page) == {"thanh-vien-2"}
    with refuses("not-yours"):
        board.pass_on(page, "thanh-vien")
    board.pass_on(page, "thanh-vien-2")
    assert waits_for(board, page) == {"pho-truc", "pho-ban"}


def lent(board, giver, receiver, acts):
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member(giver), receiver=board.member(receiver), acts=acts, starts_at=now - DAY, ends_at=now + 7 * DAY,
        document_number=f"{giver}/GUQ", document_date=(now - 2 * DAY).date(), ground="Đi công tác",
    )  # fmt: skip
    delegate.write_deed(deed, board.user(giver))


def told_of(board, step_name):
    """The seats that got a letter on this step."""
    sent = {address for email in Email.objects.filter(message__contains=step_name) for address in email.to}
    return {member.key for member in board.board.members.select_related("user") if member.user.email in sent}


@pytest.mark.parametrize(
    ("receiver", "is_told"),
    [
        ("thanh-vien", False),  # reviews it
        ("bien-tap-vien", False),  # wrote a part of it
        ("thanh-vien-2", True),
    ],
)
def test_who_stands_in_is_told_only_of_what_they_may_decide(board, receiver, is_told):
    lent(board, "pho-truc", receiver, ["approve"])
    page = board.news()
    page.lead = "Biên tập viên sửa một câu."
    page.save_revision(user=board.user("bien-tap-vien"))
    board.submitted(page)
    Email.objects.all().delete()
    board.pass_on(page, "thanh-vien")
    state = board.step(page)
    assert {deed.receiver.key for deed in acting_for.stand_ins(state)} == ({receiver} if is_told else set())
    waiting = {"pho-truc", "pho-ban"}
    assert told_of(board, "Bước phe-duyet") - {"cong-tac-vien"} == waiting | ({receiver} if is_told else set())
    assert (gate.ask(board.user(receiver), Act.APPROVE, page, state) is None) is is_told


def test_nobody_stands_in_for_whoever_decided_at_an_earlier_step(board):
    lent(board, "pho-truc", "thanh-vien", ["approve"])
    lent(board, "thanh-vien", "pho-truc", ["review"])
    page = board.news()
    board.submitted(page)
    decide.decide(board.step(page), board.user("pho-truc"))  # in the member's stead
    assert acting_for.stand_ins(board.step(page)) == []
    assert waits_for(board, page) == {"pho-ban"}


def test_a_step_that_will_be_skipped_keeps_nobody_from_submitting():
    data = charter_data()
    data["chain"][0]["step"].insert(0, step("tiep-nhan", "review", ["bien-tap-vien"], when="submitted-by-others"))
    board = load_board(data=data)
    page = board.published(board.news(by="truong-ban"))
    assert page.live
    skipped = Decision.objects.filter(page=page, act=Act.SKIP).order_by("number")
    assert [row.step_name for row in skipped] == ["Bước nhay-cam"]
    own = board.news(by="bien-tap-vien", title="Biên tập viên soạn")
    board.submitted(own)
    assert waits_for(board, own) == {"thanh-vien"}
    with refuses("nobody-left"):
        board.submitted(board.news(by="truong-ban", is_sensitive=True, title="Nhạy cảm"))
