"""Who may do what with a ticket, without a database: each refusal once, and that what is confidential stays so."""

import pytest

from questions.charter_values import DEFAULT_QUESTIONS
from questions.ticket_act import TicketAct
from questions.ticket_facts import TicketFacts
from questions.ticket_rules import OF_THE_BOARD, may, may_see, missing_before_draft
from tests.refusals import code_of
from workflows.charter.words import RoleKey, TicketKind

SECRETARY, CHIEF, EDITOR = RoleKey.SECRETARY, RoleKey.CHIEF, RoleKey.EDITOR


def facts(*roles, **values) -> TicketFacts:
    known = {
        "questions": DEFAULT_QUESTIONS,
        "kind": TicketKind.QUESTION,
        "roles": frozenset(roles),
        "drafting_roles": frozenset({EDITOR, SECRETARY}),
        "text": "Chữ",
        "has_person": True,
        "has_target": True,
        "has_field": True,
        "target_is_open": True,
        "target_is_earlier": True,
        "new_kind": TicketKind.FEEDBACK,
        **values,
    }
    return TicketFacts(**known)


def code(act, *roles, **values) -> str:
    return code_of(may(act, facts(*roles, **values))) or ""


PROPOSED = {"has_proposal": True, "is_private": True}
PUBLIC = {"has_page": True, "is_page_public": True}
LEAVING = {"is_forwarded": True, "is_to_be_sent": True, "is_leaving": True}
SENDABLE = LEAVING | {"has_way": True, "has_fitting_day": True}
BY_LETTER = LEAVING | {"has_way": True, "is_by_letter": True, "has_address": True}
LEFT = {"is_forwarded": True, "has_left": True, "is_closed": True}
ANSWERED = {"is_closed": True, "is_answered": True, "has_page": True}


@pytest.mark.parametrize("act", OF_THE_BOARD)
@pytest.mark.parametrize("kind", [TicketKind.COMPLAINT, TicketKind.DENUNCIATION])
def test_a_confidential_ticket_is_for_whom_the_charter_names_alone(act, kind):
    for role in RoleKey:
        if role is not CHIEF:
            assert code(act, role, kind=kind, is_handler=True) == "confidential"


@pytest.mark.parametrize("kind", [TicketKind.COMPLAINT, TicketKind.DENUNCIATION, TicketKind.PERSONAL_DATA])
@pytest.mark.parametrize("role", list(RoleKey))
def test_what_is_never_public_is_drafted_by_nobody(kind, role):
    assert code(TicketAct.DRAFT, role, kind=kind, is_handler=True) in ("never-public", "confidential")


