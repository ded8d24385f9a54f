"""What happens around the demo's items: a mistake that was reported and corrected, a withdrawal, a disputed item put to the vote."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from portal.demo.content import confirmed, decide_until
from workflows.charter.after_publication import mistakes_of
from workflows.gate import corrections, item_state
from workflows.models import Board, Consultation, Member, ReviewedPage
from workflows.models.some_user import signed_in
from workflows.rules.act import Act
from workflows.rules.votes import rule_of
from workflows.services.afterwards import handle_mistake
from workflows.services.afterwards.report_mistake import report_mistake
from workflows.services.chain import submit
from workflows.services.chain.withdraw import withdraw
from workflows.services.votes import call as call_vote
from workflows.services.votes.call import Paper

Write = Callable[[Board, dict[str, Any]], bool]


def create_afterwards(board: Board, source: dict[str, Any]) -> int:
    """Do whatever of the board's file has not been done yet; returns how much."""
    kinds: tuple[tuple[str, Write], ...] = (
        ("correction", _correction),
        ("report", _report),
        ("withdrawal", _withdrawal),
        ("vote", _vote),
        ("consultation", _consultation),
    )
    return sum(write(board, item) for kind, write in kinds for item in source.get(kind, []))


def _correction(board: Board, item: dict[str, Any]) -> bool:
    page = _item(board, item["of"])
    if page.decisions.filter(act=Act.CORRECT).exists():
        return False
    handler = _first_of(board, mistakes_of(board.rules).handled_by)
    handle_mistake.confirm(report_mistake(board, page, item["reported"]), handler)
    author = board.members.get(key=item["by"]).user
    draft = page.get_latest_revision_as_object()
    draft.lead = draft.lead.replace(item["wrong"], item["right"])
    draft.save_revision(user=author)
    page = _item(board, item["of"])
    submit.submit(page, signed_in(author), confirmed(page, Act.SUBMIT), change=submit.CORRECTION, note=item["note"])
    decide_until(page, "", "")
    return True


def _report(board: Board, item: dict[str, Any]) -> bool:
    page = _item(board, item["of"])
    if page.mistake_reports.exists():
        return False
    report_mistake(board, page, item["what"], item["should_be"])
    return True


def _withdrawal(board: Board, item: dict[str, Any]) -> bool:
    page = _item(board, item["of"])
    if corrections.notice_of(page):
        return False
    withdraw(page, _first_of(board, board.rules.withdrawal.who), item["reason"])
    return True


def _vote(board: Board, item: dict[str, Any]) -> bool:
    page = _item(board, item["of"])
    state = item_state.open_step(page)
    if state is None or Consultation.objects.filter(page=page.pk).exists():
        return False
    call_vote.call(state, _first_of(board, rule_of(board.rules).callers), item["text"], _in_days(item["days"]))
    return True


def _consultation(board: Board, item: dict[str, Any]) -> bool:
    if Consultation.objects.filter(board=board, subject=item["subject"]).exists():
        return False
    paper = Paper(item["subject"], item["text"], _in_days(item["days"]))
    call_vote.consult(board, _first_of(board, rule_of(board.rules).callers), paper)
    return True


def _item(board: Board, title: str) -> ReviewedPage:
    """The item of this title, as its own class."""
    return Page.objects.descendant_of(board.root_page).get(draft_title=title).specific


def _first_of(board: Board, roles: Any) -> Any:
    """Who sits on the board's first seat in one of these roles."""
    return Member.objects.active().filter(board=board).named(roles).order_by("pk")[0].user


def _in_days(days: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=days)
