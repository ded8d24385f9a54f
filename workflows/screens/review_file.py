"""The review file (hồ sơ duyệt) of an item, read for one person: everything one needs to decide, and the acts that one may do now."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Revision

from workflows.content_guard import checklist
from workflows.content_guard.report import Report, report_on
from workflows.digests.digest import described, media_of
from workflows.gate import acting_for, emergencies, item_state, leaves, sensitivity, vote_sentence
from workflows.models.appointment import Appointment
from workflows.models.chain import StepState
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation
from workflows.models.judged import Judged, Media
from workflows.models.reviewed import ReviewedPage
from workflows.models.tick import Tick
from workflows.rules.act import Act
from workflows.screens import afterwards as afterwards_screen
from workflows.screens import clock_forms, desk, drawing, kept_back
from workflows.screens import votes as votes_screen
from workflows.screens.acts_on_offer import Offer, Typed, offered
from workflows.screens.changes import Difference, Rows, changes_between
from workflows.screens.drawing import StepView

BESIDE_THE_CHAIN = (Act.MISTAKE, Act.CHECK, Act.PROPOSE, Act.DECLINE, Act.APPOINT, Act.CALL_OFF)
Changes = list[Difference | Rows] | None


@dataclass
class ReviewFile:
    """One item before one person, each part read when the page shows it. What was typed into a refused form stands in it again."""

    request: HttpRequest
    page: ReviewedPage
    typed: Typed = field(default_factory=Typed)
    typed_clock: Mapping[str, str] = field(default_factory=dict)
    typed_vote: Mapping[str, str] = field(default_factory=dict)

    @property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def state(self) -> StepState | None:
        return item_state.open_step(self.page)

    @cached_property
    def _judged(self) -> Judged | None:
        return self.state.judged if self.state else Judged.latest(self.page)

    @property
    def judged(self) -> Revision | None:
        """The version that is judged, or would be submitted."""
        return self._judged.revision if self._judged else None

    @cached_property
    def draft(self) -> ReviewedPage:
        return self._judged.draft if self._judged else self.page

    @cached_property
    def _media(self) -> Media:
        return self._judged.media if self._judged else media_of(self.page)

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        return self._judged.files if self._judged else [described(*each) for each in self._media]

    @cached_property
    def report(self) -> Report:
        readings = self._judged.readings if self._judged else None
        return report_on(self.draft, self.page.own_board, self._media, readings)

    @cached_property
    def is_sensitive(self) -> bool:
        return self.state.is_sensitive if self.state else sensitivity.is_sensitive(self.draft)

    @cached_property
    def appointment(self) -> Appointment | None:
        """The moment at which it is to be posted."""
        return Appointment.of(self.state)

    @cached_property
    def stands_in(self) -> Delegation | None:
        """The deed under which this person would decide."""
        ground = acting_for.at_step(self.user, self.state) if self.state else None
        return ground.deed if ground else None

    @cached_property
    def kept_back(self) -> list[Delegation]:
        """The deeds that pass it by, since it is sensitive."""
        return kept_back.at_step(self.state) if self.state else []

    @cached_property
    def votes(self) -> list[votes_screen.Shown]:
        return votes_screen.of_item(self.page, self.user)

    @cached_property
    def running(self) -> votes_screen.Shown | None:
        """The vote that the item waits for."""
        return next((vote for vote in self.votes if not vote.asked.settled_at), None)

    @cached_property
    def waits_for_vote(self) -> str:
        """What is said of that vote."""
        return vote_sentence.waiting(self.running.asked) if self.running else ""

    @cached_property
    def call_vote(self) -> dict[str, Any]:
        return {} if self.running else votes_screen.call_form(self.user, self.state, self.typed_vote)

    @cached_property
    def waits_for(self) -> str:
        if self.running:
            return _("Ban biên tập biểu quyết")
        return item_state.names(list(self.state.entitled.all()), self._away) if self.state else ""

    @cached_property
    def _away(self) -> dict[int, datetime.datetime]:
        """Until when, by seat, where somebody of the board is on leave."""
        return leaves.away_until(self.page.own_board.seats)

    @cached_property
    def _rows(self) -> list[Decision]:
        return desk.history(self.page)

    @cached_property
    def history(self) -> list[tuple[Decision, list[Tick]]]:
        """Every decision on the item, newest first, with what was confirmed for it."""
        ticks = checklist.ticked_by_row(self._rows)
        return [(row, ticks[row.pk]) for row in self._rows]

    @cached_property
    def last_return(self) -> Decision | None:
        """The return, where that is the last that happened on the way."""
        last = next((row for row in self._rows if row.act not in BESIDE_THE_CHAIN), None)
        return last if last and last.act == Act.RETURN else None

    @cached_property
    def steps(self) -> list[StepView]:
        is_over = self.page.live and not self.page.has_unpublished_changes
        last = self.page.workflow_states.order_by("-created_at").first() if is_over and not self.state else None
        run = self.state.workflow_state if self.state else last
        return drawing.steps_of(
            self.draft,
            run,
            self._rows,
            self.waits_for,
            judged=self._judged,
            is_sensitive=self.is_sensitive,
            away=self._away,
        )

    @cached_property
    def acts(self) -> list[Offer]:
        following = next((step.name for step in self.steps if step.state == drawing.NEXT), "")
        return offered(self.user, self.page, self.state, following, self.typed, self._judged)

    @cached_property
    def next_waiting(self) -> desk.Waiting | None:
        """The next item that waits for this person, where nothing is left to decide on this one."""
        decides = any(act.label and not act.is_folded for act in self.acts)
        return None if decides else desk.next_waiting(self.user, self.page)

    @cached_property
    def since_live(self) -> Changes:
        return changes_between(self.request, self.page, self.page.live_revision, self.draft)

    @cached_property
    def since_mine(self) -> Changes:
        """Since this person's last decision; not said twice where that was on the public version."""
        mine = desk.last_decision_of(self.user, self._rows)
        seen = mine.revision if mine and mine.revision_id != self.page.live_revision_id else None
        return changes_between(self.request, self.page, seen, self.draft)

    @cached_property
    def clocks(self) -> list[dict[str, Any]]:
        return clock_forms.lines(self.user, self.page, self.typed_clock)

    @cached_property
    def clocks_to_start(self) -> list[dict[str, Any]]:
        return clock_forms.to_start(self.user, self.page, self.typed_clock)

    @cached_property
    def afterwards(self) -> dict[str, Any]:
        return afterwards_screen.of_item(self.page, self.draft)

    @cached_property
    def can_edit(self) -> bool:
        return self.state is None and self.page.permissions_for_user(self.user).can_edit()

    @cached_property
    def reads_history(self) -> bool:
        """Whether Wagtail's screens on what happened to the page open for this person."""
        return self.can_edit or self.user.is_superuser or desk.decides_on(self.user, self.page)

    @cached_property
    def posted_urgently(self) -> Decision | None:
        return emergencies.waiting_posting(self.page) if self.page.live else None
