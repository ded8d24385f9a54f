"""What Wagtail calls when the last step of a run is passed (setting `WAGTAIL_FINISH_WORKFLOW_ACTION`).

Wagtail imports this module while it loads its own models, so everything here is imported inside the function.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def finish(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publish the revision that was judged, not the latest, if the ledger has every step of this run for exactly this text.

    Raises `Refused` otherwise; it runs inside Wagtail's transaction, so the last approval is then undone with it.
    """
    from django.utils.translation import gettext as _

    from workflows.gate.gate import certificate_of
    from workflows.models.page_history import add_entries
    from workflows.rules.refusal import Refusal, Refused
    from workflows.verification.publications import missing_steps

    revision = workflow_state.current_task_state.revision
    page = workflow_state.content_object.specific
    certificate = certificate_of(revision, page)
    if certificate.decision.run != workflow_state.pk:
        raise Refused(Refusal("steps-missing", _("Chứng nhận đăng tải thuộc lần trình khác.")), page.pk)
    if missing := missing_steps(certificate.decision):
        raise Refused(Refusal("steps-missing", _("Chưa đủ các bước của quy chế: %s.") % ", ".join(missing)), page.pk)
    titles = {"old": page.title, "new": revision.content["title"]}
    revision.publish(user=user, skip_permission_checks=True, log_action=False)
    renamed = [("wagtail.rename", {"title": titles})] if titles["old"] != titles["new"] else []
    add_entries(page, user, revision, [*renamed, ("wagtail.publish", {})])
