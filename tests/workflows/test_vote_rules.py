"""What a count comes to, by a table and by what must hold of every count; and every branch of who may call, cast, close and conclude."""

import dataclasses
import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board import charter_data
from tests.refusals import code_of
from workflows.charter.file import read
from workflows.charter.words import RoleKey, StepKind
from workflows.rules.vote_count import Choice, Count, Outcome, Rule, has_quorum, is_settled, outcome
from workflows.rules.votes import SILENT, Course, Matter, Sending, VoteAct, VoteFacts, may, rule_of

NOW = datetime.datetime(2026, 6, 1, 9, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=3)
TWO_THIRDS, HALF = "two-thirds-of-members", "half-of-members"
P, R, T, N = Outcome.PASSED, Outcome.REJECTED, Outcome.TIED, Outcome.NO_QUORUM

COUNTS = [
    # quorum, majority, tie, entitled, yes, no, other, what the decisive ballot says, outcome
    (TWO_THIRDS, "of-present", "chief", 5, 3, 2, 0, None, P),
    (TWO_THIRDS, "of-present", "chief", 5, 2, 3, 0, None, R),
    (TWO_THIRDS, "of-present", "chief", 5, 3, 0, 0, None, N),
    (TWO_THIRDS, "of-present", "chief", 3, 2, 0, 0, None, P),
    (HALF, "of-present", "chief", 5, 2, 0, 0, None, N),
    (HALF, "of-present", "chief", 4, 2, 0, 0, None, P),
    (TWO_THIRDS, "of-members", "chief", 5, 2, 1, 1, None, R),
    (TWO_THIRDS, "of-members", "chief", 5, 3, 1, 0, None, P),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 2, 0, None, T),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 2, 0, Choice.YES, P),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 2, 0, Choice.NO, R),
    (TWO_THIRDS, "of-present", "chair", 4, 2, 2, 0, None, T),
    (TWO_THIRDS, "of-present", "chair", 4, 2, 2, 0, Choice.YES, P),
    (TWO_THIRDS, "of-present", "rejected", 4, 2, 2, 0, Choice.YES, R),
    (TWO_THIRDS, "of-present", "chief", 5, 2, 2, 1, Choice.YES, P),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 1, 1, Choice.NO, P),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 0, 2, None, P),
    (TWO_THIRDS, "of-present", "chief", 4, 1, 0, 3, None, P),
    (TWO_THIRDS, "of-present", "chief", 4, 1, 2, 1, Choice.YES, R),
    (TWO_THIRDS, "of-members", "chief", 4, 2, 1, 0, Choice.YES, R),
    (TWO_THIRDS, "of-present", "chief", 5, 0, 0, 5, None, R),
    (TWO_THIRDS, "of-members", "chief", 6, 2, 2, 0, Choice.YES, R),
    (HALF, "of-present", "chief", 0, 0, 0, 0, None, N),
    (HALF, "of-present", "chief", 2, 1, 0, 0, None, P),
    (TWO_THIRDS, "of-present", "chief", 1, 1, 0, 0, None, P),
    (TWO_THIRDS, "of-present", "chief", 4, 2, 2, 0, Choice.OTHER, T),
]


@pytest.mark.parametrize(("quorum", "majority", "tie", "entitled", "yes", "no", "other", "decisive", "wanted"), COUNTS)
def test_r47_r48_what_a_count_comes_to(quorum, majority, tie, entitled, yes, no, other, decisive, wanted):
    assert outcome(Rule(quorum, majority, tie), Count(entitled, yes, no, other, decisive)) == wanted


def test_r48_a_tie_left_to_somebody_who_wrote_the_text_does_not_pass():
    rule, count = Rule(HALF, "of-present", "chief"), Count(4, 2, 2, 0, None, has_decider=False)
    assert outcome(rule, count) == R


def test_r48_a_tie_that_waits_for_a_word_is_not_settled():
    rule = Rule(HALF, "of-present", "chief")
    assert not is_settled(rule, Count(4, 2, 2))
    assert is_settled(rule, Count(4, 2, 2, decisive=Choice.NO))


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (Count(5, 3, 0, 0), False),  # nobody else comes: no quorum
        (Count(5, 3, 1, 0), True),
        (Count(5, 2, 2, 0), False),
        (Count(4, 3, 0, 0), True),
        (Count(6, 1, 3, 0), False),
        (Count(6, 0, 4, 0), True),
        (Count(6, 2, 3, 0, Choice.YES), False),  # one more in favour is a tie, and passes
        (Count(6, 2, 3, 0, Choice.NO), True),
        (Count(6, 2, 3, 0), False),
        (Count(6, 2, 3, 0, has_decider=False), True),
        (Count(5, 2, 0, 2), True),  # one against does not outweigh two
        (Count(5, 1, 0, 3), False),
        (Count(5, 1, 0, 3, Choice.YES), True),  # one against is a tie, and passes
        (Count(6, 0, 2, 3), True),
    ],
)
def test_what_the_missing_ballots_could_still_change_is_not_settled(count, wanted):
    assert is_settled(Rule(TWO_THIRDS, "of-present", "chief"), count) is wanted


