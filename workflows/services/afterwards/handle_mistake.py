"""What the board does with a reported mistake: give it to a member, own it, answer it, join it to another (R121-R124)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from workflows.gate import follow_up, mistakes
from workflows.gate.mistakes import Said
from workflows.ledger import ledger
from workflows.letters import afterwards as afterwards_letters
from workflows.letters import sealed_contact
from workflows.models.board import Member
from workflows.models.mistake import ContactReading, MistakeReport, MistakeState
from workflows.models.some_user import SomeUser, name_of, signed_in
from workflows.rules.mistakes import MistakeAct
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of


@transaction.atomic
def assign(report: MistakeReport, user: SomeUser, member: Member | None) -> None:
    """Give it to a member to look at. Raises `Refused`."""
    report = _held(report)
    mistakes.require(user, MistakeAct.ASSIGN, report, Said(member=member))
    report.handler = member
    if report.state == MistakeState.NEW:
        report.state = MistakeState.LOOKING
    _record(report, actor_of(report.board, user), _("Giao %s xem xét.") % member)
    afterwards_letters.mistake_reported(report, [member] if member else [])


@transaction.atomic
def confirm(report: MistakeReport, user: SomeUser) -> None:
    """There is a mistake: it is being corrected through the chain, and is answered by the correction. Raises `Refused`."""
    report = _held(report)
    mistakes.require(user, MistakeAct.CONFIRM, report)
    report.state = MistakeState.CORRECTING
    _record(report, actor_of(report.board, user), _("Có sai sót, đang sửa."))


@transaction.atomic
def answer(report: MistakeReport, user: SomeUser, finding: str, text: str) -> None:
    """Answer and close it; `finding` is `fixed` or `no-mistake`. The text is public. Raises `Refused`."""
    report = _held(report)
    mistakes.require(user, MistakeAct.ANSWER, report, Said(finding=finding, text=text))
    _close(report, MistakeState(finding), text.strip(), actor_of(report.board, user))


@transaction.atomic
def merge(report: MistakeReport, user: SomeUser, code: str) -> None:
    """It is the same mistake as another open report says; both are answered together. Raises `Refused`."""
    report = _held(report)
    others = MistakeReport.objects.filter(board=report.board_id).exclude(pk=report.pk)
    other = others.select_for_update(no_key=True).filter(code=code.strip().lower()).first()
    mistakes.require(user, MistakeAct.MERGE, report, Said(other=other))
    actor, moved = actor_of(report.board, user), list(report.merged.select_for_update(no_key=True))
    for each in (report, *moved):
        each.same_as, each.state = other, MistakeState.MERGED
        _record(each, actor, _("Cùng một sai sót với báo %s.") % code.strip().lower())
    keep_clocks.stop([each.clock for each in (report, *moved) if each.clock and not each.clock.stopped_at], _("gộp"))


@transaction.atomic
def settle(page: Page, text: str, actor: ledger.Actor) -> None:
    """The page was corrected, or taken down: what waits for that is answered with it."""
    waiting = MistakeReport.objects.select_for_update(of=("self",), no_key=True).filter(
        page=page.pk, state=MistakeState.CORRECTING
    )
    for report in waiting.select_related("board", "clock"):
        _close(report, MistakeState.FIXED, text, actor)


def settle_taken_down(page: Page, reason: str, actor: ledger.Actor) -> None:
    """The page came down, by whomever or by itself."""
    settle(page, _("Nội dung đã được gỡ khỏi cổng. Lý do: %s") % reason, actor)


@transaction.atomic
def read_contact(report: MistakeReport, user: SomeUser) -> str:
    """How to reach the sender; that one has looked is written down first. Raises `Refused`."""
    mistakes.require(user, MistakeAct.READ_CONTACT, report)
    account = signed_in(user)
    name = name_of(account)
    ContactReading.objects.create(report=report, user=account, person=name)
    return sealed_contact.unseal(report.contact.sealed) or _("Không giải mã được: khóa bí mật của cổng đã đổi.")


def _held(report: MistakeReport) -> MistakeReport:
    """Read again under a lock, so that of two people pressing at once one acts and the other is told."""
    found = MistakeReport.objects.select_for_update(of=("self",), no_key=True).select_related(
        "board__charter", "page", "clock"
    )
    return found.get(pk=report.pk)


def _close(report: MistakeReport, state: MistakeState, text: str, actor: ledger.Actor) -> None:
    joined = list(report.merged.select_for_update(of=("self",), no_key=True).select_related("board"))
    report.state, report.answer, report.closed_at = state, text, timezone.now()
    _record(report, actor, _("%(state)s. Trả lời: %(text)s") % {"state": state.label.capitalize(), "text": text})
    for each in joined:
        each.answer, each.closed_at = text, report.closed_at
        _record(each, actor, _("Trả lời cùng báo %(code)s: %(text)s") % {"code": report.code, "text": text})
    if report.clock and report.clock.stopped_at is None:
        keep_clocks.stop([report.clock], _("đã trả lời"))


def _record(report: MistakeReport, actor: ledger.Actor, comment: str) -> None:
    report.turn += 1
    follow_up.record(report, actor, comment)
    report.save()
