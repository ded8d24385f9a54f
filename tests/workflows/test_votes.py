"""Deciding together: a vote on an item, its result for the chain, who votes, in whose stead, secrecy, and what is refused (R47-R52, R59, R91, R94)."""

import datetime

import pytest
import time_machine
from django.core import mail, management
from django.db import connection
from django.utils import timezone
from post_office.models import Email

from tests.board import charter_data, load_board, refuses, reseat, step
from workflows.gate import item_state, vote_sentence
from workflows.ledger import ledger
from workflows.ledger import triggers as immutability
from workflows.models import Ballot, Consultation, Decision, Delegation, Elector
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.screens import desk
from workflows.screens import votes as votes_screen
from workflows.services.chain import decide, flag, publish, recall
from workflows.services.chain.return_for_changes import return_for_changes
from workflows.services.deeds import delegate
from workflows.services.incidents import settle as settle_incident
from workflows.services.incidents.lock_account import lock_account
from workflows.services.votes import call as call_vote
from workflows.services.votes import cast, conclude
from workflows.services.votes import close as close_vote
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
VOTE = {"quorum": "two-thirds-of-members", "majority": "of-present", "tie": "chief", "rule": "R47"}
ALL = ["truong-ban", "pho-truc", "pho-ban", "thanh-vien", "thanh-vien-2"]
NO = ("no", "Số liệu chưa đúng")


def voting(**vote):
    """A charter by which the board votes."""
    return {**charter_data(), "vote": {**VOTE, **vote}}


def a_board(**vote):
    return load_board(data=voting(**vote))


@pytest.fixture
def charter():
    return voting()


def called(board, by="pho-truc", **values):
    """An item at its approving step that was put to the vote."""
    page = board.at_step("phe-duyet", **values)
    asked = call_vote.call(board.step(page), board.user(by), "Chưa thống nhất về số liệu.", timezone.now() + 3 * DAY)
    return page, asked


def send(board, asked, seat_key, choice="yes", opinion="", by=None):
    elector = asked.electors.get(member=board.member(seat_key))
    cast.cast(asked, board.user(by or seat_key), elector.pk, choice, opinion)
    asked.refresh_from_db()


def vote(board, asked, **ballots):
    """`vote(board, asked, truong_ban="yes")`; those who are against say why."""
    for key, choice in ballots.items():
        send(board, asked, key.replace("_", "-"), choice, "Số liệu chưa đúng" if choice == "no" else "")


def close(board, asked):
    """By who presides, before its hour."""
    close_vote.close_early(asked, board.user("truong-ban"))
    asked.refresh_from_db()


def a_deed(board, giver, receiver, acts, **said):
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member(giver),
        receiver=board.member(receiver),
        acts=acts,
        starts_at=now - DAY,
        ends_at=now + 30 * DAY,
        document_number="9/GUQ-BBT",
        document_date=(now - datetime.timedelta(days=2)).date(),
        **said,
    )
    return delegate.write_deed(deed, board.user(giver))


def last(page, act):
    return Decision.objects.filter(page=page, act=act).order_by("-number").first()


def letters_to(board, seat_key, start):
    letters = Email.objects.filter(subject__startswith=start)
    return sum(board.user(seat_key).email in letter.to for letter in letters)


def at_the_end(asked):
    with time_machine.travel(asked.ends_at + datetime.timedelta(minutes=1)):
        management.call_command("run_worker", once=True)
    asked.refresh_from_db()


# -- what it comes to


def test_r47_a_majority_of_the_board_passes_the_step_and_the_chain_goes_on(board):
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="yes", thanh_vien_2="no")
    at_the_end(asked)
    assert asked.outcome == "passed"
    row = last(page, Act.APPROVE)
    assert (row.person, row.capacity, row.user) == (board.board.name, "biểu quyết 3/5 đồng ý", None)
    state = board.step(page)
    assert state.kind == "publish"
    publish.publish(state, state.entitled.first().user)
    page.refresh_from_db()
    assert page.live
    assert list(breaches()) == []


