"""Who assists the board and who keeps it running: what they do, and that they decide nothing, vote on nothing, count in nothing (AG Đ12, Đ13; TQ Đ4.4)."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from pages.models import PortalImage
from tests.board import an_image, charter_data, refuses
from tests.refusals import code_of
from tests.workflows.test_matrix import STATES, in_state
from workflows.charter.words import HELPING, RoleKey, StepKind
from workflows.gate import appointments, clocks, electorate, emergencies, gate, item_state, lendable, mistakes, votes
from workflows.gate.deeds import Deed
from workflows.models import Consultation, Delegation, MistakeReport
from workflows.rules import chain as chain_rules
from workflows.rules.act import Act
from workflows.rules.facts import Facts
from workflows.rules.votes import VoteAct
from workflows.services.chain import appoint
from workflows.services.deeds.delegate import write_deed
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import call as call_vote

DAY = datetime.timedelta(days=1)
ACTS = [
    *sorted(chain_rules.DECIDING),
    Act.EDIT,
    Act.SUBMIT,
    Act.RECALL,
    Act.WITHDRAW,
    Act.PROPOSE,
    Act.DECLINE,
    Act.DELETE,
]
ACTS += [Act.MOVE, Act.FLAG, Act.UNFLAG, Act.DECLARE]
HELPERS = {"nguoi-giup": RoleKey.ASSISTANT, "nguoi-truc": RoleKey.TECHNICAL}
OPEN_TO_TECHNICAL_STAFF = ["wagtailadmin_home", "boards", "my_posting_plan", "incidents", "wagtailadmin_account"]


def with_helpers(slug="thu-nghiem"):
    """The charter of the tests with a helper of each kind, under names of its own; the assistant drafts news and helps a member."""
    data = charter_data(slug)
    for key, function in HELPERS.items():
        data["role"].append({"key": f"vai-{key}", "title": f"Vai {key}", "function": function.value, "rule": "R17"})
        data["member"].append({"key": key, "role": f"vai-{key}", "title": f"Chức danh {key}", "rule": "R18"})
    data["member"][-2]["helps"] = "thanh-vien"
    data["chain"][0]["drafted_by"] = [*data["chain"][0]["drafted_by"], "vai-nguoi-giup"]
    return data


@pytest.fixture
def charter():
    return with_helpers()


def a_deed(board, giver, receiver, acts):
    now = timezone.now()
    return Deed(
        giver=board.member(giver),
        receiver=board.member(receiver),
        acts=acts,
        starts_at=now,
        ends_at=now + DAY,
        document_number="12/GUQ",
        document_date=timezone.localdate() - DAY,
        ground="Đi công tác",
    )


# -- decides nothing


@pytest.mark.parametrize("act", ACTS)
def test_the_rules_refuse_the_technical_side_every_act_of_the_chain_whatever_else_is_so(act):
    kind = next((kind for kind, own in chain_rules.ACT_OF_KIND.items() if own is act), StepKind.REVIEW)
    known = Facts(
        is_active=True, only_keeps_running=True, roles=frozenset({"ky-thuat"}), drafting_roles=frozenset({"ky-thuat"}),
        step_kind=kind, is_step_open=act is not Act.SUBMIT, is_entitled=True, is_requester=True, is_live=True,
        may_withdraw=True, reason="Có lý do",
    )  # fmt: skip
    assert code_of(chain_rules.may(act, known)) == "keeps-running"


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_every_act_on_an_item_is_refused_to_the_technical_side_wherever_it_stands(board, state):
    page, user = in_state(board, state), board.user("nguoi-truc")
    step = item_state.open_step(page)
    answers = gate.ask_all(user, ACTS, page, step, "Có lý do")
    assert {code_of(refusal) for refusal in answers.values()} == {"keeps-running"}
    assert all(gate.ask_all(user, appointments.ACTS, page, step).values())
    assert all(emergencies.ask(user, act, page, step, "Có lý do") for act in (Act.URGENT, Act.AFFIRM))
    assert clocks.offered_to_start(user, page) == []
    assert gate.step_actions(page, user) == []
    tester = page.permissions_for_user(user)
    assert not any(
        (tester.can_edit(), tester.can_delete(), tester.can_add_subpage(), tester.can_submit_for_moderation())
    )


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_an_assistant_decides_on_no_item(board, state):
    page = in_state(board, state)
    step = item_state.open_step(page)
    deciding = [*chain_rules.DECIDING, Act.WITHDRAW, Act.DECLINE, Act.UNFLAG, Act.DECLARE]
    assert all(gate.ask_all(board.user("nguoi-giup"), deciding, page, step, "Có lý do").values())


@pytest.mark.django_db
@pytest.mark.parametrize("seat_key", HELPERS)
def test_whoever_only_helps_has_no_ballot_and_counts_in_no_quorum(board, seat_key):
    state = board.step(board.at_step("phe-duyet"))
    member = board.member(seat_key)
    assert code_of(votes.offered(member.user, state)[VoteAct.CALL]) == "may-not-call"
    asked = call_vote.call(state, board.user("pho-truc"), "Chưa thống nhất.", timezone.now() + DAY)
    asked = Consultation.objects.with_ballots().get(pk=asked.pk)
    assert member.pk not in [each.member_id for each in asked.electors.all()]
    assert electorate.electors_of(board.board, [*HELPING, member.role_key]) == []
    assert votes.offered_ballots(member.user, asked) == []
    assert all(votes.offered(member.user, asked).values())


@pytest.mark.django_db
def test_the_technical_side_asks_the_board_nothing_and_an_assistant_does_for_the_secretary(board):
    may_consult = {key: votes.offered(board.user(key), board.board)[VoteAct.CONSULT] is None for key in HELPERS}
    assert may_consult == {"nguoi-giup": True, "nguoi-truc": False}
    paper = call_vote.Paper("Kế hoạch", "Xin ý kiến về kế hoạch.", timezone.now() + DAY)
    asked = call_vote.consult(board.board, board.user("nguoi-giup"), paper)
    assert asked.called_by == board.member("nguoi-giup")
    with refuses("may-not-call"):
        call_vote.consult(board.board, board.user("nguoi-truc"), paper)


# -- stands in for nobody


@pytest.mark.django_db
@pytest.mark.parametrize("acts", [["approve"], ["vote"], ["approve", "vote"]])
def test_nothing_is_lent_to_the_technical_side(board, acts):
    with refuses("keeps-running"):
        write_deed(a_deed(board, "pho-ban", "nguoi-truc", acts), board.user("pho-ban"))
    receivable = {each.member.key: each.why_not for each in lendable.receivers_of(board.member("pho-ban"))}
    assert receivable["nguoi-truc"]
    assert receivable["nguoi-giup"] == ""


@pytest.mark.django_db
def test_an_assistant_brings_anothers_ballot_and_decides_in_nobodys_stead_ag_d14_2(board):
    for acts in (["approve"], ["approve", "vote"]):
        with refuses("assists"):
            write_deed(a_deed(board, "pho-ban", "nguoi-giup", acts), board.user("pho-ban"))
    assert write_deed(a_deed(board, "pho-ban", "nguoi-giup", ["vote"]), board.user("pho-ban")).confirmed_at
    assert Delegation.objects.received_by(board.user("nguoi-giup")).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "left"), [("ky-thuat", []), ("giup-viec", [["vote"]])])
def test_a_deed_to_a_seat_that_helps_now_lends_nothing_to_decide(board, role, left):
    for acts in (["vote"], ["approve"]):
        write_deed(a_deed(board, "pho-ban", "bien-tap-vien", acts), board.user("pho-ban"))
    type(board.member("bien-tap-vien")).objects.filter(key="bien-tap-vien").update(role=role)
    assert [deed.acts for deed in Delegation.objects.received_by(board.user("bien-tap-vien"))] == left


@pytest.mark.django_db
@pytest.mark.parametrize("seat_key", HELPERS)
def test_nothing_that_citizens_report_is_given_to_whoever_only_helps(board, seat_key):
    member = board.member(seat_key)
    assert not member.takes_of(board.board.pk)
    report = MistakeReport(board=board.board)
    assert all(mistakes.offered(member.user, report).values())


# -- what they do


@pytest.mark.django_db
def test_an_assistant_drafts_and_others_decide(board):
    page = board.news(by="nguoi-giup")
    board.submitted(page)
    assert board.step(page).task.specific.key == "tham-dinh"


@pytest.mark.django_db
def test_an_assistant_sees_what_waits_for_the_member_they_help_and_may_only_read_it(board, client_of):
    page = board.at_step("tham-dinh")
    shown = client_of("nguoi-giup").get(reverse("wagtailadmin_home")).content.decode()
    assert "Chờ người bạn giúp việc" in shown
    assert page.title in shown
    assert client_of("nguoi-giup").get(reverse("review_file", args=[page.pk])).status_code == 200
    assert "Chờ người bạn giúp việc" not in client_of("thanh-vien").get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN_TO_TECHNICAL_STAFF)
def test_the_technical_side_sees_the_state_of_the_board(board, client_of, name):
    assert client_of("nguoi-truc").get(reverse(name), follow=True).status_code == 200


@pytest.mark.django_db
def test_no_list_leads_the_technical_side_to_a_file_that_does_not_open_for_them(board, client_of):
    waiting, appointed = board.at_step("dang-tai", title="Tin chờ đăng"), board.at_step("dang-tai", title="Tin hẹn giờ")
    now = timezone.now()
    appoint.appoint(board.step(appointed), board.user("thu-ky"), now + datetime.timedelta(minutes=5), "Sau lễ")
    lock_account(board.user("pho-truc"), now - DAY, "Bị lộ", board.user("truong-ban"))
    screens = {
        reverse("posting_plan", args=[board.board.slug]): {"Tin chờ đăng", "Tin hẹn giờ"},
        reverse("incidents"): {"Tin chờ đăng"},
    }
    for seat_key, leads in (("nguoi-truc", False), ("thu-ky", True)):
        with time_machine.travel(now + datetime.timedelta(minutes=20), tick=False):
            client = client_of(seat_key)
            for address, titles in screens.items():
                shown = client.get(address).content.decode()
                assert {title for title in titles if title in shown} == titles, address
                assert (reverse("review_file", args=[waiting.pk]) in shown) is leads, address
            late = client.get(reverse("posting_plan", args=[board.board.slug])).content.decode()
        assert "Quá giờ mà chưa hiện" in late
        assert late.count(reverse("review_file", args=[appointed.pk])) == (3 if leads else 0)


@pytest.mark.django_db
def test_the_technical_side_reads_no_item_and_no_vote(board, client_of):
    page = board.at_step("phe-duyet")
    slug, client = board.board.slug, client_of("nguoi-truc")
    shut = [
        reverse("review_file", args=[page.pk]),
        reverse("consultations", args=[slug]),
        reverse("delegations"),
        reverse("mistakes", args=[slug]),
        reverse("tickets", args=[slug]),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    for address in shut:
        assert client.get(address).status_code in (302, 403), address
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert not any(reverse(name) in menu for name in ("my_tickets", "delegations", "my_calendar", "account_changes"))
    shown = client.get(reverse("board", args=[slug])).content.decode()
    assert "Xem các việc đang và đã lấy ý kiến" not in shown
    assert reverse("consultations", args=[slug]) not in menu
    assert "không có mục nào chờ bạn" in menu


@pytest.mark.django_db
@pytest.mark.parametrize(("seat_key", "status"), [("nguoi-truc", 404), ("nguoi-giup", 200)])
def test_a_file_of_a_draft_is_not_for_the_technical_side(board, client_of, seat_key, status):
    image = an_image()
    PortalImage.objects.filter(pk=image.pk).update(collection=board.board.collection)
    assert client_of(seat_key).get(image.file.url).status_code == status


@pytest.mark.django_db
def test_the_technical_sides_group_opens_the_admin_and_nothing_else(board):
    (group,) = board.user("nguoi-truc").groups.all()
    assert [right.codename for right in group.permissions.all()] == ["access_admin"]
    assert not group.page_permissions.exists()
    assert not group.collection_permissions.exists()
