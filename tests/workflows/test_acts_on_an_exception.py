"""Every act at a step that stands on an exception for the absence of the others ends where one of them is there (decision 0042)."""

import datetime

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from tests.board import charter_data, step
from vietnamese.working_days import VIETNAM, beginning_of
from workflows.gate import gate, item_state, votes
from workflows.gate.leaves import Said
from workflows.models import Appointment, Consultation, Decision
from workflows.rules.act import Act
from workflows.rules.votes import VoteAct
from workflows.screens.act_table import TABLE
from workflows.services.deeds import delegate
from workflows.services.leaves.state import state as state_leave
from workflows.views.consultations import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.timedelta(days=1)
JUDGED, OTHER, OUTSIDER = "thanh-vien", "thanh-vien-2", "bien-tap-vien"


@pytest.fixture
def charter():
    """Members review, approve and post, the secretary posts too: who has judged does the rest only while the others are away."""
    data = charter_data()
    data["chain"][0]["step"] = [
        step("tham-dinh", "review", ["thanh-vien"], in_charge_of="field"),
        step("phe-duyet", "approve", ["thanh-vien"]),
        step("nhay-cam", "approve", ["truong-ban"], when="sensitive"),
        step("dang-tai", "publish", ["thanh-vien", "thu-ky"]),
    ]
    data["exception"] = [
        {"of": "two-levels", "because": "Ban ít người.", "only_while_others_are_away": True, "rule": "1.20.8"}
    ]
    return data


def away(board, *seats, days=3):
    today = timezone.localdate(timezone=VIETNAM)
    for seat in seats:
        said = Said(board.member(seat), beginning_of(today), beginning_of(today + days * DAY))
        with TestCase.captureOnCommitCallbacks(execute=True):
            state_leave(said, board.user(seat), "Đi công tác")


def reviewed(board, key="phe-duyet"):
    """News that the member of the field has reviewed and that waits at this step."""
    page = board.news()
    board.submitted(page)
    board.pass_on(page, JUDGED)
    if key == "dang-tai":
        board.pass_on(page, OTHER)
    return page


def answers(board, page, seat):
    """What this seat is told about every act on the item, those of votes too; None where it may."""
    user, state = board.user(seat), item_state.open_step(page)
    of_chain = gate.ask_all(user, [act for act in TABLE if act not in (Act.AFFIRM, Act.URGENT)], page, state, "Lý do")
    told = {**of_chain, **votes.offered(user, state)}
    return {act: refusal.code if refusal else None for act, refusal in told.items()}


AT_APPROVAL = (Act.APPROVE, Act.RETURN, VoteAct.CALL)
AT_POSTING = (Act.RETURN, Act.PUBLISH, Act.APPOINT)


@pytest.mark.parametrize(("key", "acts"), [("phe-duyet", AT_APPROVAL), ("dang-tai", AT_POSTING)])
def test_who_stands_on_the_exception_does_at_the_step_what_an_outsider_does_while_another_is_there(board, key, acts):
    page = reviewed(board, key)
    told, outsider = answers(board, page, JUDGED), answers(board, page, OUTSIDER)
    assert {act: told[act] for act in acts} == dict.fromkeys(acts, "others-there")
    assert {act for act, code in told.items() if code is None} == {
        act for act, code in outsider.items() if code is None
    }


def test_once_the_other_is_away_each_of_these_acts_is_theirs(board):
    page = reviewed(board)
    away(board, OTHER)
    told = answers(board, page, JUDGED)
    assert {act: told[act] for act in AT_APPROVAL} == dict.fromkeys(AT_APPROVAL)


def call(board, client, page, seat):
    typed = {"text": "Chưa thống nhất về số liệu.", "last_day": f"{timezone.localdate() + 2 * DAY:%Y-%m-%d}"}
    return client.post(reverse("call_vote", args=[page.pk]), typed, follow=True).content.decode()