def test_r47_without_a_majority_the_item_goes_back_to_its_author_with_the_synthesis(board):
    page, asked = called(board)
    vote(board, asked, truong_ban="no", pho_truc="no", pho_ban="no", thanh_vien="yes", thanh_vien_2="other")
    close(board, asked)
    assert asked.outcome == "rejected"
    assert item_state.open_step(page) is None
    assert "3 không đồng ý" in last(page, Act.RETURN).comment
    assert "Số liệu chưa đúng" in last(page, Act.RETURN).comment
    assert page.pk in [found.pk for found in desk.returned_to(board.user("cong-tac-vien"))]
    assert [letter.subject for letter in mail.outbox] == [], "Wagtail's own letter says a second time what ours does"
    assert letters_to(board, "cong-tac-vien", "Trả lại để sửa") == 1
    assert list(breaches()) == []


def test_r48_a_tie_is_decided_by_the_chiefs_own_ballot(board):
    page, asked = called(board, by="pho-truc")
    reseat(board.member("thanh-vien-2"), None, "Nghỉ hưu")
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="no")
    close(board, asked)
    assert asked.outcome == "passed"
    assert last(page, Act.APPROVE).capacity == "biểu quyết 2/4 đồng ý"
    assert list(breaches()) == []


def test_r48_a_tie_without_the_chiefs_ballot_waits_for_the_chiefs_word(board):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "tied"
    assert letters_to(board, "truong-ban", "Chờ ý kiến quyết định") == 1
    with refuses("voting"):
        decide.decide(board.step(page), board.user("pho-truc"))
    with refuses("not-yours"):
        conclude.give_word(asked, board.user("pho-truc"), "yes", "")
    conclude.give_word(asked, board.user("truong-ban"), "yes", "Số liệu đã có xác nhận.")
    asked.refresh_from_db()
    assert asked.outcome == "passed"
    assert board.step(page).kind == "publish"
    assert list(breaches()) == []


def test_r48_the_chiefs_word_against_returns_the_item(board):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    conclude.give_word(asked, board.user("truong-ban"), *NO)
    assert last(page, Act.RETURN) is not None
    with refuses("not-tied"):
        conclude.give_word(asked, board.user("truong-ban"), "yes", "")


def test_r48_2_2_1_with_the_chiefs_ballot_among_the_other_waits_for_the_chiefs_word(board):
    page, asked = called(board)
    vote(board, asked, truong_ban="other", pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "tied"
    assert letters_to(board, "truong-ban", "Chờ ý kiến quyết định") == 1
    conclude.give_word(asked, board.user("truong-ban"), "yes", "Số liệu đã có xác nhận.")
    assert last(page, Act.APPROVE).capacity == "biểu quyết 2/4 đồng ý"
    assert list(breaches()) == []


def test_r48_2_2_1_is_settled_by_the_chiefs_ballot_where_another_is_of_the_other_opinion(board):
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="other")
    at_the_end(asked)
    assert asked.outcome == "passed"
    assert board.step(page).kind == "publish"


def test_r48_a_tie_that_the_charter_leaves_to_the_chief_is_not_lent(board):
    _page, asked = called(board)
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "tied"
    with refuses("not-yours"):
        conclude.give_word(asked, board.user("pho-truc"), "yes", "")
    assert [letters_to(board, key, "Chờ ý kiến quyết định") for key in ("truong-ban", "pho-truc")] == [1, 0]


def test_r58_a_tie_left_to_the_chair_is_decided_by_the_deputy_who_presides_under_a_deed():
    board = a_board(tie="chair")
    page, asked = called(board)
    a_deed(board, "truong-ban", "pho-truc", ["conclude"])
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "passed"
    assert board.step(page).kind == "publish"
    assert list(breaches()) == []


def test_r58_a_deputy_who_presides_and_has_no_ballot_gives_the_word_under_the_deed():
    board = a_board(tie="chair")
    page, asked = called(board, by="pho-ban")
    a_deed(board, "truong-ban", "thu-ky", ["conclude"])
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "tied"
    conclude.give_word(asked, board.user("thu-ky"), "yes", "")
    assert "thừa ủy quyền Trưởng ban" in last(page, Act.CONCLUDE).capacity
    assert list(breaches()) == []


