from typing import Any, TypeVar

from django.contrib.auth.models import Group, Permission
from django.db import models
from treebeard.mp_tree import MP_Node, MP_NodeManager
from wagtail.models import Page
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager
from wagtail.models.draft_state import DraftStateMixin
from wagtail.models.i18n import TranslatableMixin
from wagtail.models.locking import LockableMixin
from wagtail.models.revisions import RevisionMixin
from wagtail.models.specific import SpecificMixin
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.models.workflows import Workflow, WorkflowMixin
from wagtail.query import PageQuerySet

COMMENTS_RELATION_NAME: str

_Page = TypeVar("_Page", bound=MP_Node, covariant=True)

class BasePageManager(MP_NodeManager[_Page]): ...

PageManager = BasePageManager.from_queryset(PageQuerySet)

class AbstractPage(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    SpecificMixin,
    MP_Node,
):
    class Meta:
        abstract = True

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class GroupPagePermissionManager(models.Manager[_Model]): ...

class GroupPagePermission(models.Model):
    group = models.ForeignKey(Group, related_name="page_permissions", on_delete=models.CASCADE)
    page = models.ForeignKey(Page, related_name="group_permissions", on_delete=models.CASCADE)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE)

class PagePermissionTester:
    user: Any
    page: Any
    page_is_root: bool
    permissions: set[str]
    def __init__(self, user: Any, page: Page) -> None: ...
    def user_has_lock(self) -> bool: ...
    def page_locked(self) -> bool: ...
    def can_add_subpage(self) -> bool: ...
    def can_edit(self) -> bool: ...
    def can_delete(self, ignore_bulk: bool = False) -> bool: ...
    def can_unpublish(self) -> bool: ...
    def can_publish(self) -> bool: ...
    def can_submit_for_moderation(self) -> bool: ...
    def can_set_view_restrictions(self) -> bool: ...
    def can_unschedule(self) -> bool: ...
    def can_lock(self) -> bool: ...
    def can_unlock(self) -> bool: ...
    def can_publish_subpage(self) -> bool: ...
    def can_reorder_children(self) -> bool: ...
    def can_move(self) -> bool: ...
    def can_copy(self) -> bool: ...
    def can_move_to(self, destination: Page) -> bool: ...
    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool: ...
    def can_view_revisions(self) -> bool: ...

class PageViewRestriction(BaseViewRestriction):
    page = models.ForeignKey(Page, related_name="view_restrictions", on_delete=models.CASCADE)

class WorkflowPage(models.Model):
    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, unique=True)
    workflow = models.ForeignKey(Workflow, related_name="workflow_pages", on_delete=models.CASCADE)

class PageLogEntryManager(BaseLogEntryManager[_Model]): ...

class PageLogEntry(BaseLogEntry):
    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, related_name="+")
