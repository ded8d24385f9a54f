"""The end of a run: the revision that was judged is published, not the latest, if the ledger has every step for exactly this text."""

from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from workflows.gate.certified import certificate_of
from workflows.models.page_history import add_entries
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refusal, Refused
from workflows.verification.publications import missing_steps


def finish(workflow_state: WorkflowState, user: SomeUser) -> None:
    """Raises `Refused`; it runs inside Wagtail's transaction, so the last approval is then undone with it."""
    last = workflow_state.current_task_state
    if last is None:
        raise LookupError(f"run {workflow_state.pk} ended without a step")
    revision = last.revision
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