@pytest.mark.parametrize(
    ("act", "roles", "values", "expected"),
    [
        (TicketAct.TRIAGE, [SECRETARY], {}, ""),
        (TicketAct.TRIAGE, [CHIEF], {}, "not-yours"),
        (TicketAct.TRIAGE, [EDITOR], {"is_handler": True}, "not-yours"),
        (TicketAct.TRIAGE, [SECRETARY], {"new_kind": None}, "kind-needed"),
        (TicketAct.TRIAGE, [SECRETARY], {"has_page": True, "new_kind": TicketKind.DENUNCIATION}, ""),
        (TicketAct.TRIAGE, [SECRETARY], {"has_page": True, "new_is_private": True}, ""),
        (TicketAct.TRIAGE, [SECRETARY], PUBLIC | {"new_kind": TicketKind.DENUNCIATION}, "is-public"),
        (TicketAct.TRIAGE, [SECRETARY], PUBLIC | {"new_is_private": True}, "is-public"),
        (TicketAct.TRIAGE, [SECRETARY], ANSWERED | {"new_kind": TicketKind.DENUNCIATION}, ""),
        (TicketAct.TRIAGE, [SECRETARY], ANSWERED | {"new_kind": TicketKind.PERSONAL_DATA}, "closed"),
        (TicketAct.TRIAGE, [SECRETARY], ANSWERED | {"has_page": False, "new_kind": TicketKind.COMPLAINT}, "closed"),
        (TicketAct.TRIAGE, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.SPAM, [SECRETARY], {}, ""),
        (TicketAct.SPAM, [CHIEF], {}, "not-yours"),
        (TicketAct.SPAM, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.SPAM, [SECRETARY], {"text": ""}, "text-needed"),
        (TicketAct.ASSIGN, [SECRETARY], {}, ""),
        (TicketAct.ASSIGN, [CHIEF], {}, "not-yours"),
        (TicketAct.ASSIGN, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.ASSIGN, [SECRETARY], {"has_target": False}, "member-needed"),
        (TicketAct.MERGE, [SECRETARY], {}, ""),
        (TicketAct.MERGE, [CHIEF], {}, "not-yours"),
        (TicketAct.MERGE, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.MERGE, [CHIEF], {"kind": TicketKind.COMPLAINT}, "confidential"),
        (TicketAct.MERGE, [SECRETARY], {"target_is_private": True}, "private"),
        (TicketAct.MERGE, [SECRETARY], {"is_private": True}, "private"),
        (TicketAct.MERGE, [SECRETARY], {"kind": TicketKind.PERSONAL_DATA}, "private"),
        (TicketAct.FORWARD, [SECRETARY], {}, ""),
        (TicketAct.FORWARD, [CHIEF], {}, "not-yours"),
        (TicketAct.FORWARD, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.NOTE, [SECRETARY], {"is_closed": True}, ""),
        (TicketAct.DRAFT, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.ASK_BACK, [SECRETARY], {}, ""),
        (TicketAct.ASK_BACK, [SECRETARY], {"is_closed": True}, "closed"),
        (TicketAct.PROPOSE, [EDITOR], PROPOSED | {"is_handler": True}, ""),
        (TicketAct.PROPOSE, [CHIEF], {"is_private": True}, "not-yours"),
        (TicketAct.PROPOSE, [CHIEF], PROPOSED, ""),
        (TicketAct.PROPOSE, [CHIEF], PROPOSED | {"has_other_sender": False}, "nobody-sends"),
        (TicketAct.PROPOSE, [SECRETARY], PROPOSED | LEAVING, "is-leaving"),
        (TicketAct.SEND, [CHIEF], PROPOSED | LEAVING, "is-leaving"),
        (TicketAct.SPAM, [SECRETARY], LEAVING, "is-leaving"),
        (TicketAct.MERGE, [SECRETARY], LEAVING, "is-leaving"),
        (TicketAct.ASK_BACK, [SECRETARY], LEAVING, "is-leaving"),
        (TicketAct.DRAFT, [SECRETARY], LEAVING, "is-leaving"),
        (TicketAct.TRIAGE, [SECRETARY], LEAVING, ""),
        (TicketAct.ASSIGN, [SECRETARY], LEAVING, ""),
        (TicketAct.FORWARD, [SECRETARY], LEAVING, "is-leaving"),
        (TicketAct.FORWARD, [SECRETARY], {"is_forwarded": True}, "is-forwarded"),
        (TicketAct.FORWARD, [EDITOR], {"is_handler": True}, "not-yours"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE, ""),
        (TicketAct.HAND_OVER, [EDITOR], SENDABLE | {"is_handler": True}, ""),
        (TicketAct.HAND_OVER, [CHIEF], SENDABLE, "not-yours"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE | {"is_closed": True}, "closed"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE | {"is_to_be_sent": False}, "nothing-to-send"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE | {"has_way": False}, "way-needed"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE | {"has_fitting_day": False}, "day-needed"),
        (TicketAct.HAND_OVER, [SECRETARY], SENDABLE | {"is_letter_waiting": True}, ""),
        (TicketAct.HAND_OVER, [SECRETARY], BY_LETTER, ""),
        (TicketAct.HAND_OVER, [SECRETARY], BY_LETTER | {"has_address": False}, "address-needed"),
        (TicketAct.HAND_OVER, [SECRETARY], BY_LETTER | {"is_letter_waiting": True}, "letter-waits"),
        (TicketAct.TAKE_BACK, [SECRETARY], LEAVING, ""),
        (TicketAct.TAKE_BACK, [SECRETARY], LEFT, ""),
        (TicketAct.TAKE_BACK, [CHIEF], LEFT, "not-yours"),
        (TicketAct.TAKE_BACK, [EDITOR], LEFT | {"is_handler": True}, "not-yours"),
        (TicketAct.TAKE_BACK, [SECRETARY], {}, "not-forwarded"),
        (TicketAct.TAKE_BACK, [SECRETARY], LEFT | {"has_left": False}, "closed"),
        (TicketAct.TAKE_BACK, [SECRETARY], LEFT | {"has_person": False}, "forgotten"),
        (TicketAct.TAKE_BACK, [SECRETARY], LEFT | {"text": ""}, "text-needed"),
        (TicketAct.PROPOSE, [SECRETARY], {"is_private": True, "is_closed": True}, "closed"),
        (TicketAct.SEND, [CHIEF], PROPOSED | {"is_closed": True}, "closed"),
        (TicketAct.SEND, [CHIEF], PROPOSED | {"has_page": True}, "no-proposal"),
        (TicketAct.TRIAGE, [SECRETARY], {"is_private": True}, "stays-private"),
        (TicketAct.TRIAGE, [SECRETARY], {"is_private": True, "new_is_private": True}, ""),
        (TicketAct.MERGE, [SECRETARY], {"has_target": False}, "ticket-needed"),
        (TicketAct.MERGE, [SECRETARY], {"target_is_open": False}, "target-closed"),
        (TicketAct.MERGE, [SECRETARY], {"target_is_earlier": False}, "target-later"),
        (TicketAct.MERGE, [SECRETARY], {"target_is_confidential": True}, "confidential"),
        (TicketAct.MERGE, [SECRETARY], PUBLIC, "is-public"),
        (TicketAct.FORWARD, [SECRETARY], {"has_target": False}, "place-needed"),
        (TicketAct.FORWARD, [SECRETARY], PUBLIC, "is-public"),
        (TicketAct.ASK_BACK, [EDITOR], {"is_handler": True}, ""),
        (TicketAct.ASK_BACK, [EDITOR], {}, "not-yours"),
        (TicketAct.ASK_BACK, [SECRETARY], {"is_waiting": True}, "waits"),
        (TicketAct.ASK_BACK, [SECRETARY], {"text": ""}, "text-needed"),
        (TicketAct.NOTE, [SECRETARY], {"text": ""}, "text-needed"),
        (TicketAct.DRAFT, [SECRETARY], {}, ""),
        (TicketAct.DRAFT, [CHIEF], {}, "not-drafter"),
        (TicketAct.DRAFT, [SECRETARY], {"is_private": True}, "private"),
        (TicketAct.DRAFT, [SECRETARY], {"has_page": True}, "has-draft"),
        (TicketAct.DRAFT, [SECRETARY], {"has_field": False}, "field-needed"),
        (TicketAct.DRAFT, [SECRETARY], {"lacks_unit": True}, "unit-needed"),
        (TicketAct.PROPOSE, [SECRETARY], {}, "to-be-published"),
        (TicketAct.PROPOSE, [SECRETARY], {"is_private": True}, ""),
        (TicketAct.PROPOSE, [SECRETARY], {"is_private": True, "text": ""}, "text-needed"),
        (TicketAct.PROPOSE, [SECRETARY], {"is_private": True, "has_page": True}, "has-draft"),
        (TicketAct.SEND, [CHIEF], PROPOSED, ""),
        (TicketAct.SEND, [SECRETARY], PROPOSED, "not-yours"),
        (TicketAct.SEND, [CHIEF], {"is_private": True}, "no-proposal"),
        (TicketAct.SEND, [CHIEF], {"has_proposal": True}, "no-proposal"),
        (TicketAct.SEND, [CHIEF], PROPOSED | {"is_proposal_seen": False}, "other-proposal"),
        (TicketAct.SEND, [CHIEF], PROPOSED | {"proposed_it": True}, "own-text"),
        (TicketAct.READ_PERSON, [SECRETARY], {}, ""),
        (TicketAct.READ_PERSON, [EDITOR], {"is_handler": True}, "not-yours"),
        (TicketAct.READ_PERSON, [SECRETARY], {"text": ""}, "text-needed"),
        (TicketAct.READ_PERSON, [SECRETARY], {"has_person": False}, "forgotten"),
        (TicketAct.READ_PERSON, [CHIEF], {"kind": TicketKind.DENUNCIATION}, ""),
        (TicketAct.ADD, [], {}, ""),
        (TicketAct.ADD, [], {"text": ""}, "text-needed"),
        (TicketAct.ADD, [], {"is_closed": True}, "closed"),
        (TicketAct.WITHDRAW, [], {}, ""),
        (TicketAct.WITHDRAW, [], {"is_closed": True}, "closed"),
        (TicketAct.RATE, [], {"is_answered": True, "rating": 5}, ""),
        (TicketAct.RATE, [], {"rating": 5}, "not-answered"),
        (TicketAct.RATE, [], {"is_answered": True, "is_rated": True, "rating": 5}, "rated"),
        (TicketAct.RATE, [], {"is_answered": True, "rating": 6}, "rating-needed"),
        (TicketAct.RATE, [], {"is_answered": True, "rating": 0}, "rating-needed"),
        (TicketAct.RATE, [], {"is_answered": True, "rating": 1}, ""),
    ],
)
def test_each_act_is_refused_for_its_own_reason(act, roles, values, expected):
    assert code(act, *roles, **values) == expected


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        (TicketKind.QUESTION, RoleKey.STANDING_DEPUTY, "not-yours"),
        (TicketKind.DENUNCIATION, RoleKey.STANDING_DEPUTY, ""),
        (TicketKind.DENUNCIATION, SECRETARY, "confidential"),
    ],
)
def test_who_asked_is_read_by_whom_the_charter_names_for_that_kind(kind, role, expected):
    questions = DEFAULT_QUESTIONS.model_copy(update={"confidential_to": (RoleKey.STANDING_DEPUTY,)})
    assert code(TicketAct.READ_PERSON, role, kind=kind, questions=questions) == expected