def test_a_tie_is_rejected_where_the_charter_says_so():
    board = a_board(tie="rejected")
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    at_the_end(asked)
    assert asked.outcome == "rejected"
    assert item_state.open_step(page) is None


def test_r47_a_majority_of_all_members_where_the_charter_counts_so():
    board = a_board(majority="of-members", quorum="half-of-members")
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="other")
    at_the_end(asked)
    assert asked.outcome == "rejected"
    assert item_state.open_step(page) is None


def test_without_a_quorum_the_vote_fails_and_may_be_called_anew(board):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes")
    at_the_end(asked)
    assert asked.outcome == "no-quorum"
    assert letters_to(board, "thanh-vien", "Không đủ số người tham gia") == 1
    assert letters_to(board, "cong-tac-vien", "Không đủ số người tham gia") == 1
    again = call_vote.call(board.step(page), board.user("pho-ban"), "Lần hai.", timezone.now() + DAY)
    assert again.pk != asked.pk
    assert list(breaches()) == []


def test_r94_the_result_is_sent_once_to_all_even_where_the_worker_runs_again(board):
    _page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="no")
    at_the_end(asked)
    at_the_end(asked)
    assert [letters_to(board, key, "Thông qua") for key in ALL] == [1] * 5


def test_r93_the_synthesis_says_who_said_what_and_dissent_stays_in_the_file(board, client_of):
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="yes", thanh_vien_2="no")
    close(board, asked)
    text = client_of("pho-truc").get(f"/admin/duyet/{page.pk}/").content.decode()
    assert "thanh-vien-2" in text
    assert "Số liệu chưa đúng" in text
    assert "vote__dissent" in text


# -- while it runs


def test_r49_while_the_board_votes_nobody_passes_or_returns_the_item_and_flagging_stays_possible(board):
    page, asked = called(board)
    send(board, asked, "pho-truc")
    state = board.step(page)
    for work in (
        lambda: decide.decide(state, board.user("pho-truc")),
        lambda: return_for_changes(state, board.user("pho-ban"), "Sai"),
    ):
        with refuses("voting") as caught:
            work()
        assert "1 trên 5 người đã gửi phiếu" in caught.value.refusal.sentence
    assert state not in desk.my_queue(board.user("pho-truc"))
    flag.flag(state, board.user("thanh-vien"), "Dư luận quan tâm")
    assert asked.is_open


def test_r49_a_second_vote_is_not_called_while_one_runs(board):
    page, _asked = called(board)
    with refuses("voting"):
        call_vote.call(board.step(page), board.user("pho-ban"), "Lại.", timezone.now() + DAY)


def test_r49_the_one_for_whom_the_step_waits_may_call_a_vote_and_a_secretary_may_not(board):
    page = board.at_step("tham-dinh")
    with refuses("may-not-call"):
        call_vote.call(board.step(page), board.user("thu-ky"), "x", timezone.now() + DAY)
    asked = call_vote.call(board.step(page), board.user("thanh-vien"), "Chưa rõ nguồn.", timezone.now() + DAY)
    assert asked.called_by == board.member("thanh-vien")


def test_r51_within_assigned_authority_a_deputy_passes_a_step_without_the_board(board):
    page = board.at_step("phe-duyet")
    decide.decide(board.step(page), board.user("pho-ban"))
    assert board.step(page).kind == "publish"
    assert not Consultation.objects.exists()


def test_r52_the_chief_decides_the_own_step_without_a_vote(board):
    page = board.at_step("nhay-cam")
    decide.decide(board.step(page), board.user("truong-ban"))
    assert board.step(page).kind == "publish"


def test_r52_the_chief_does_not_stop_a_vote_by_default(board):
    _page, asked = called(board)
    with refuses("may-not-stop"):
        close_vote.stop(asked, board.user("truong-ban"), "Tôi quyết định.")


def test_r52_where_the_charter_says_so_the_chief_takes_the_matter_back():
    board = a_board(chief_ends=True)
    page, asked = called(board)
    with refuses("may-not-stop"):
        close_vote.stop(asked, board.user("pho-truc"), "x")
    close_vote.stop(asked, board.user("truong-ban"), "Đã có ý kiến của Ủy ban.")
    asked.refresh_from_db()
    assert asked.outcome == "stopped"
    decide.decide(board.step(page), board.user("pho-truc"))
    assert list(breaches()) == []


