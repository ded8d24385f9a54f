"""One thing that is judged in one act: a revision of a page, with what everybody who has a word on it asks about it.

Each part is read once, when it is first asked for. An act makes it at its beginning, under its lock, and hands it down; it is never kept
for another act, since files and accounts may change between them.
"""

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, Revision

from workflows.digests.digest import content_digest, described, media_of, references_of
from workflows.models import other_boards
from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.file_reading import FileReading
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act

Media = list[tuple[str, int, Any]]


class Judged:
    """A revision of a page, as it stands in front of its board."""

    def __init__(self, page: ReviewedPage, revision: Revision):
        self.confirmed = set[tuple[Act, int, str]]()  # what was ticked in this act
        self.said = ""  # and what was said with it
        self.page, self.revision = page, revision
        revision.content_object = page  # so that Wagtail, too, has the page from there

    @classmethod
    def latest(cls, page: ReviewedPage) -> "Judged | None":
        """What would be submitted now; None for a page without a version."""
        revision = page.get_latest_revision()
        return cls(page, revision) if revision else None

    @property
    def board(self) -> Board:
        return self.page.own_board

    @cached_property
    def draft(self) -> ReviewedPage:
        """The revision as a page of its own class, for reading."""
        return self.page.as_of(self.revision)

    @cached_property
    def media(self) -> Media:
        """Its images and documents (`digest.media_of`)."""
        return media_of(self.draft)

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        """The same, with their bytes' digests as they are now."""
        return [described(*each) for each in self.media]

    @cached_property
    def readings(self) -> dict[str, FileReading]:
        """What was found in its documents' files, by the files' names."""
        return FileReading.of(each for kind, _key, each in self.media if kind == "document" and each)

    @cached_property
    def digest(self) -> str:
        """The digest that people decide on, from the stored revision and the files as they are now."""
        return content_digest(self.revision.content, self.files)

    @property
    def problems(self) -> list[str]:
        """What is in the way of submitting it, each as a sentence."""
        elsewhere = other_boards.sentences(self.board, references_of(self.draft), (each for *_key, each in self.media))
        files = [each.submission_problem for _kind, _key, each in self.media if each is not None]
        return [*self.draft.submission_problems(), *elsewhere.values(), *filter(None, files)]

    @property
    def uploaders(self) -> set[int]:
        """The accounts that uploaded its files."""
        return {each.uploaded_by_user_id for _kind, _key, each in self.media if each} - {None}

    @cached_property
    def writers(self) -> set[int]:
        """The accounts that wrote any part of its text (`contributors`)."""
        return contributors(self.page, self.revision)

    @cached_property
    def authors(self) -> set[int]:
        """The accounts that wrote any part of it, its files included."""
        return self.writers | self.uploaders

    @cached_property
    def rows(self) -> list[Any]:
        """What the ledger had about the item when the act began, oldest first; `is_doubted`: it waits for somebody else's word (R130)."""
        waiting = DoubtedDecision.objects.filter(decision=OuterRef("pk"), answer=None)
        rows = Decision.objects.filter(page=self.page.pk).select_related("delegation")
        return list(rows.annotate(is_doubted=Exists(waiting)).order_by("number"))

    @property
    def was_returned(self) -> bool:
        """Whether these very words were, and were not submitted since."""
        words = [row.act for row in self.rows if row.digest == self.digest and row.act in (Act.SUBMIT, Act.RETURN)]
        return words[-1:] == [Act.RETURN]

    @property
    def stand(self) -> int:
        """The number of the last of them; 0 before the first. What is confirmed for an act is confirmed at this stand."""
        return self.rows[-1].number if self.rows else 0


def contributors(page: Page, revision: Revision) -> set[int]:
    """The accounts that wrote any part of what is judged.

    Everybody since the version that is live, everybody whose revision was never certified (its text may have been brought
    back), and who owns a page that is not live.
    """
    written = page.revisions.filter(created_at__lte=revision.created_at)
    if page.live_revision_id:
        written = written.filter(Q(pk__gt=page.live_revision_id) | Q(certificates__isnull=True))
    people = set(written.values_list("user_id", flat=True))
    if not page.live_revision_id:
        people.add(page.owner_id)
    return people - {None}
