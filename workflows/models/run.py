"""A run (lần trình): one passage of an item through its chain, as an act holds it. The same rows as Wagtail's `WorkflowState`."""

from typing import Any

from wagtail.models import Task, WorkflowState


class Run(WorkflowState):
    """Asks nothing again that the act which holds it has read: its references, and which step comes next."""

    class Meta:
        proxy = True
        default_permissions = ()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """What it refers to was read, or written, in this transaction; that an item has one run at a time the database sees to."""

    def get_next_task(self) -> Task | None:
        """Asked twice for each step that is passed: for the page's history, and to go on."""
        place = (self.current_task_state_id, self.current_task_state and self.current_task_state.status)
        if getattr(self, "_next", (None, None))[0] != place:
            self._next = (place, super().get_next_task())
        return self._next[1]
