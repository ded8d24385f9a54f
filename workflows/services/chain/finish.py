"""The end of a run: the revision that was judged is published, not the latest, if the ledger has every step for exactly this text."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState
from wagtail.utils.timestamps import ensure_utc

from workflows.models.decision import Certificate
from workflows.models.page_history import add_entries
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.verification.publications import missing_steps


def finish(workflow_state: WorkflowState, user: SomeUser) -> None:
    """Raises `Refused`; it runs inside Wagtail's transaction, so the last approval is then undone with it."""
    last = workflow_state.current_task_state
    if last is None:
        raise LookupError(f"run {workflow_state.pk} ended without a step")
    revision = last.revision
    page = workflow_state.content_object.specific
    titles = {"old": page.title, "new": revision.content["title"]}
    certificate = page.publish(revision, user=user, skip_permission_checks=True, log_action=False)
    if certificate.decision.run != workflow_state.pk:
        raise Refused(Refusal("steps-missing", _("Chứng nhận đăng tải thuộc lần trình khác.")), page.pk)
    if (moment := revision.approved_go_live_at) is not None:
        version = {
            "id": revision.pk,
            "created": ensure_utc(revision.created_at),
            "go_live_at": ensure_utc(moment),
            "has_live_version": page.live,
        }
        add_entries(page, user, revision, [("wagtail.publish.schedule", {"revision": version})])
        return
    renamed = [("wagtail.rename", {"title": titles})] if titles["old"] != titles["new"] else []
    add_entries(page, user, revision, [*renamed, ("wagtail.publish", {})])


def require_every_step(certificate: Certificate) -> None:
    """What was posted at the end of a run has every step of its chain. Raises `Refused`."""
    if certificate.decision.act == Act.PUBLISH and (missing := missing_steps(certificate.decision)):
        sentence = _("Chưa đủ các bước của quy chế: %s.") % ", ".join(missing)
        raise Refused(Refusal("steps-missing", sentence), certificate.page_id)
