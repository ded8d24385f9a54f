"""The demo's drafts that are open for comment, what people said of them, and one that is closed and answered."""

import datetime
from typing import Any

from django.utils import timezone

from documents.drafts import services
from documents.drafts.comments import As, CommentState, DraftComment
from documents.drafts.forms import AGREEMENT
from documents.drafts.pages import DraftIndexPage, DraftPage
from portal.demo.content import body_of, confirmed, days_ago, decide_until, routing, section_of, walk
from workflows.models import Board
from workflows.models.some_user import signed_in
from workflows.rules.act import Act
from workflows.services.chain import submit


def create_drafts(board: Board, source: dict[str, Any]) -> int:
    """Write every draft of the board's file that is not there yet; returns how many."""
    return sum(_draft(board, item) for item in source.get("draft", []))


def _draft(board: Board, item: dict[str, Any]) -> bool:
    opened, tomorrow = days_ago(item["opens_days_ago"]), timezone.localdate() + datetime.timedelta(days=1)
    page = DraftPage(
        title=item["title"],
        type=item["type"],
        drafted_by=item["drafted_by"],
        asked=item["asked"],
        text=body_of(item, board),
        opens_on=opened,
        closes_on=days_ago(-item["closes_in"]) if "closes_in" in item else tomorrow,
        other_ways=item.get("other_ways", ""),
        **routing(board, item),
    )
    if not walk(board, section_of(board, DraftIndexPage), page, item, opened):
        return False
    for said in item["comment"]:
        name = said.get("name", "")
        sent_as = As.ORGANISATION if name.startswith("Hội") else As.PERSON
        agreed = str(AGREEMENT) if name else ""
        comment = services.receive(page, services.Sent(said["text"], said.get("part", ""), sent_as, name, agreed))
        if "declined" in said:
            services.decline(page, signed_in(page.owner), comment.pk, said["declined"])
        elif said.get("shown"):
            services.take_up(
                page, signed_in(page.owner), [services.Taken(comment.pk, comment.text, said.get("reply", ""))]
            )
    if DraftComment.objects.filter(page=page.pk, state=CommentState.TAKEN).exists():
        _post_again(board, page, item)
    return True


def _post_again(board: Board, page: DraftPage, item: dict[str, Any]) -> None:
    """With the comments, and what became of the draft, where its days are over."""
    page = DraftPage.objects.get(pk=page.pk)
    if "synthesis" in item:
        version = page.get_latest_revision_as_object()
        version.closes_on = days_ago(item["closed_days_ago"])
        version.synthesis = body_of({"paragraphs": item["synthesis"]}, board)
        version.answered_on = days_ago(item["closed_days_ago"] - 3)
        version.save_revision(user=page.owner)
        page = DraftPage.objects.get(pk=page.pk)
    submit.submit(page, signed_in(page.owner), confirmed(page, Act.SUBMIT))
    decide_until(page, "", "")