def test_the_last_ballot_closes_nothing_and_every_ballot_can_be_changed_until_the_hour(board):
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="no", thanh_vien_2="no")
    assert asked.is_open
    assert board.step(page).task.specific.key == "phe-duyet"
    with time_machine.travel(asked.ends_at - datetime.timedelta(minutes=1)):
        send(board, asked, "pho-ban", *NO)
    at_the_end(asked)
    assert (asked.outcome, asked.result["yes"], asked.result["no"]) == ("rejected", 2, 3)


def test_the_one_who_presides_closes_early_once_everybody_has_voted_though_the_opinions_are_equal(board):
    _page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    with refuses("not-settled"):
        close(board, asked)
    vote(board, asked, truong_ban="other")
    close(board, asked)
    assert asked.outcome == "tied"


def test_who_has_left_is_not_waited_for_by_who_presides(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="no")
    with refuses("not-settled"):
        close(board, asked)
    reseat(board.member("thanh-vien-2"), None, "Nghỉ hưu")
    close(board, asked)
    assert asked.outcome == "passed"


def warned(asked, minutes):
    """What the worker does so many minutes before the end; who is told of it."""
    with time_machine.travel(asked.ends_at - datetime.timedelta(minutes=minutes)):
        management.call_command("run_worker", once=True)
    letters = Email.objects.filter(subject__startswith="Sắp hết hạn gửi phiếu")
    return sorted(address for letter in letters for address in letter.to)


def test_an_hour_before_the_end_all_are_told_once(board):
    a_deed(board, "thanh-vien", "bien-tap-vien", ["vote"])
    _page, asked = called(board)
    send(board, asked, "pho-ban")
    assert warned(asked, 61) == []
    told = [board.user(key).email for key in [*ALL, "bien-tap-vien", "thu-ky"]]
    assert warned(asked, 59) == warned(asked, 30) == sorted(told)


def test_of_what_was_opened_within_its_last_hour_nobody_is_told_twice(board):
    page = board.at_step("phe-duyet")
    soon = timezone.now() + datetime.timedelta(minutes=50)
    asked = call_vote.call(board.step(page), board.user("pho-truc"), "Chưa thống nhất.", soon)
    assert warned(asked, 10) == []


def test_of_what_is_closed_no_end_is_told(board):
    _page, asked = called(board)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    assert warned(asked, 30) == []


def test_the_one_who_presides_closes_early_only_what_cannot_change_any_more(board):
    page, asked = called(board)
    vote(board, asked, pho_truc="yes", pho_ban="yes")
    with refuses("not-settled"):
        close_vote.close_early(asked, board.user("truong-ban"))
    vote(board, asked, thanh_vien="yes")
    with refuses("not-settled"):
        close_vote.close_early(asked, board.user("truong-ban"))
    vote(board, asked, thanh_vien_2="yes")
    with refuses("not-chair"):
        close_vote.close_early(asked, board.user("pho-truc"))
    close_vote.close_early(asked, board.user("truong-ban"))
    assert board.step(page).kind == "publish"
    with refuses("closed"):
        close_vote.close_early(asked, board.user("truong-ban"))


def test_a_later_ballot_takes_the_place_of_the_earlier_one_which_stays(board):
    _page, asked = called(board)
    send(board, asked, "pho-truc", "yes")
    send(board, asked, "pho-truc", *NO)
    elector = Elector.objects.get(consultation=asked, member=board.member("pho-truc"))
    assert [ballot.choice for ballot in elector.ballots.order_by("number")] == ["yes", "no"]
    vote(board, asked, truong_ban="yes", pho_ban="yes", thanh_vien="no", thanh_vien_2="no")
    close(board, asked)
    assert asked.outcome == "rejected"
    assert asked.result["no"] == 3


def test_a_vote_ends_where_its_author_recalls_the_item(board):
    page, asked = called(board)
    recall.recall(board.step(page), page.owner, "Viết thêm")
    asked.refresh_from_db()
    assert asked.outcome == "stopped"
    assert list(breaches()) == []