def test_what_has_no_quorum_is_not_settled():
    assert not is_settled(Rule(HALF, "of-present", "chief"), Count(0))


NAMED = Rule(TWO_THIRDS, "of-present", "chief")


@pytest.mark.parametrize(("said", "wanted"), [(None, T), (Choice.OTHER, T), (Choice.YES, P), (Choice.NO, R)])
def test_r48_2_2_1_is_the_chiefs_who_is_asked_where_the_chiefs_own_ballot_is_the_other(said, wanted):
    assert outcome(NAMED, Count(5, 2, 2, 1, said)) is wanted


@pytest.mark.parametrize("said", [None, Choice.OTHER, Choice.YES, Choice.NO])
def test_r47_3_2_1_passes_whatever_the_chief_says(said):
    assert outcome(NAMED, Count(6, 3, 2, 1, said)) is P


@pytest.mark.parametrize(("said", "wanted"), [(None, T), (Choice.OTHER, T), (Choice.YES, P), (Choice.NO, R)])
def test_r48_3_3_1_is_the_chiefs_who_is_asked_where_the_chiefs_own_ballot_is_the_other(said, wanted):
    assert outcome(NAMED, Count(7, 3, 3, 1, said)) is wanted


def test_r47_a_majority_is_counted_over_those_for_and_against_and_other_opinions_only_make_the_quorum():
    for yes, no, other in itertools.product(range(4), repeat=3):
        count = Count(yes + no + other, yes, no, other)
        without = outcome(NAMED, Count(yes + no, yes, no))
        if without in (P, T):
            assert outcome(NAMED, count) is without
    assert outcome(NAMED, Count(6, 2, 1, 0)) is N
    assert outcome(NAMED, Count(6, 2, 1, 1)) is P


def test_what_nobody_is_for_does_not_pass_though_nobody_is_against():
    assert outcome(NAMED, Count(5, 0, 0, 5, Choice.YES)) is R


QUORUMS, MAJORITIES, TIES = [HALF, TWO_THIRDS], ["of-members", "of-present"], ["chief", "chair", "rejected"]
WORTH = {N: 0, R: 0, T: 1, P: 2}  # for the item: a tie may still pass


def every_small_vote():
    """Every rule, with every count of up to seven people, whatever the one to whom a tie is left says."""
    for quorum, majority, tie in itertools.product(QUORUMS, MAJORITIES, TIES):
        for yes, no, other, absent in itertools.product(range(8), repeat=4):
            entitled = yes + no + other + absent
            if entitled <= 7:
                for said, has_decider in itertools.product([None, Choice.YES, Choice.NO], [True, False]):
                    yield Rule(quorum, majority, tie), Count(entitled, yes, no, other, said, has_decider)


def worth(rule, count):
    return WORTH[outcome(rule, count)]


def moved(count, **by):
    """The same vote with so many more of each kind."""
    return dataclasses.replace(count, **{name: getattr(count, name) + more for name, more in by.items()})


def test_one_more_vote_in_favour_never_undoes_a_passing_and_one_less_never_helps():
    """From those against, from the other opinions, from those who have sent nothing, and back: in every small vote."""
    for rule, count in every_small_vote():
        before = worth(rule, count)
        if count.no:
            assert worth(rule, moved(count, yes=1, no=-1)) >= before
        if count.other:
            assert worth(rule, moved(count, yes=1, other=-1)) >= before
        if count.present < count.entitled:
            assert worth(rule, moved(count, yes=1)) >= before
        if count.yes:
            less = [moved(count, yes=-1), moved(count, yes=-1, no=1), moved(count, yes=-1, other=1)]
            assert max(worth(rule, each) for each in less) <= before


def test_over_those_for_and_against_one_more_against_never_helps():
    for rule, count in every_small_vote():
        if rule.majority == "of-present" and count.other:
            assert worth(rule, moved(count, no=1, other=-1)) <= worth(rule, count)


def test_the_word_in_favour_on_a_tie_never_makes_it_worse():
    for rule, count in every_small_vote():
        words = [worth(rule, dataclasses.replace(count, decisive=said)) for said in (Choice.NO, None, Choice.YES)]
        assert words == sorted(words)