def test_nothing_is_put_to_the_vote_on_the_exception_while_the_other_is_there(board, client_of):
    page, client = reviewed(board), client_of(JUDGED)
    form = reverse("call_vote", args=[page.pk])
    assert form not in client.get(reverse("review_file", args=[page.pk])).content.decode()
    told = call(board, client, page, JUDGED)
    assert "nên chỉ làm bước «Bước phe-duyet» khi những người khác đều vắng" in told
    assert board.member(OTHER).person_name in told
    assert not Consultation.objects.exists()
    away(board, OTHER)
    assert form in client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert "Đã đưa ra Ban biên tập biểu quyết" in call(board, client, page, JUDGED)
    assert Consultation.objects.get().called_by == board.member(JUDGED)


def test_whom_the_charter_names_calls_a_vote_whoever_is_there(charter, board):
    page = reviewed(board)
    said = votes.Said(text="Chưa thống nhất.", ends_at=end_of(timezone.localdate() + 2 * DAY))
    assert votes.ask(board.user("pho-truc"), VoteAct.CALL, board.step(page), said) is None
    assert votes.ask(board.user(JUDGED), VoteAct.CALL, board.step(page), said).code == "others-there"
    assert votes.ask(board.user(OTHER), VoteAct.CALL, board.step(page), said) is None


# -- a moment of posting on the exception


def posted_later(board, client, page, at, reason="Sau lễ"):
    typed = {"act": "appoint", "step": board.step(page).pk, "at": f"{timezone.localtime(at, VIETNAM):%Y-%m-%dT%H:%M}"}
    return client.post(reverse("review_act", args=[page.pk]), {**typed, "reason": reason}, follow=True).content.decode()


def test_a_moment_after_the_others_are_back_is_refused_when_it_is_typed(board, client_of):
    page, client = reviewed(board, "dang-tai"), client_of(JUDGED)
    away(board, "thu-ky", days=2)  # until the evening of tomorrow
    last_day = timezone.localdate(timezone=VIETNAM) + DAY
    told = posted_later(board, client, page, timezone.now() + 5 * DAY)
    other = board.member("thu-ky")
    assert f"đến giờ đó đã có {other.person_name} ({other.role_title}, đang nghỉ đến hết {last_day:%d/%m/%Y})" in told
    assert not Appointment.objects.exists()
    assert "Đã hẹn giờ đăng" in posted_later(board, client, page, timezone.now() + datetime.timedelta(hours=2))
    assert Decision.objects.filter(page=page, act=Act.APPOINT).count() == 1


def test_a_moment_within_a_second_leave_that_follows_is_none_too_late(board, client_of):
    page, client = reviewed(board, "dang-tai"), client_of(JUDGED)
    away(board, "thu-ky", days=2)
    today = timezone.localdate(timezone=VIETNAM)
    again = Said(board.member("thu-ky"), beginning_of(today + 2 * DAY), beginning_of(today + 9 * DAY))
    state_leave(again, board.user("thu-ky"), "Đi học")
    assert "Đã hẹn giờ đăng" in posted_later(board, client, page, timezone.now() + 5 * DAY)


def test_a_moment_after_a_deed_of_one_of_the_others_begins_is_refused(board, client_of):
    page, client, now = reviewed(board, "dang-tai"), client_of(JUDGED), timezone.now()
    away(board, "thu-ky", days=9)
    deed = delegate.Deed(
        giver=board.member("thu-ky"), receiver=board.member("bien-tap-vien"), acts=["publish"], starts_at=now + 3 * DAY,
        ends_at=now + 8 * DAY, document_number="9/GUQ", document_date=now.date(),
    )  # fmt: skip
    delegate.write_deed(deed, board.user("thu-ky"))
    told = posted_later(board, client, page, now + 5 * DAY)
    assert f"đến giờ đó đã có {board.member('bien-tap-vien').person_name}" in told
    assert "Đã hẹn giờ đăng" in posted_later(board, client, page, now + 2 * DAY)
