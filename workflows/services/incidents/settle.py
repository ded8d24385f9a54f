"""After an account was locked: another's word on each decision made with it, and giving the account back (R130)."""

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from workflows.gate import emergencies, incidents, item_state
from workflows.gate.incidents import Said
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.letters import incidents as incidents_letters
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.decision import Certificate, Decision
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser, name_of
from workflows.rules.act import Act
from workflows.rules.incidents import IncidentAct
from workflows.services.chain import appoint
from workflows.services.chain.follow_absence import follow_after_commit, tell_of_moments_after_commit
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of, lock_step
from workflows.services.votes import close as close_vote


@transaction.atomic
def answer(doubted: DoubtedDecision, user: SomeUser, *, is_upheld: bool, reason: str = "") -> None:
    """Uphold a decision, or disown it: then a run that it was part of ends, and its author is told. Raises `Refused`."""
    doubted = (
        DoubtedDecision.objects.select_for_update(of=("self",), no_key=True)
        .select_related("decision", "incident")
        .get(pk=doubted.pk)
    )
    row, board = doubted.decision, doubted.incident.board
    incidents.require(user, IncidentAct.UPHOLD if is_upheld else IncidentAct.DISOWN, doubted, Said(reason=reason))
    # Before the board's ledger, as every act does: the run, then what is put to the vote.
    state = None if is_upheld else _held_run(row)
    asked = [] if is_upheld else close_vote.lock_asked(board, row.digest)
    doubted.answer = ledger.write(
        board, Act.UPHOLD if is_upheld else Act.DISOWN, actor_of(board, user),
        page_id=row.page_id, revision_id=row.revision_id, run=row.run, digest=row.digest, title=row.title,
        comment=_("Dòng %(number)s (%(act)s). %(reason)s")
        % {"number": row.number, "act": row.get_act_display(), "reason": reason.strip()},
    )  # fmt: skip
    doubted.save()
    if not is_upheld:
        close_vote.stop_held(asked, _("Một phiếu đã gửi không được thừa nhận."))
        _undo(row, state, user, reason.strip())


@transaction.atomic
def reopen(incident: AccountIncident, user: SomeUser) -> None:
    """The person gets the account back with a password that they choose themselves by letter. Raises `Refused`."""
    incident = AccountIncident.objects.select_for_update(of=("self",), no_key=True).get(pk=incident.pk)
    incidents.require(user, IncidentAct.REOPEN, incident)
    account = incident.user
    title = name_of(account)[:255]
    incident.reopened = ledger.write(incident.board, Act.REOPEN, actor_of(incident.board, user), title=title)
    incident.save()
    if not AccountIncident.objects.filter(user=account, reopened=None).exists():
        account.is_active = True
        account.set_password(get_random_string(40))  # a usable one, so that the letter for a new one can be asked for
        account.save(update_fields=["is_active", "password"])
        seats = Member.objects.active().filter(user=account).select_related("board__charter")
        for seat in {each.board_id: each for each in seats}.values():
            follow_after_commit(seat.board)
            tell_of_moments_after_commit(seat)
        incidents_letters.account_reopened(incident)


def _held_run(row: Decision) -> StepState | None:
    """The open step of the run that this decision is part of, locked."""
    state = item_state.open_step(row.page.specific) if row.page else None
    return lock_step(state) if state and state.workflow_state_id == row.run else None


def _undo(row: Decision, state: StepState | None, user: SomeUser, reason: str) -> None:
    """What rests on a disowned decision and has not happened yet does not happen: its run, its appointed moment, its confirmation."""
    if row.page is None:
        return
    page = row.page.specific
    if state is not None:
        close_vote.stop_at(state, _("Một quyết định của lần trình này không được thừa nhận."))
        state.workflow_state.cancel(user=user)
        appoint.end_at(state, _("Một quyết định của lần trình này không được thừa nhận."))
        keep_clocks.no_longer_approved(page, _("một quyết định không được thừa nhận"))
        chain_letters.returned(state, page, reason)
    if _is_appointed_by(row, page):
        page.revisions.update(approved_go_live_at=None)
    waiting, provision = emergencies.waiting_posting(page), page.own_board.rules.urgent
    if row.act == Act.AFFIRM and waiting and provision and page.live:
        keep_clocks.start(page.own_board, emergencies.deadline_of(provision, page.content_kind), waiting.at, page)


def _is_appointed_by(row: Decision, page: ReviewedPage) -> bool:
    """Whether a version of the page becomes public at an approved moment on the strength of this decision, or of another of its run."""
    appointed = page.revisions.filter(approved_go_live_at__isnull=False).first()
    certificate = Certificate.objects.for_publication(page.pk, appointed.pk) if appointed else None
    if certificate is None:
        return False
    posting = certificate.decision
    return row.pk == posting.pk or (row.run is not None and row.run == posting.run)