rules = st.builds(Rule, st.sampled_from(QUORUMS), st.sampled_from(MAJORITIES), st.sampled_from(TIES))


@st.composite
def counts(draw):
    entitled = draw(st.integers(0, 12))
    yes = draw(st.integers(0, entitled))
    no = draw(st.integers(0, entitled - yes))
    other = draw(st.integers(0, entitled - yes - no))
    return Count(entitled, yes, no, other, draw(st.sampled_from([None, Choice.YES, Choice.NO])), draw(st.booleans()))


@given(rules, counts())
def test_nothing_passes_without_a_quorum(rule, count):
    if not has_quorum(rule, count):
        assert outcome(rule, count) is N
    if outcome(rule, count) is P:
        assert count.yes > 0
        assert count.yes >= count.no


@given(rules, counts())
def test_a_tie_is_only_where_as_many_are_for_as_against(rule, count):
    if outcome(rule, count) is T:
        assert count.yes == count.no > 0
        assert rule.tie != "rejected"


@given(rules, counts())
def test_what_is_settled_stays_whatever_else_comes(rule, count):
    if is_settled(rule, count):
        missing = count.entitled - count.present
        for yes in range(missing + 1):
            final = Count(
                count.entitled,
                count.yes + yes,
                count.no + missing - yes,
                count.other,
                count.decisive,
                count.has_decider,
            )
            assert outcome(rule, final) == outcome(rule, count)


CALL = {
    "roles": frozenset({RoleKey.DEPUTY}),
    "callers": frozenset({RoleKey.CHIEF, RoleKey.DEPUTY}),
    "voters": 3,
    "text": "Chưa thống nhất",
    "ends_at": LATER,
    "now": NOW,
    "step_kind": StepKind.APPROVE,
    "is_step_open": True,
}
MEMBER = frozenset({RoleKey.MEMBER})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"is_step_open": False}, "not-in-review"),
        ({"step_kind": StepKind.PUBLISH}, "not-here"),
        ({"roles": MEMBER}, "may-not-call"),
        ({"roles": MEMBER, "is_entitled": True}, None),
        ({"roles": MEMBER, "is_entitled": True, "others_there": "Bà Hoa (Thư ký)"}, "others-there"),
        ({"others_there": "Bà Hoa (Thư ký)"}, None),
        ({"running_vote": "Đang biểu quyết."}, "voting"),
        ({"voters": 0}, "nobody-entitled"),
        ({"marks": ("nội dung: «MẬT»",)}, "secrecy-mark"),
        ({"is_same_text": False}, "text-changed"),
        ({"text": ""}, "reason-needed"),
        ({"ends_at": None}, "no-period"),
        ({"ends_at": NOW}, "past"),
        ({"ends_at": NOW + datetime.timedelta(days=60)}, None),
        ({"ends_at": NOW + datetime.timedelta(days=61)}, "too-long"),
        ({"doubted": "Tài khoản bị lộ."}, "doubted"),
    ],
)
def test_r49_who_may_put_an_item_to_the_vote_and_how(change, code):
    refusal = may(VoteAct.CALL, VoteFacts(matter=Matter(**{**CALL, **change})))
    assert code_of(refusal) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"roles": frozenset({RoleKey.SECRETARY})}, None),
        ({"roles": MEMBER}, "may-not-call"),
        ({"voters": 0}, "nobody-entitled"),
        ({"subject": ""}, "reason-needed"),
        ({"text": ""}, "reason-needed"),
        ({"ends_at": NOW}, "past"),
    ],
)
def test_r50_who_may_ask_in_writing(change, code):
    refusal = may(VoteAct.CONSULT, VoteFacts(matter=Matter(**{**CALL, **change})))
    assert code_of(refusal) == code


BALLOT = {"is_open": True, "is_elector": True, "choice": "yes"}


def test_every_place_of_a_secrecy_mark_is_named():
    marked = Matter(**{**CALL, "marks": ("tên: «MẬT»", "tệp: «MẬT»")})
    assert "ở tên: «MẬT»; tệp: «MẬT»." in may(VoteAct.CALL, VoteFacts(matter=marked)).sentence


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"choice": "other"}, None),
        ({"is_open": False}, "closed"),
        ({"is_elector": False}, "not-elector"),
        ({"holds_seat": False}, "seat-left"),
        ({"stands_in": True, "stand_in_wrote": True}, "own-text"),
        ({"stands_in": True, "has_voted_in_person": True}, "principal-voted"),
        ({"stands_in": True}, None),
        ({"choice": ""}, "choice-needed"),
        ({"choice": "opinion"}, "choice-needed"),
        ({"choice": "no"}, "opinion-needed"),
        ({"choice": "no", "opinion": "Số liệu sai"}, None),
        ({"choice": "", "has_vote": False}, "opinion-needed"),
        ({"choice": "", "has_vote": False, "opinion": "Xin nói thêm"}, None),
    ],
)
def test_r91_who_may_send_a_ballot_for_a_seat(change, code):
    refusal = may(VoteAct.CAST, VoteFacts(sending=Sending(**{**BALLOT, **change})))
    assert code_of(refusal) == code


