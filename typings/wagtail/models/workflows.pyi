from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models.orderable import Orderable
from wagtail.models.revisions import Revision
from wagtail.models.specific import SpecificMixin

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class WorkflowStateQuerySet(models.QuerySet[_Model]):
    def active(self) -> Self: ...
    def for_instance(self, instance: models.Model) -> Self: ...

WorkflowStateManager = models.Manager.from_queryset(WorkflowStateQuerySet)

class WorkflowState(models.Model):
    STATUS_IN_PROGRESS: str
    STATUS_APPROVED: str
    STATUS_NEEDS_CHANGES: str
    STATUS_CANCELLED: str

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object: Any = GenericForeignKey("base_content_type", "object_id", for_concrete_model=False)
    workflow = models.ForeignKey("Workflow", on_delete=models.CASCADE, related_name="workflow_states")
    status = models.CharField(max_length=50, default="in_progress")
    created_at = models.DateTimeField(auto_now_add=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="requested_workflows"
    )
    current_task_state = models.OneToOneField("TaskState", on_delete=models.SET_NULL, null=True, blank=True)

    on_finish: ClassVar[Callable[..., None]]

    def resume(self, user: Any = None) -> None: ...
    def user_can_cancel(self, user: Any) -> bool: ...
    def update(self, user: Any = None, next_task: Task | None = None) -> None: ...
    @property
    def successful_task_states(self) -> models.QuerySet[TaskState]: ...
    def get_next_task(self) -> Task | None: ...
    def cancel(self, user: Any = None) -> None: ...
    def finish(self, user: Any = None) -> None: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def is_at_final_task(self) -> bool: ...

class WorkflowManager(models.Manager[_Model]):
    def active(self) -> models.QuerySet[_Model]: ...

class AbstractWorkflow(ClusterableModel):
    name = models.CharField(max_length=255)
    active = models.BooleanField(default=True)

    class Meta:
        abstract = True

    @property
    def tasks(self) -> models.QuerySet[Task]: ...
    def start(self, obj: Any, user: Any) -> WorkflowState: ...
    def deactivate(self, user: Any = None) -> None: ...

class Workflow(AbstractWorkflow): ...

class WorkflowTask(Orderable):
    workflow = ParentalKey("Workflow", on_delete=models.CASCADE, related_name="workflow_tasks")
    task = models.ForeignKey("Task", on_delete=models.CASCADE, related_name="workflow_tasks")

class TaskQuerySet(models.QuerySet[_Model]):
    def active(self) -> Self: ...
    def specific(self, defer: bool = False) -> Any: ...

TaskManager = models.Manager.from_queryset(TaskQuerySet)

class Task(SpecificMixin, models.Model):
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, related_name="wagtail_tasks", on_delete=models.CASCADE)
    active = models.BooleanField(default=True)

    admin_form_fields: list[str]
    admin_form_readonly_on_edit_fields: list[str]

    @classmethod
    def get_task_state_class(cls) -> type[TaskState]: ...
    def start(self, workflow_state: Any, user: Any = None) -> TaskState: ...
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None: ...
    def user_can_access_editor(self, obj: Any, user: Any) -> bool: ...
    def locked_for_user(self, obj: Any, user: Any) -> bool: ...
    def user_can_lock(self, obj: Any, user: Any) -> bool: ...
    def user_can_unlock(self, obj: Any, user: Any) -> bool: ...
    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]: ...
    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]: ...
    def deactivate(self, user: Any = None) -> None: ...

class TaskStateQuerySet(models.QuerySet[_Model]):
    def for_instance(self, instance: models.Model) -> Self: ...
    def specific(self, defer: bool = False) -> Any: ...

class BaseTaskStateManager(models.Manager[_Model]):
    def reviewable_by(self, user: Any) -> models.QuerySet[_Model]: ...

TaskStateManager = BaseTaskStateManager.from_queryset(TaskStateQuerySet)

class TaskState(SpecificMixin, models.Model):
    STATUS_IN_PROGRESS: str
    STATUS_APPROVED: str
    STATUS_REJECTED: str
    STATUS_SKIPPED: str
    STATUS_CANCELLED: str

    workflow_state = models.ForeignKey(WorkflowState, on_delete=models.CASCADE, related_name="task_states")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="task_states")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_states")
    status = models.CharField(max_length=50, default="in_progress")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(blank=True, null=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="finished_task_states"
    )
    comment = models.TextField(blank=True)
    content_type = models.ForeignKey(ContentType, related_name="wagtail_task_states", on_delete=models.CASCADE)

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Self: ...
    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Self: ...
    def cancel(self, user: Any = None, resume: bool = False, comment: str = "") -> Self: ...
    def get_comment(self) -> str: ...
    def log_state_change_action(self, user: Any, action: str) -> None: ...

class WorkflowMixin(models.Model):
    class Meta:
        abstract = True

    @property
    def has_workflow(self) -> bool: ...
    def get_workflow(self) -> Any: ...
    @property
    def workflow_states(self) -> models.QuerySet[WorkflowState]: ...
    @property
    def workflow_in_progress(self) -> bool: ...
    @property
    def current_workflow_state(self) -> WorkflowState | None: ...
    @property
    def current_workflow_task_state(self) -> TaskState | None: ...
    @property
    def current_workflow_task(self) -> Task | None: ...
