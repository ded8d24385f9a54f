"""The charter's [questions] (R67, R78, R144-R145, 2.13, 2.14), with the defaults where it is silent, and the kinds that the law keeps from the
public. Pure. Who may do what with a ticket stands in `ticket_rules.py`.
"""

from workflows.charter.provision import Provision
from workflows.charter.schema import Charter, Duration, Questions
from workflows.charter.words import RoleKey, TicketKind, TimeUnit

CONFIDENTIAL = frozenset({TicketKind.COMPLAINT, TicketKind.DENUNCIATION})
NEVER_PUBLIC = CONFIDENTIAL | {TicketKind.PERSONAL_DATA}
SENT_BY_CITIZENS = (TicketKind.QUESTION, TicketKind.FEEDBACK, TicketKind.INFORMATION, TicketKind.PERSONAL_DATA)

_FIFTEEN = Duration(amount=15, unit=TimeUnit.WORKING_DAY)
DEFAULT_WITHIN = {
    TicketKind.QUESTION: _FIFTEEN,
    TicketKind.FEEDBACK: _FIFTEEN,
    TicketKind.INFORMATION: _FIFTEEN,
    TicketKind.COMPLAINT: Duration(amount=10, unit=TimeUnit.DAY),
    TicketKind.DENUNCIATION: Duration(amount=7, unit=TimeUnit.WORKING_DAY),
    TicketKind.PERSONAL_DATA: Duration(amount=2, unit=TimeUnit.WORKING_DAY),
}
# What belongs to another body is passed on to it within five working days: feedback by law, the other kinds by default, as the form says.
SENT_ON_WITHIN = Duration(amount=5, unit=TimeUnit.WORKING_DAY)
SENT_ON = Provision(law="Điều 9 Nghị định 20/2008/NĐ-CP")
DEFAULT_QUESTIONS = Questions(
    triaged_by=(RoleKey.SECRETARY, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY),
    answered_by=(RoleKey.CHIEF, RoleKey.STANDING_DEPUTY),
    personal_data=(RoleKey.SECRETARY, RoleKey.CHIEF),
    confidential_to=(RoleKey.CHIEF,),
    waits_for_asker=Duration(amount=10, unit=TimeUnit.WORKING_DAY),
    kept_for=Duration(amount=180, unit=TimeUnit.DAY),
    rule="R78",
    law="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15",
)


def questions_of(charter: Charter) -> Questions:
    """Who does what with what citizens send, and for how long what is known of them is kept."""
    return charter.questions or DEFAULT_QUESTIONS


def assigners(questions: Questions) -> tuple[str, ...]:
    """Who gives a ticket to a member and forwards it: those who sort, where the charter doesn't tell them apart."""
    return questions.assigned_by or questions.triaged_by


def within_of(questions: Questions, kind: TicketKind) -> Duration:
    """How long an answer may take: fifteen working days for a question (R78)."""
    return questions.within.get(kind, DEFAULT_WITHIN[kind])
