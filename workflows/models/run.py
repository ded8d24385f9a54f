"""A run (lần trình): one passage of an item through its chain, as an act holds it. The same rows as Wagtail's `WorkflowState`."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Task, TaskState, WorkflowState

if TYPE_CHECKING:
    from workflows.models.judged import Judged

PASSED = (TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED)


class Run(WorkflowState):
    """Asks nothing again that the act which holds it has read: its references, and which step comes next."""

    _ahead: list[Task] | None = None
    judged: "Judged | None" = None  # what was submitted with it, where that is at hand

    class Meta:
        proxy = True
        default_permissions = ()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """What it refers to was read, or written, in this transaction; that an item has one run at a time the database sees to."""

    def get_next_task(self) -> Task | None:
        """Asked twice for each step that is passed, for the page's history and to go on; what lies ahead is read once."""
        if self._ahead is None:
            ahead = Task.objects.filter(workflow_tasks__workflow=self.workflow, active=True)
            ahead = ahead.exclude(task_states__in=self.successful_task_states)
            self._ahead = list(ahead.order_by("workflow_tasks__sort_order"))
        now = self.current_task_state
        if now is not None and now.status in PASSED:
            self._ahead = [task for task in self._ahead if task.pk != now.task_id]
        return self._ahead[0] if self._ahead else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A step that does not apply is passed at once; the run is saved at the one that it comes to, or at its end."""
        is_between = self.status == self.STATUS_IN_PROGRESS and not args and not kwargs
        now = self.current_task_state if is_between else None
        if now is not None and now.status == TaskState.STATUS_SKIPPED:
            return
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self._ahead = None
        super().refresh_from_db(*args, **kwargs)
