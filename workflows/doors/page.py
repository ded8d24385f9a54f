"""`GuardedPage`: a reviewed page with every door shut by which Wagtail, or plain code, would save or show what nobody approved.

Every page class of the portal derives from it (system check E001). The refusals stand in `rules/`; here are the places where Wagtail asks.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from wagtail.models import Page, Revision

from workflows.digests.child_rows import unchanged_rows_kept
from workflows.doors.clock_panel import ClockPanel
from workflows.doors.correction_panel import CorrectionPanel
from workflows.doors.guard_panel import GuardPanel
from workflows.doors.permissions import GovernedPermissionTester
from workflows.doors.reference_index import references_written_once
from workflows.gate import certified, gate
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.services.chain.finish import require_every_step
from workflows.services.chain.relocate import relocate
from workflows.services.clocks import keep as keep_clocks


class GuardedPage(ReviewedPage):
    """A page whose public content is always a certified revision."""

    content_panels = [ClockPanel(), GuardPanel(), *Page.content_panels, CorrectionPanel("correction_note")]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: SomeUser) -> GovernedPermissionTester:
        return GovernedPermissionTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Refuses while the text is judged; never overwrites a revision that somebody has decided on (autosave would).

        When it is posted is no part of a text (`services/chain/appoint.py`): a moment that an older version had is not in a new one.
        """
        gate.require_unfrozen(self)
        self.go_live_at = None
        overwritten = kwargs.get("overwrite_revision")
        if overwritten is not None and overwritten.decisions.exists():
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        keep_clocks.follow(self)
        return revision

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with unchanged_rows_kept(self), references_written_once(self, kwargs.get("update_fields")):
            return super().save(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publishes a certified revision, and gives the `Certificate`; refuses every other, whoever calls."""
        certificate = certified.require_certificate(revision, self)
        require_every_step(certificate)
        super().publish(revision, *args, **kwargs)
        return certificate

    def move(self, target: Page, pos: str | None = None, user: SomeUser | None = None) -> Any:
        """Moves by a decision in the ledger where something public gets another address; refuses whoever may not decide that."""
        parent = target if pos in ("first-child", "last-child", "sorted-child") else target.get_parent()
        with transaction.atomic():
            relocate(self, f"{parent.url_path}{self.slug}/", user or AnonymousUser())
            return super().move(target, pos=pos, user=user)

    def is_site_root(self) -> bool:
        """Of every other page Wagtail would ask at each save, to forget what it remembers of sites."""
        return self.part_of_site is not None and self.part_of_site.is_root and super().is_site_root()

    def update_aliases(self, **_kwargs: Any) -> None:
        """There are none (`guards.pages.refuse_uncertified_page`), so nobody looks for one."""

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy is a new draft: it was approved nowhere. Its revisions come along, and with them who wrote them."""
        return super().copy(*args, **{**kwargs, "keep_live": False})
