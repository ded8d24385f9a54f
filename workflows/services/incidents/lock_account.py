"""«Tôi bị lộ mật khẩu» (R130): sessions closed, account locked, the chief told, what was decided since then listed for another's word."""

import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from workflows.clocks.sentence import day_and_time
from workflows.gate import incidents
from workflows.gate.incidents import Said
from workflows.ledger import ledger
from workflows.letters import incidents as incidents_letters
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.board import Board, Member
from workflows.models.calendar_feed import CalendarFeed
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation
from workflows.models.leave import Leave
from workflows.models.some_user import name_of
from workflows.rules.act import Act
from workflows.rules.incidents import IncidentAct
from workflows.services.chain.follow_absence import follow_after_commit
from workflows.services.deeds import delegate
from workflows.services.leaves import end as leave

NOT_DECIDED = (Act.SEAT, Act.INCIDENT)


@transaction.atomic
def lock_account(account: Any, since: datetime.datetime, what: str, by: Any) -> list[AccountIncident]:
    """One incident per board on which the account has a seat. Raises `Refused`."""
    account = get_user_model().objects.select_for_update().get(pk=account.pk)
    seats = list(Member.objects.active().filter(user=account).select_related("board__charter", "user").order_by("pk"))
    boards = list({seat.board_id: seat.board for seat in seats}.values())
    incidents.require(by, IncidentAct.REPORT, account, Said(since=since))
    own = {seat.board_id: seat for seat in reversed(seats)} if account.pk == by.pk else {}
    written = [_report(board, account, since, what, by, own.get(board.pk)) for board in boards]
    account.is_active = False
    account.set_password(get_random_string(40))  # what is signed in with the old one is signed in no longer
    account.save(update_fields=["is_active", "password"])
    CalendarFeed.objects.revoke(account)
    for incident in written:
        incidents_letters.account_locked(incident)
        follow_after_commit(incident.board)
    return written


def _report(
    board: Board, account: Any, since: datetime.datetime, what: str, by: Any, own: Member | None
) -> AccountIncident:
    """The incident on one board: its row, what was decided with the account since then, and the end of what it has lent."""
    seat = own or Member.objects.of_user(by).filter(board=board).select_related("user").order_by("pk").first()
    row = ledger.write(
        board,
        Act.INCIDENT,
        ledger.Actor.of(seat) if seat else ledger.Actor.user(by, "Quản trị kỹ thuật"),
        title=name_of(account)[:255],
        comment=f"Từ {day_and_time(since)}. {what.strip()}".strip(),
    )
    incident = AccountIncident.objects.create(board=board, user=account, since=since, report=row)
    made = Q(user=account.pk) | Q(delegation__giver_user=account, delegation__written_at__gte=since)
    rows = Decision.objects.filter(made, board=board, at__gte=since, number__lt=row.number)
    DoubtedDecision.objects.bulk_create(
        [DoubtedDecision(incident=incident, decision=row) for row in rows.exclude(act__in=NOT_DECIDED)]
    )
    _end_leaves(incident)
    _end_deeds(incident)
    return incident


def _end_deeds(incident: AccountIncident) -> None:
    """What the account has lent since then is lent no longer: a deed that was meant is written anew."""
    written = incident.doubted.filter(decision__act__in=[Act.DELEGATE, Act.CONFIRM])
    digests = set(written.values_list("decision__digest", flat=True))
    for deed in Delegation.objects.filter(board=incident.board, ended_at=None).with_scope():
        if deed.digest in digests:
            delegate.end_unasked(deed, _("Tài khoản lập hoặc xác nhận văn bản này bị báo lộ."))


def _end_leaves(incident: AccountIncident) -> None:
    """Nobody is away by what the account has stated since then: a leave that is one is stated anew."""
    said = incident.doubted.filter(decision__act=Act.LEAVE).values("decision")
    for each in Leave.objects.open().filter(board=incident.board, stated__in=said).whole():
        leave.end_unasked(each, _("Tài khoản ghi lần nghỉ này bị báo lộ."))
