"""What the content guard and the checklist tell the rules about one version of an item; asked by the gate only."""

from typing import Any

from workflows.content_guard.checklist import unticked
from workflows.content_guard.report import is_declared, report_on
from workflows.digests.digest import content_digest, described
from workflows.models.board import Board
from workflows.rules.act import Act


def guard_facts(
    user: Any, act: Act, page: Any, board: Board, revision: Any, draft: Any, media: list[tuple[str, int, Any]]
) -> dict[str, Any]:
    """Secrecy marks that nobody has declared to be none, who may declare that, and what this person has yet to confirm."""
    marks = report_on(draft, board, media).marks
    if marks and is_declared(page.pk, content_digest(revision.content, [described(*each) for each in media])):
        marks = ()
    declaration = board.rules.secrecy_declaration
    return {
        "marks": marks,
        "declaring_roles": frozenset(declaration.who if declaration else ()),
        "unticked": unticked(board, draft, revision.pk, act, user),
    }
