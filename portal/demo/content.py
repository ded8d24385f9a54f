"""The demo's items: drafted, submitted, decided and posted through the services, by the people whose seats may do it."""

import datetime
import html
import io
import tomllib
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Page

from documents.models import DocumentFile, DocumentIndexPage, DocumentPage
from documents.validity.relations import DocumentRelation
from news.models import NewsIndexPage, NewsPage
from pages import pictures
from pages.blocks import BodyBlock
from pages.models import PortalDocument, PortalImage, StaticPage
from pages.section import SectionPage
from portal.demo.pictures import draw
from portal.demo.signed_copy import plain_pdf
from questions.models import QuestionIndexPage, QuestionPage
from vietnamese.slugs import vietnamese_slug
from workflows.charter.words import StepKind
from workflows.content_guard.checklist import items_for
from workflows.gate import gate, item_state
from workflows.models import Board, Member, ReviewedPage, StepState
from workflows.models.some_user import signed_in
from workflows.rules.act import Act
from workflows.services.chain import decide, publish, return_for_changes, submit

CONTENT_FOLDER = Path(__file__).parent
PUBLISHED, DRAFT, RETURNED = "published", "draft", "returned"


def source_of(board: Board) -> dict[str, Any]:
    """What the board's file says."""
    return tomllib.loads((CONTENT_FOLDER / f"{board.slug}.toml").read_text(encoding="utf-8"))


def create_content(board: Board, source: dict[str, Any]) -> int:
    """Write every demo item of this board that is not there yet; returns how many."""
    written = 0
    for kind, write in (("page", _page), ("news", _news), ("document", _document), ("question", _question)):
        for item in sorted(source.get(kind, []), key=lambda item: -_age(item)):
            written += write(board, item)
    return written


def _age(item: dict[str, Any]) -> int:
    return int(item.get("days_ago") or item.get("answered_days_ago") or 0)


def _page(board: Board, item: dict[str, Any]) -> bool:
    page = StaticPage(title=item["title"], body=body_of(item, board), live=False, show_in_menus=True)
    return walk(board, board.root_page, page, item, days_ago(item["days_ago"]))


def _news(board: Board, item: dict[str, Any]) -> bool:
    page = NewsPage(
        title=item["title"],
        lead=item["lead"],
        body=body_of(item, board),
        section=board.sections.get(key=item["section"]),
        event_date=days_ago(item["days_ago"]),
        author=item["author"],
        pen_name=item.get("pen_name", ""),
        is_own=not item.get("source"),
        source=item.get("source", ""),
        source_url=item.get("source_url", ""),
        **routing(board, item),
    )
    page.tags.add(*item.get("tags", []))
    return walk(board, section_of(board, NewsIndexPage), page, item, days_ago(item["days_ago"] - 1))


def _document(board: Board, item: dict[str, Any]) -> bool:
    signed = days_ago(item["days_ago"])
    page = DocumentPage(
        title=item["title"],
        number=item["number"],
        type=item["type"],
        issuer=item["issuer"],
        signer=item["signer"],
        signer_title=item["signer_title"],
        signed_on=signed,
        effective_on=signed + datetime.timedelta(days=item.get("effective_after", 0)),
        abstract=item["abstract"],
        text=body_of(item, board),
        **routing(board, item),
    )
    for said in item.get("relations", []):
        page.relations.add(_relation(board, said))
    pdf = ContentFile(plain_pdf(item["number"], signed), name=f"{vietnamese_slug(item['number'])}.pdf")
    file = PortalDocument.objects.create(title=item["number"], collection=board.collection, file=pdf)
    page.files.add(DocumentFile(document=file, title=f"{item['number']} (bản PDF)"))
    return walk(board, section_of(board, DocumentIndexPage), page, item, signed)


def _relation(board: Board, said: dict[str, Any]) -> DocumentRelation:
    """To a document of the same board, by its number, or to one that is only named."""
    section = section_of(board, DocumentIndexPage)
    if target := DocumentPage.objects.child_of(section).filter(number=said.get("to", "")).first():
        return DocumentRelation(kind=said["kind"], target=target)
    return DocumentRelation(kind=said["kind"], **said["named"])


def _question(board: Board, item: dict[str, Any]) -> bool:
    answered = days_ago(item["answered_days_ago"])
    page = QuestionPage(
        title=item["title"],
        question=item["question"].strip(),
        asker=item["asker"],
        asked_on=days_ago(item["asked_days_ago"]),
        answer=body_of(item, board),
        answered_by=item["answered_by"],
        answered_on=answered,
        **routing(board, item),
    )
    return walk(board, section_of(board, QuestionIndexPage), page, item, answered)