def asked(act, **course):
    return may(act, VoteFacts(course=Course(**course)))


def test_only_who_presides_closes_early_and_only_what_is_settled():
    close = VoteAct.CLOSE
    assert code_of(asked(close, is_open=False, presides=True, is_decided=True)) == "closed"
    assert code_of(asked(close, is_open=True, presides=False, is_decided=True)) == "not-chair"
    assert code_of(asked(close, is_open=True, presides=True, is_decided=False)) == "not-settled"
    assert asked(close, is_open=True, presides=True, is_decided=True) is None


def test_r52_the_chief_stops_a_vote_only_where_the_charter_says_so():
    stop = VoteAct.STOP
    assert code_of(asked(stop, is_settled=True, is_chief=True, chief_ends=True, text="x")) == "closed"
    assert code_of(asked(stop, is_settled=False, is_chief=True, chief_ends=False, text="x")) == "may-not-stop"
    assert code_of(asked(stop, is_settled=False, is_chief=False, chief_ends=True, text="x")) == "may-not-stop"
    assert code_of(asked(stop, is_settled=False, is_chief=True, chief_ends=True, text="")) == "reason-needed"
    assert asked(stop, is_settled=False, is_chief=True, chief_ends=True, text="x") is None


def test_a_written_consultation_is_stopped_by_who_leads_it_until_it_is_closed():
    paper = {"is_about_item": False, "is_open": True, "leads": True, "text": "x"}
    assert asked(VoteAct.STOP, **paper) is None
    assert code_of(asked(VoteAct.STOP, **{**paper, "is_open": False})) == "closed"
    assert code_of(asked(VoteAct.STOP, **{**paper, "is_settled": True})) == "closed"
    assert (
        code_of(asked(VoteAct.STOP, **{**paper, "leads": False, "is_chief": True, "chief_ends": True})) == "not-caller"
    )
    assert code_of(asked(VoteAct.STOP, **{**paper, "text": ""})) == "reason-needed"
    assert code_of(asked(VoteAct.STOP, **{**paper, "is_about_item": True})) == "may-not-stop"


def test_what_was_sent_is_corrected_by_who_leads_it_while_ballots_come_in():
    sent = {"is_open": True, "leads": True, "text": "x"}
    assert asked(VoteAct.CORRECT, **sent) is None
    assert code_of(asked(VoteAct.CORRECT, **{**sent, "is_open": False})) == "closed"
    assert code_of(asked(VoteAct.CORRECT, **{**sent, "leads": False})) == "not-caller"
    assert code_of(asked(VoteAct.CORRECT, **{**sent, "text": ""})) == "reason-needed"


def test_r48_the_word_on_a_tie():
    word, tied = VoteAct.DECIDE_TIE, Outcome.TIED
    assert code_of(asked(word, outcome=None, decides_tie=True, choice="yes", text="")) == "not-tied"
    assert code_of(asked(word, outcome=tied, decides_tie=False, choice="yes", text="")) == "not-yours"
    assert code_of(asked(word, outcome=tied, decides_tie=True, choice="other", text="")) == "choice-needed"
    assert code_of(asked(word, outcome=tied, decides_tie=True, choice="no", text="")) == "opinion-needed"
    assert asked(word, outcome=tied, decides_tie=True, choice="yes", text="") is None
    assert asked(word, outcome=tied, decides_tie=True, choice="no", text="Sai") is None


def test_r92_only_who_presides_concludes_and_once():
    conclude, answered = VoteAct.CONCLUDE, Outcome.ANSWERED
    assert code_of(asked(conclude, outcome=None, presides=True, text="x")) == "not-answered"
    assert code_of(asked(conclude, outcome=answered, presides=False, text="x")) == "not-chair"
    assert code_of(asked(conclude, outcome=answered, presides=True, text="")) == "reason-needed"
    assert asked(conclude, outcome=answered, presides=True, text="x") is None


def test_a_charter_without_a_word_on_voting_has_the_default():
    charter = read(charter_data(), "thu.toml")
    said = SILENT.model_copy(update={"tie": "chief"})
    assert rule_of(charter) == SILENT
    assert rule_of(charter.model_copy(update={"vote": said})) == said


def test_what_nothing_is_known_of_is_refused():
    assert all(may(act, VoteFacts()) is not None for act in VoteAct)
