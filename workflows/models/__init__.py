"""Every model, for Django's discovery and for other packages. Inside `workflows/` nobody imports this module: it stands above all of them."""

from workflows.doors.page import GuardedPage
from workflows.doors.steps import ApproveTask, PublishTask, ReviewTask, VoteTask
from workflows.models.account_change import AccountChange
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.appointment import Appointment
from workflows.models.board import Alias, Board, CharterVersion, Field, Member, Section, Unit
from workflows.models.calendar_day import CalendarDay
from workflows.models.calendar_feed import CalendarFeed
from workflows.models.chain import Chain, ChainStep, StepState
from workflows.models.consultation import Ballot, Consultation, Elector, Supplement
from workflows.models.decision import Certificate, CitedFile, Decision
from workflows.models.delegation import Delegation
from workflows.models.failed_posting import FailedPosting
from workflows.models.file_reading import FileReading
from workflows.models.item_clock import ClockExtension, ClockPause, ItemClock, Reminder
from workflows.models.leave import Leave
from workflows.models.mistake import ContactReading, MistakeContact, MistakeReport, MistakeState, WithdrawalNotice
from workflows.models.reviewed import ReviewedPage, Routed
from workflows.models.spot_check import SpotCheck
from workflows.models.tick import Tick

__all__ = [
    "AccountChange",
    "AccountIncident",
    "Alias",
    "Appointment",
    "ApproveTask",
    "Ballot",
    "Board",
    "CalendarDay",
    "CalendarFeed",
    "Certificate",
    "Chain",
    "ChainStep",
    "CharterVersion",
    "CitedFile",
    "ClockExtension",
    "ClockPause",
    "Consultation",
    "ContactReading",
    "Decision",
    "Delegation",
    "DoubtedDecision",
    "Elector",
    "FailedPosting",
    "Field",
    "FileReading",
    "GuardedPage",
    "ItemClock",
    "Leave",
    "Member",
    "MistakeContact",
    "MistakeReport",
    "MistakeState",
    "PublishTask",
    "Reminder",
    "ReviewTask",
    "ReviewedPage",
    "Routed",
    "Section",
    "SpotCheck",
    "StepState",
    "Supplement",
    "Tick",
    "Unit",
    "VoteTask",
    "WithdrawalNotice",
]