def test_a_flag_that_sends_the_run_back_to_the_chief_ends_the_vote_of_a_later_step():
    data = charter_data()
    data["vote"] = VOTE
    data["chain"][0]["step"] = [
        step("mot", "approve", ["pho-truc", "truong-ban"]),
        step("hai", "review", ["thanh-vien"]),
        step("dang-tai", "publish", ["thu-ky"], author_may=True),
    ]
    board = load_board(data=data)
    page = board.news()
    board.submitted(page)
    board.pass_on(page, "pho-truc")
    asked = call_vote.call(board.step(page), board.user("thanh-vien"), "Chưa rõ.", timezone.now() + DAY)
    flag.flag(board.step(page), board.user("thanh-vien-2"), "Dư luận quan tâm")
    asked.refresh_from_db()
    assert asked.outcome == "stopped"
    assert board.step(page).task.name == "Bước mot"
    assert list(breaches()) == []


def test_r59_a_sensitive_item_keeps_the_chiefs_own_step_whatever_the_board_votes(board):
    page = board.at_step("nhay-cam")
    asked = call_vote.call(board.step(page), board.user("truong-ban"), "Có nên đăng?", timezone.now() + DAY)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    assert asked.outcome == "passed"
    assert asked.result["is_advice"]
    state = board.step(page)
    assert state.kind == "approve"
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-truc"))
    decide.decide(state, board.user("truong-ban"))
    assert list(breaches()) == []


def test_r59_what_the_board_passed_goes_to_the_chief_when_it_turns_out_sensitive(board):
    page, asked = called(board)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    flag.flag(board.step(page), board.user("thanh-vien"), "Dư luận quan tâm")
    assert board.step(page).task.specific.roles == ["truong-ban"]
    board.pass_on(page, "truong-ban")
    state = board.step(page)
    publish.publish(state, state.entitled.first().user)
    assert list(breaches()) == []


# -- who votes


def test_who_wrote_the_item_says_an_opinion_and_has_no_vote(board):
    page, asked = called(board, by="pho-truc", title="Tin của thành viên")
    assert asked.electors.filter(has_vote=True).count() == 5
    page = board.news(by="thanh-vien-2")
    board.submitted(page)
    own = call_vote.call(board.step(page), board.user("pho-truc"), "Chưa thống nhất.", timezone.now() + DAY)
    author = own.electors.get(member=board.member("thanh-vien-2"))
    assert not author.has_vote
    send(board, own, "thanh-vien-2", "yes", "Tôi đã hỏi lại nguồn tin.")
    assert author.ballots.get().choice == "opinion"
    vote(board, own, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="no")
    close(board, own)
    assert own.outcome == "passed"
    assert own.result["entitled"] == 4
    assert list(breaches()) == []


def test_a_board_on_which_only_the_author_could_vote_is_told_so():
    board = a_board(who=["pho-ban"])
    page = board.news(by="pho-ban")
    board.submitted(page)
    with refuses("nobody-entitled"):
        call_vote.call(board.step(page), board.user("pho-truc"), "x", timezone.now() + DAY)


def test_the_electorate_is_fixed_at_the_opening(board, django_user_model):
    page, asked = called(board)
    newcomer = django_user_model.objects.create(username="moi", last_name="Người", first_name="Mới")
    send(board, asked, "thanh-vien-2", "no", "Sai")
    leaver = board.user("thanh-vien-2")
    reseat(board.member("thanh-vien-2"), newcomer, "Quyết định kiện toàn")
    elector = asked.electors.get(member=board.member("thanh-vien-2"))
    with refuses("not-elector"):
        cast.cast(asked, newcomer, elector.pk, "yes", "")
    with refuses("seat-left"):
        cast.cast(asked, leaver, elector.pk, "yes", "")
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="no")
    close(board, asked)
    assert asked.outcome == "passed"
    assert (asked.result["entitled"], asked.result["no"]) == (5, 1)
    assert board.step(page).kind == "publish"
    assert list(breaches()) == []


def test_somebody_without_a_ballot_is_told_so(board):
    _page, asked = called(board)
    elector = asked.electors.first()
    for outsider in ("thu-ky", "cong-tac-vien", "pho-ban"):
        with refuses("not-elector"):
            cast.cast(asked, board.user(outsider), elector.pk, "yes", "")


