"""Letting go of the draft of an answer that must never be public: it leaves its chain, its text goes, nobody publishes it any more.

A draft that the ledger knows stays as an empty page, so that the ledger's rows have what they name; any other is deleted.
"""

from typing import Any

from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, PageLogEntry, Revision, TaskState

from questions.models import QuestionPage, Ticket, TicketEvent
from questions.services.holding import held
from questions.ticket_act import TicketAct
from workflows.digests.digest import HOUSEKEEPING
from workflows.gate import item_state
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.letters import sealed_contact
from workflows.models import Consultation, Decision
from workflows.models.some_user import SomeUser
from workflows.services.chain import recall
from workflows.services.locking import lock_page, lock_step, lock_vote


def held_with_draft(ticket: Ticket) -> Ticket:
    """`holding.held` for an act that may let go of the draft: its run, a vote and the page are locked first, as in every act on an item."""
    page = QuestionPage.objects.filter(ticket=ticket.pk).first()
    if page is not None:
        if state := item_state.open_step(page):
            lock_step(state)
            for vote in Consultation.objects.unsettled().filter(step=state):
                lock_vote(vote)
        lock_page(page)
    return held(ticket)


def discard(ticket: Ticket, actor: ledger.Actor, user: SomeUser | None = None, *, keeps_text: bool = True) -> None:
    """Let go of the draft, if there is one. The ticket is held, and saved by the caller, who has made sure that the page is not public.

    `keeps_text`: what was written stands sealed among the ticket's notes, for whom may read the ticket, as long as its other texts.
    """
    if ticket.page_id is None:
        return
    page = QuestionPage.objects.get(pk=ticket.page_id)
    ticket.page = None
    if keeps_text:
        _keep_text(ticket, page, actor)
    state = item_state.open_step(page)
    if state:
        reason = _("Câu hỏi này không được trả lời công khai nữa, nên câu trả lời thôi xét duyệt.")
        recall.end(lock_step(state), page, actor, reason, _("Câu hỏi không được trả lời công khai nữa."), user)
    page = _emptied(page, _("Câu hỏi %s: không đăng") % ticket.reference)
    if state:
        chain_letters.recalled(state, page, reason)
    if Decision.objects.filter(page=page.pk).exists():
        ticket.discarded_draft = page
    else:
        page.delete()


def empty_drafts_of(page: QuestionPage) -> None:
    """Of an answer that was public: empty what was saved on the way and never approved. What was public stays."""
    approved = page.revisions.exclude(certificates=None).order_by("-pk").values("pk")[:1]
    drafts = page.revisions.filter(
        certificates=None, pk__lt=Subquery(approved)
    )  # a later one is a new version of what was public
    _empty_revisions(drafts, page.title, _blank(page.title, page.slug).serializable_data())


def _keep_text(ticket: Ticket, page: QuestionPage, actor: ledger.Actor) -> None:
    written = page.get_latest_revision_as_object()
    answer = "\n\n".join(QuestionPage._meta.get_field("answer").get_searchable_content(written.answer))
    text = _("Bản nháp câu trả lời đã bỏ, để dùng lại nếu cần:") + f"\n\n{written.title}\n\n{answer}"
    TicketEvent.objects.create(
        ticket=ticket,
        act=TicketAct.NOTE,
        person=", ".join(filter(None, (actor.person, actor.capacity)))[:300],
        user=actor.user_id,
        sealed=sealed_contact.seal(text.strip(), sealed_contact.QUESTION),
        at=timezone.now(),
    )


def _blank(title: str, slug: str) -> QuestionPage:
    return QuestionPage(title=title, slug=slug, draft_title=title)


def _emptied(page: QuestionPage, title: str) -> QuestionPage:
    """The page without any text, nor any in what Wagtail keeps beside it: revisions, comments, its own log. The search index follows."""
    page = QuestionPage.objects.get(pk=page.pk)
    slug = (
        page.slug if page.first_published_at else f"khong-dang-{page.pk}"
    )  # where it was public, its address says that it came down
    blank = _blank(title, slug)
    for field in page._meta.concrete_fields:
        if field.name not in HOUSEKEEPING and not field.primary_key:
            setattr(page, field.attname, getattr(blank, field.attname))
    page.draft_title, page.has_unpublished_changes = title, False
    page.save(clean=False)
    _empty_revisions(page.revisions.all(), title, page.serializable_data())
    page.revisions.update(approved_go_live_at=None)
    getattr(page, COMMENTS_RELATION_NAME).all().delete()
    PageLogEntry.objects.filter(page=page.pk).update(label=title, data={})
    TaskState.objects.filter(workflow_state__in=page.workflow_states.all()).update(comment="")
    return page


def _empty_revisions(revisions: QuerySet[Revision], title: str, blank: dict[str, Any]) -> None:
    """Rows of the ledger name them, so they stay, with nothing but what Wagtail keeps for its housekeeping; and a correction's note that was told."""
    for revision in revisions:
        kept = {key: value for key, value in revision.content.items() if key in HOUSEKEEPING}
        text = {key: value for key, value in blank.items() if key not in HOUSEKEEPING}
        if revision.certificates.exists():
            text["correction_note"] = revision.content.get("correction_note", "")
        content = {**kept, **text, "draft_title": title, COMMENTS_RELATION_NAME: []}
        Revision.objects.filter(pk=revision.pk).update(content=content, object_str=title)
