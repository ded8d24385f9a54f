"""What Wagtail calls when the last step of a run is passed (setting `WAGTAIL_FINISH_WORKFLOW_ACTION`)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def finish(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Raises `Refused`."""
    from workflows.services.chain import finish as service  # Wagtail imports this module while it loads its own models

    service.finish(workflow_state, user)