def test_a_denunciation_is_triaged_by_whom_the_charter_names_for_it():
    questions = DEFAULT_QUESTIONS.model_copy(update={"confidential_to": (CHIEF,), "triaged_by": (SECRETARY,)})
    assert code(TicketAct.TRIAGE, CHIEF, kind=TicketKind.DENUNCIATION, questions=questions) == ""
    assert code(TicketAct.TRIAGE, CHIEF, questions=questions) == "not-yours"


def test_a_member_to_whom_it_is_given_reads_it_and_nobody_else_beside_the_charters_roles():
    assert may_see(facts(EDITOR)).code == "not-yours"
    assert may_see(facts(EDITOR, is_handler=True)) is None
    assert may_see(facts(RoleKey.DEPUTY)) is None


ASSIGNED = DEFAULT_QUESTIONS.model_copy(update={"triaged_by": (SECRETARY,), "assigned_by": (RoleKey.DEPUTY,)})


@pytest.mark.parametrize(
    ("act", "values", "of_secretary", "of_deputy"),
    [
        (TicketAct.ASSIGN, {}, "not-yours", ""),
        (TicketAct.FORWARD, {}, "not-yours", ""),
        (TicketAct.TAKE_BACK, LEFT, "not-yours", ""),
        (TicketAct.TRIAGE, {}, "", "not-yours"),
        (TicketAct.SPAM, {}, "", "not-yours"),
        (TicketAct.HAND_OVER, SENDABLE, "", ""),
        (TicketAct.ASK_BACK, {}, "", ""),
        (TicketAct.NOTE, {}, "", ""),
    ],
)
def test_a_charter_may_tell_who_registers_from_who_assigns(act, values, of_secretary, of_deputy):
    assert code(act, SECRETARY, questions=ASSIGNED, **values) == of_secretary
    assert code(act, RoleKey.DEPUTY, questions=ASSIGNED, **values) == of_deputy


def test_everything_that_is_missing_before_a_draft_is_said_at_once():
    known = facts(RoleKey.DEPUTY, has_field=False, lacks_unit=True)
    assert [each.code for each in missing_before_draft(known)] == ["field-needed", "unit-needed", "not-drafter"]
    assert [each.code for each in missing_before_draft(facts(EDITOR, has_page=True, has_field=False))] == ["has-draft"]
    assert list(missing_before_draft(facts(EDITOR))) == []