def test_one_person_on_two_seats_has_one_vote(board):
    reseat(board.member("thanh-vien-2"), board.user("thanh-vien"), "Kiêm nhiệm")
    _page, asked = called(board)
    assert asked.electors.count() == 4


def test_r91_an_absent_member_votes_through_a_proxy_and_answers_for_it(board):
    page, asked = called(board)
    a_deed(board, "thanh-vien", "thu-ky", ["vote"])
    send(board, asked, "thanh-vien", "yes", by="thu-ky")
    row = last(page, Act.CAST)
    assert "thừa ủy quyền Thành viên" in row.capacity
    ballot = Ballot.objects.get()
    assert (ballot.user, ballot.elector.member) == (board.user("thu-ky").pk, board.member("thanh-vien"))
    send(board, asked, "thanh-vien", *NO)
    with refuses("principal-voted"):
        send(board, asked, "thanh-vien", "yes", by="thu-ky")
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien_2="yes")
    close(board, asked)
    assert (asked.result["yes"], asked.result["no"]) == (4, 1)
    assert list(breaches()) == []


def test_r91_a_proxy_who_is_a_member_votes_for_both_seats_separately(board):
    _page, asked = called(board)
    a_deed(board, "thanh-vien", "pho-ban", ["vote"])
    send(board, asked, "pho-ban", *NO)
    send(board, asked, "thanh-vien", "yes", by="pho-ban")
    assert sorted(Ballot.objects.values_list("choice", flat=True)) == ["no", "yes"]


def test_r91_a_proxy_outside_the_deeds_scope_or_who_wrote_the_item_is_refused(board):
    a_deed(board, "thanh-vien", "thu-ky", ["vote"], content=["document"])
    a_deed(board, "thanh-vien-2", "cong-tac-vien", ["vote"])
    _page, asked = called(board)
    with refuses("not-elector"):
        send(board, asked, "thanh-vien", "yes", by="thu-ky")
    with refuses("own-text"):
        send(board, asked, "thanh-vien-2", "yes", by="cong-tac-vien")


def test_each_elector_and_proxy_gets_one_letter(board):
    a_deed(board, "thanh-vien", "thu-ky", ["vote"])
    a_deed(board, "thanh-vien-2", "pho-ban", ["vote"])
    called(board)
    assert [letters_to(board, key, "Xin ý kiến bạn") for key in [*ALL, "thu-ky"]] == [1] * 6


# -- secrecy


def test_before_the_closing_only_the_number_of_ballots_is_said(board):
    page, asked = called(board)
    send(board, asked, "pho-ban", "no", "Tuyệt đối không")
    shown = votes_screen.of_item(page, board.user("truong-ban"))[0]
    assert (shown.lines, shown.counted, shown.progress) == ([], "", "1 trên 5 người đã gửi phiếu")
    rows = Decision.objects.filter(act=Act.CAST)
    assert all("không" not in f"{row.comment}{row.title}".lower() for row in rows)


def test_a_secret_vote_shows_counts_and_opinions_without_names():
    board = a_board(secret=True)
    page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="no", thanh_vien="yes", thanh_vien_2="yes")
    close(board, asked)
    stored = Consultation.objects.with_ballots().get(pk=asked.pk)
    assert [(line.who, line.opinion) for line in vote_sentence.lines(stored, is_named=True)] == [
        ("", "Số liệu chưa đúng")
    ]
    said = f"{last(page, Act.CLOSE_VOTE).comment} {last(page, Act.APPROVE).comment}"
    assert "4 đồng ý, 1 không đồng ý" in said
    assert "pho-ban" not in said
    assert list(breaches()) == []


def test_the_ledger_does_not_tell_a_ballot_by_trying_the_answers(board):
    _page, asked = called(board)
    send(board, asked, "pho-ban", "yes")
    send(board, asked, "pho-truc", "yes")
    first, second = Decision.objects.filter(act=Act.CAST)
    assert first.seal != second.seal
    ballot = Ballot.objects.get(elector__member=board.member("pho-ban"))
    assert ballot.seal == first.seal
    ballot.choice = "no"
    assert ballot.seal != first.seal


