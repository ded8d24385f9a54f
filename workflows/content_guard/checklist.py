"""The charter's checklist: what is confirmed before an act, and what one person has confirmed for the next act on an item."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from workflows.charter.schema import ChecklistItem
from workflows.charter.words import Content, TickAt
from workflows.content_guard.attachments import documents_among
from workflows.content_guard.hidden_parts import HiddenInFile, hidden_in
from workflows.models.decision import Decision
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser, name_of, signed_in
from workflows.models.tick import Tick
from workflows.rules.act import Act

HIDDEN_PARTS, LONGEST = "phan-an-trong-tep", 500
SOURCE = "what a file hides is seen by whoever passes it on (decision 0049)"
# Posting in an emergency, and confirming that, is judging the text, at every level at once; who appoints the moment of posting posts it.
AS_WITH = {
    Act.URGENT: {Act.REVIEW, Act.APPROVE},
    Act.AFFIRM: {Act.REVIEW, Act.APPROVE},
    Act.APPOINT: {Act.PUBLISH},
}


def items_for(page: ReviewedPage, act: Act) -> list[ChecklistItem]:
    """What the charter wants confirmed before this act on an item: all of its kind of content, with a signed copy only on what has one by
    its nature."""
    at, is_signed = AS_WITH.get(act, {act}), page.has_signed_copy is not None
    wanted = [
        item
        for item in page.own_board.rules.checklist
        if page.content_kind in item.content and not at.isdisjoint(item.at)
    ]
    return [item for item in wanted if is_signed or not item.needs_file]


def asked_for(judged: Judged, act: Act) -> list[ChecklistItem]:
    """The charter's, and that one has seen what the item's files hold and do not show, where they do."""
    wanted = items_for(judged.draft, act)
    if not AS_WITH.get(act, {act}) & {Act(at) for at in TickAt}:
        return wanted
    hidden = [each for each in hidden_in(documents_among(judged.media), judged.readings) if each.is_to_be_seen]
    return [*wanted, _seen(judged, hidden)] if hidden else wanted


def _seen(judged: Judged, hidden: list[HiddenInFile]) -> ChecklistItem:
    told = _("Tôi đã xem phần ẩn còn trong tệp và tệp được để như vậy. %s") % " ".join(each.sentence for each in hidden)
    text = told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
    return ChecklistItem(
        key=HIDDEN_PARTS,
        text=text,
        content=(Content(judged.draft.content_kind),),
        at=tuple(TickAt),
        default=SOURCE,
        rule="R60",
    )


def without_file(judged: Judged, act: Act) -> list[ChecklistItem]:
    """What nobody can confirm before this act, since the file that it is compared with is not there."""
    wanted = [item for item in items_for(judged.draft, act) if item.needs_file]
    return [] if judged.draft.has_signed_copy else wanted


def confirmable(judged: Judged, act: Act) -> list[ChecklistItem]:
    """The rest."""
    missing = without_file(judged, act)
    return [item for item in asked_for(judged, act) if item not in missing]


def unticked(judged: Judged, act: Act, user: SomeUser) -> tuple[str, ...]:
    """The texts of what this person has yet to confirm for the next act on an item."""
    wanted = asked_for(judged, act)
    if all((act, user.pk, item.key) in judged.confirmed for item in wanted):
        return ()
    confirmed = Tick.objects.filter(
        page_id=judged.page.pk, revision_id=judged.revision.pk, stand=judged.stand, act=act, user=user.pk or 0
    )
    done = set(confirmed.values_list("key", flat=True))
    return tuple(item.text for item in wanted if item.key not in done)


def tick(judged: Judged, act: Act, user: SomeUser, keys: Iterable[str]) -> None:
    """Keep what this person confirms for the next act. Inside the transaction of that act: if it is refused, nothing was ticked."""
    given = set(keys)
    wanted = [item for item in confirmable(judged, act) if item.key in given]
    if not wanted:
        return
    account = signed_in(user)
    person = name_of(account)
    ticks = [
        Tick(
            page_id=judged.page.pk, revision_id=judged.revision.pk, stand=judged.stand, act=act, key=item.key, text=item.text,
            user=account.pk, person=person,
        )
        for item in wanted
    ]  # fmt: skip
    Tick.objects.bulk_create(ticks, ignore_conflicts=True)
    judged.confirmed |= {(act, account.pk, item.key) for item in wanted}


def carry_over(judged: Judged, user: SomeUser, keys: Iterable[str]) -> None:
    """What this person confirmed when they appointed the moment of posting is confirmed for the posting."""
    judged.confirmed |= {(Act.PUBLISH, user.pk or 0, key) for key in keys}


def ticked_by_row(history: list[Decision]) -> dict[int, list[Tick]]:
    """For the rows of an item's history, newest first or last: what was confirmed for each, by the row's key. One query."""
    if not history:
        return {}
    rows = sorted(history, key=lambda row: row.number)
    before = {row.pk: rows[place - 1].number if place else 0 for place, row in enumerate(rows)}
    ticks: dict[tuple[int, str, int | None], list[Tick]] = {}
    for each in Tick.objects.filter(page=rows[0].page_id or 0).order_by("pk"):
        ticks.setdefault((each.stand, each.act, each.user), []).append(each)
    return {row.pk: ticks.get((before[row.pk], row.act, row.user), []) for row in rows}
