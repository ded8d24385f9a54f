"""What happens to a comment: it comes in, is taken into the draft or declined, and its sender is told the result. Each a row of the ledger."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.drafts import gate
from documents.drafts.comments import As, CommentContact, CommentState, DraftComment, Reason
from documents.drafts.gate import Said
from documents.drafts.pages import DraftPage, ShownComment
from documents.drafts.rules import CommentAct
from workflows.ledger import ledger
from workflows.letters import sealed_contact
from workflows.letters.to_citizens import Letter, send_owed
from workflows.models import Board
from workflows.models.some_user import SomeUser
from workflows.services.locking import actor_of, lock_page, next_number

KEPT_DAYS = 365  # how long after the last day an address waits for a synthesis that does not come


@dataclass(frozen=True)
class Sent:
    """What the form gave. `name` counts only with `agreed`, the sentence with which the sender agreed to be named."""

    text: str
    part: str = ""
    sent_as: As = As.PERSON
    name: str = ""
    agreed: str = ""
    email: str = ""
    is_proved: bool = True


@dataclass(frozen=True)
class Taken:
    """A comment as it is to be shown: without what is private in it, perhaps with a reply."""

    comment: int
    text: str
    reply: str = ""


@transaction.atomic
def receive(page: DraftPage, sent: Sent) -> DraftComment:
    """Take in a comment. Raises `Refused` outside the days, and where the draft is not public."""
    page = lock_page(page)
    gate.require(None, CommentAct.SEND, page)
    board = page.own_board
    comment = DraftComment(
        board=board,
        page=page,
        number=next_number(board, DraftComment.objects.filter(page=page.pk)),
        part=sent.part,
        text=sent.text,
        sent_as=sent.sent_as,
        shown_as=sent.name if sent.agreed else "",
        agreed=sent.agreed if sent.name else "",
        is_proved=sent.is_proved,
        received_at=timezone.now(),
    )
    _record([comment], ledger.Actor(), _("Tiếp nhận góp ý."))
    if sent.email:
        CommentContact.objects.create(comment=comment, sealed=sealed_contact.seal(sent.email, sealed_contact.COMMENT))
    return comment


@transaction.atomic
def take_up(page: DraftPage, user: SomeUser, taken: Iterable[Taken]) -> int:
    """Write comments into a new version of the draft, which then goes through the chain; how many. Raises `Refused`."""
    page = lock_page(page)
    chosen = {each.comment: each for each in taken}
    comments = _held(page, chosen)
    texts = tuple(chosen[comment.pk].text for comment in comments)
    gate.require(user, CommentAct.TAKE_UP, page, Said(texts=texts))
    if not comments:
        return 0
    draft: DraftPage = page.get_latest_revision_as_object()
    rows = {row.comment_id: row for row in draft.shown_comments.all()}
    for comment in comments:
        row = rows.setdefault(comment.pk, ShownComment(comment=comment))
        row.number, row.part, row.shown_as = comment.number, comment.part, comment.shown_as
        row.sent_on = timezone.localdate(comment.received_at)
        row.text, row.reply = chosen[comment.pk].text.strip(), chosen[comment.pk].reply.strip()
    _write(draft, rows.values(), user)
    for comment in comments:
        comment.state, comment.reason = CommentState.TAKEN, ""
    _record(comments, actor_of(page.own_board, user), _("Đưa vào bản nháp."))
    return len(comments)


@transaction.atomic
def decline(page: DraftPage, user: SomeUser, key: int, reason: str) -> None:
    """Not show a comment, with the reason that citizens can read; out of the draft again, if it was in it. Raises `Refused`."""
    page = lock_page(page)
    gate.require(user, CommentAct.DECLINE, page, Said(reason=reason))
    for comment in _held(page, [key]):
        draft: DraftPage = page.get_latest_revision_as_object()
        rows = list(draft.shown_comments.all())
        kept = [row for row in rows if row.comment_id != comment.pk]
        if len(kept) < len(rows):
            _write(draft, kept, user)
        comment.state, comment.reason = CommentState.DECLINED, reason
        _record([comment], actor_of(page.own_board, user), _("Không đăng: %s.") % Reason(reason).label)


def tell_commenters() -> int:
    """Mail the result to those who left an address, once the synthesis is public; how many letters went out."""
    owed = CommentContact.objects.filter(comment__page__live=True, comment__page__answered_on__isnull=False)
    return send_owed(owed.select_related("comment__page"), _letter)


def forget_contacts() -> int:
    """Remove the addresses that were used, and those that have waited for a synthesis long enough; how many."""
    until = timezone.localdate() - datetime.timedelta(days=KEPT_DAYS)
    over = Q(told_at__isnull=False) | Q(comment__page__closes_on__lt=until)
    return CommentContact.objects.filter(over).delete()[0]


def _held(page: DraftPage, keys: Iterable[int]) -> list[DraftComment]:
    Board.objects.select_for_update(no_key=True).get(pk=page.own_board.pk)
    found = DraftComment.objects.filter(page=page.pk, pk__in=list(keys)).order_by("number")
    return list(found.select_for_update(of=("self",), no_key=True).select_related("board"))


def _write(draft: DraftPage, rows: Iterable[ShownComment], user: SomeUser) -> None:
    ordered = sorted(rows, key=lambda row: row.number)
    for place, row in enumerate(ordered):
        row.sort_order = place
    setattr(draft, "shown_comments", ordered)  # noqa: B010  # to mypy it is a class attribute
    draft.save_revision(user=user, log_action=True)


def _record(comments: list[DraftComment], actor: ledger.Actor, said: str) -> None:
    """Write what these comments of one draft are from now on into the ledger, and save them."""
    for comment in comments:
        comment.turn += 1
    said_of = [{"title": comment.ledger_title, "digest": comment.digest, "comment": said} for comment in comments]
    written = ledger.write_many(comments[0].board, [(DraftComment.ledger_act, actor, each) for each in said_of])
    for comment, row in zip(comments, written, strict=True):
        comment.written = row
        comment.save()


def _letter(contact: CommentContact) -> Letter:
    comment = contact.comment
    address = sealed_contact.unseal(contact.sealed, sealed_contact.COMMENT)
    text = render_to_string("documents/letters/comment_answered.txt", {"comment": comment, "page": comment.page})
    return Letter(address, text, f"the result of comment {comment.pk}")