# -- a step that is a vote


@pytest.fixture
def voting_chain(db):
    data = charter_data()
    data["vote"] = VOTE
    data["chain"][0]["step"] = [
        step("tham-dinh", "review", ["thanh-vien"], in_charge_of="field"),
        step("bieu-quyet", "vote", ["truong-ban", "pho-truc", "pho-ban", "thanh-vien"]),
        step("nhay-cam", "approve", ["truong-ban"]),
        step("dang-tai", "publish", ["thu-ky"], author_may=True),
    ]
    return load_board(data=data)


def test_r47_a_vote_step_opens_by_itself_and_its_result_moves_the_run(voting_chain):
    board = voting_chain
    page = board.news()
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    asked = Consultation.objects.get()
    assert asked.called_by is None
    assert letters_to(board, "pho-ban", "Xin ý kiến bạn") == 1
    with refuses("voting"):
        decide.decide(board.step(page), board.user("pho-truc"))
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    assert last(page, Act.VOTE).person == board.board.name
    board.pass_on(page, "truong-ban")
    state = board.step(page)
    publish.publish(state, state.entitled.first().user)
    page.refresh_from_db()
    assert page.live
    assert list(breaches()) == []


def test_r47_a_vote_step_without_a_quorum_waits_until_the_vote_is_called_anew(voting_chain):
    board = voting_chain
    page = board.news()
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    at_the_end(Consultation.objects.get())
    state = board.step(page)
    with refuses("board-votes"):
        decide.decide(state, board.user("pho-truc"))
    with refuses("board-votes"):
        return_for_changes(state, board.user("pho-truc"), "Sai")
    with refuses("may-not-call"):
        call_vote.call(state, board.user("thanh-vien"), "Lần hai.", timezone.now() + 10 * DAY)
    asked = call_vote.call(state, board.user("truong-ban"), "Lần hai.", timezone.now() + 10 * DAY)
    vote(board, asked, **{key.replace("-", "_"): "yes" for key in ALL})
    close(board, asked)
    assert board.step(page).kind == "approve"


def test_a_run_whose_vote_step_would_have_no_voter_is_not_begun():
    data = charter_data()
    data["vote"] = VOTE
    data["chain"][0]["step"][1:1] = [step("bieu-quyet", "vote", ["truong-ban"])]
    board = load_board(data=data)
    with refuses("nobody-left"):
        board.submitted(board.news(by="truong-ban"))


# -- what cannot be done


def test_a_ballot_is_neither_changed_nor_deleted(board):
    _page, asked = called(board)
    send(board, asked, "pho-ban")
    ballot = Ballot.objects.get()
    ballot.choice = "no"
    with refuses("no-decision"):
        ballot.save()
    with refuses("has-history"):
        ballot.delete()
    with pytest.raises(TypeError):
        Ballot.objects.update(choice="no")


def test_a_ballot_that_the_ledger_does_not_have_is_refused(board):
    _page, asked = called(board)
    elector = asked.electors.first()
    with refuses("no-decision"):
        Ballot.objects.create(elector=elector, number=1, choice="yes", salt="x", user=elector.user_id)


def test_nobody_is_added_to_the_electorate_or_taken_out(board):
    _page, asked = called(board)
    with refuses("has-history"):
        asked.electors.first().delete()
    with refuses("electorate-fixed"):
        Elector.objects.create(
            consultation=asked,
            member=board.member("thu-ky"),
            user=board.user("thu-ky"),
            person="x",
            capacity="x",
            role="x",
        )


def test_a_closed_vote_is_not_reopened_and_its_result_not_changed(board):
    _page, asked = called(board)
    vote(board, asked, truong_ban="no", pho_truc="no", pho_ban="no", thanh_vien="no", thanh_vien_2="yes")
    close(board, asked)
    with refuses("closed"):
        send(board, asked, "thanh-vien", "yes")
    for name, value in (("closed_at", None), ("outcome", "passed"), ("text", "Khác")):
        changed = Consultation.objects.get(pk=asked.pk)
        setattr(changed, name, value)
        with refuses("no-decision"):
            changed.save()
    with refuses():
        asked.delete()