def routing(board: Board, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "field": board.fields.get(key=item["field"]),
        "unit": board.units.get(key=item["unit"]) if item.get("unit") else None,
        "is_sensitive": item.get("sensitive", False),
        "live": False,
    }


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def body_of(item: dict[str, Any], board: Board) -> Any:
    blocks: list[Any] = []
    headings = {int(index): text for index, text in item.get("heading_after", {}).items()}
    for number, paragraph in enumerate(item["paragraphs"]):
        heading = f"<h2>{html.escape(headings[number])}</h2>" if number in headings else ""
        blocks.append(("text", f"{heading}<p>{html.escape(paragraph.strip())}</p>"))
        if number == 0 and "picture" in item:
            blocks.append(("picture", _picture(item["picture"], item["title"], board)))
        if number == 1 and "quote" in item:
            blocks.append(("quote", item["quote"]))
    if "table" in item:
        blocks.append(("table", _table(item["table"])))
    return BodyBlock().to_python([_raw(kind, value) for kind, value in blocks])


def _raw(kind: str, value: Any) -> dict[str, Any]:
    """A block as a revision stores it."""
    block = BodyBlock().child_blocks[kind]
    return {"type": kind, "value": block.get_prep_value(block.normalize(value))}


def _picture(picture: dict[str, Any], title: str, board: Board) -> dict[str, Any]:
    file = ImageFile(io.BytesIO(draw(picture["motif"], seed=title)), name=f"{vietnamese_slug(title)[:60]}.jpg")
    image = PortalImage.objects.create(
        title=title[:200],
        description=picture["alt"][:255],
        author=picture["author"],
        collection=board.collection,
        file=file,
    )
    pictures.cut(image)  # at once: the item is submitted in the same transaction
    return {
        "image": image,
        "alternative": picture["alt"],
        "caption": picture.get("caption", ""),
        "author": picture["author"],
    }


def _table(table: dict[str, Any]) -> Any:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in table["head"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in table["rows"]],
        "caption": table["caption"],
    }


def section_of(board: Board, kind: type[SectionPage]) -> Page:
    return kind.objects.child_of(board.root_page).get()


def walk(board: Board, parent: Page, page: ReviewedPage, item: dict[str, Any], day: datetime.date) -> bool:
    """Draft, submit, and let the board's people decide until the item stands where it should."""
    page.slug = vietnamese_slug(page.title)
    if parent.get_children().filter(slug=page.slug).exists():
        return False
    author = board.members.get(key=item["by"]).user
    page.owner = author
    parent.add_child(instance=page)
    page.save_revision(user=author)
    stop = item["stop_at"]
    if stop == DRAFT:
        return True
    submit.submit(page, signed_in(author), confirmed(page, Act.SUBMIT))
    moment = datetime.datetime.combine(day, datetime.time(9, 30), timezone.get_current_timezone())
    if stop == RETURNED and (state := item_state.open_step(page)):
        return_for_changes.return_for_changes(state, signed_in(_decider(state, Act.RETURN).user), item["return_reason"])
    else:
        decide_until(page, stop, item.get("note", ""), moment)
    Page.objects.filter(pk=page.pk, live=True).update(last_published_at=moment)
    return True


def decide_until(page: ReviewedPage, stop: str, note: str, first_published_at: datetime.datetime | None = None) -> None:
    """Let the board's people pass an item on until it waits at a step, or is public."""
    while (state := item_state.open_step(page)) and state.task.specific.key != stop:
        if (
            first_published_at and state.kind == StepKind.PUBLISH
        ):  # the item's own day, which its certificate then holds
            Page.objects.filter(pk=page.pk).update(first_published_at=first_published_at)
        _pass_on(state, note)


def _pass_on(state: StepState, note: str) -> None:
    if state.kind == StepKind.PUBLISH:
        ticks = confirmed(state.judged.draft, Act.PUBLISH)
        publish.publish(state, signed_in(_decider(state, Act.PUBLISH).user), ticks=ticks)
    else:
        ticks = confirmed(state.judged.draft, Act(state.kind))
        decide.decide(state, signed_in(_decider(state, Act(state.kind)).user), note, ticks)


def confirmed(page: ReviewedPage, act: Act) -> list[str]:
    """The demo's people go through the checklist and tick all of it."""
    return [item.key for item in items_for(page, act)]


def _decider(state: StepState, act: Act) -> Member:
    """The first of those for whom the step waits that the rules let act."""
    for member in state.entitled.select_related("user").order_by("pk"):
        page, reason = state.workflow_state.content_object.specific, "…" if act is Act.RETURN else ""
        refusal = gate.ask(signed_in(member.user), act, page, state, reason)
        if refusal is None or refusal.asks_ticks:
            return member
    raise RuntimeError(
        f"nobody may {act} at «{state.task.name}» ({state.board.slug}, {state.workflow_state.content_object})"
    )
