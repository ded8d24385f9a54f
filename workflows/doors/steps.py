"""The steps of a chain as Wagtail's tasks: what Wagtail asks and calls on them, while a run is under way."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from workflows.gate import gate
from workflows.models.chain import ChainStep
from workflows.models.some_user import SomeUser
from workflows.screens.desk import my_queue
from workflows.services.chain import buttons, start_step


class ReturnForm(forms.Form):
    """What Wagtail's dialog asks of whoever returns an item."""

    comment = forms.CharField(
        label=_("Cần sửa gì (bắt buộc)"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Hãy viết lý do trả lại để người soạn biết cần sửa gì.")},
    )


class OpinionForm(forms.Form):
    """What it asks of whoever passes one on, where the charter wants a reason; whether it does, the gate says."""

    comment = forms.CharField(label=_("Ý kiến, lý do"), widget=forms.Textarea({"rows": 4}), required=False)


class GuardedStep(ChainStep):
    """A step that begins and is decided by the acts of `services/` alone, whoever calls."""

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: SomeUser | None = None) -> TaskState:
        return start_step.start_step(self, workflow_state, user)

    def on_action(self, task_state: TaskState, user: SomeUser, action_name: str, **kwargs: Any) -> None:
        """Wagtail's dashboard, editor and mail links end here; so does the review file. One act, asked of the gate."""
        buttons.perform(task_state.specific, user, action_name, reason=kwargs.get("comment", ""))

    def get_actions(self, obj: Any, user: SomeUser) -> list[tuple[str, str, bool]]:
        return gate.step_actions(obj, user)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReturnForm if action == gate.RETURN_ACTION else OpinionForm

    def locked_for_user(self, obj: Any, user: SomeUser) -> bool:
        """While a text is judged nobody edits it, its reviewers and the technician included."""
        return True

    def user_can_access_editor(self, obj: Any, user: SomeUser) -> bool:
        return bool(gate.step_actions(obj, user))

    def get_task_states_user_can_moderate(self, user: SomeUser, **kwargs: Any) -> QuerySet[TaskState]:
        return TaskState.objects.filter(pk__in=my_queue(user).filter(task_id=self.pk).order_by().values("pk"))


class ReviewTask(GuardedStep):
    class Meta:
        verbose_name = _("bước thẩm định")


class ApproveTask(GuardedStep):
    class Meta:
        verbose_name = _("bước phê duyệt")


class VoteTask(GuardedStep):
    """The board decides together (R47). It opens by itself when a run arrives; nobody passes or returns it alone."""

    class Meta:
        verbose_name = _("bước biểu quyết")


class PublishTask(GuardedStep):
    class Meta:
        verbose_name = _("bước đăng tải")