def test_a_result_that_the_ballots_do_not_bear_out_is_refused(board):
    _page, asked = called(board)
    vote(board, asked, pho_truc="no", pho_ban="no", thanh_vien="no")
    asked.outcome, asked.closed_at = "passed", timezone.now()
    asked.result = {"entitled": 5, "yes": 5, "no": 0, "other": 0, "left": [], "decider": None}
    ledger.write(board.board, Act.CLOSE_VOTE, ledger.Actor(), seal=asked.result_seal, **ledger.about_vote(asked))
    with refuses("wrong-count"):
        asked.save()


def test_a_step_that_the_board_never_voted_on_is_not_passed_in_its_name(board):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    ledger.write(
        board.board, Act.APPROVE, ledger.Actor(person=board.board.name, capacity="biểu quyết 5/5"), run=state.workflow_state_id,
        step=state.task_id, seal="0" * 64, **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    with refuses("no-decision"):
        state.approve(user=board.user("pho-truc"))
    assert any("không có biểu quyết nào làm căn cứ" in breach for breach in breaches())


TAMPERED = [
    ("UPDATE workflows_ballot SET choice = 'yes' WHERE choice = 'no'", "phiếu không khớp"),
    ("DELETE FROM workflows_ballot WHERE choice = 'no'", "phiếu không khớp"),
    ("UPDATE workflows_elector SET has_vote = false WHERE role = 'thanh-vien'", "danh sách người cho ý kiến"),
    ("UPDATE workflows_consultation SET outcome = 'rejected'", "kết quả không khớp"),
    ("UPDATE workflows_consultation SET closed_at = NULL, settled_at = NULL", "kết quả không khớp"),
    ("UPDATE workflows_consultation SET subject = 'Khác'", "không khớp với sổ quyết định"),
    ("UPDATE workflows_consultation SET ends_at = '2099-01-01'", "không khớp với sổ quyết định"),
]


@pytest.mark.parametrize(("statement", "sentence"), TAMPERED)
def test_what_is_changed_in_the_database_is_reported(board, statement, sentence):
    _page, asked = called(board)
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien="no", thanh_vien_2="no")
    close(board, asked)
    assert list(breaches()) == []
    immutability.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    immutability.install(connection)
    assert any(sentence in breach for breach in breaches())


def test_a_deed_in_force_is_asked_for_its_vote_only_while_it_lasts(board):
    deed = a_deed(board, "thanh-vien", "thu-ky", ["vote"])
    _page, asked = called(board)
    delegate.end(deed, board.user("thanh-vien"), "Đã về")
    assert not Delegation.objects.received_by(board.user("thu-ky")).exists()
    with refuses("not-elector"):
        send(board, asked, "thanh-vien", "yes", by="thu-ky")


def test_r130_a_ballot_sent_with_a_stolen_account_and_disowned_stops_the_vote(board):
    _page, asked = called(board)
    send(board, asked, "thanh-vien-2")
    account = board.user("thanh-vien-2")
    incident = lock_account(account, timezone.now() - datetime.timedelta(hours=1), "Máy lạ", account)[0]
    doubted = incident.doubted.get(decision__act=Act.CAST)
    settle_incident.answer(doubted, board.user("truong-ban"), is_upheld=False, reason="Không phải phiếu của anh ấy")
    asked.refresh_from_db()
    assert asked.outcome == Outcome.STOPPED
    assert list(breaches()) == []


def test_r130_nothing_is_counted_on_a_decision_of_a_stolen_account(board):
    page, asked = called(board)
    account = board.user("thanh-vien")
    incident = lock_account(account, timezone.now() - datetime.timedelta(hours=1), "Máy lạ", account)[0]
    assert incident.doubted.filter(decision__page=page.pk, decision__act=Act.REVIEW).exists()
    vote(board, asked, truong_ban="yes", pho_truc="yes", pho_ban="yes", thanh_vien_2="yes")
    at_the_end(asked)
    asked.refresh_from_db()
    assert asked.outcome == Outcome.STOPPED
    assert item_state.open_step(page).task.specific.key == "phe-duyet"
    with refuses("doubted"):
        call_vote.call(board.step(page), board.user("pho-truc"), "Lần nữa", timezone.now() + 3 * DAY)
