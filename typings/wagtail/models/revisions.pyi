import datetime
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

_Revision = TypeVar("_Revision", bound=models.Model, covariant=True)

class RevisionQuerySet(models.QuerySet[_Revision]):
    def page_revisions(self) -> Self: ...
    def not_page_revisions(self) -> Self: ...
    def for_instance(self, instance: models.Model) -> Self: ...

class RevisionsManager(models.Manager[_Revision]):
    def for_instance(self, instance: models.Model) -> RevisionQuerySet[_Revision]: ...

class PageRevisionsManager(RevisionsManager[_Revision]): ...

class Revision(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    base_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="wagtail_revisions"
    )
    object_str = models.TextField(default="")
    content: Any = models.JSONField()
    approved_go_live_at = models.DateTimeField(null=True, blank=True)
    content_object: Any = GenericForeignKey("content_type", "object_id", for_concrete_model=False)

    def as_object(self) -> Any: ...
    def is_latest_revision(self) -> bool: ...
    def publish(
        self,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None: ...
    def get_previous(self) -> Revision | None: ...
    def get_next(self) -> Revision | None: ...

class RevisionMixin(models.Model):
    latest_revision = models.ForeignKey(Revision, related_name="+", on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def revisions(self) -> Any: ...
    @classmethod
    def get_base_content_type(cls) -> ContentType: ...
    @classmethod
    def get_content_type(cls) -> ContentType: ...
    def get_latest_revision(self) -> Revision | None: ...
    def get_latest_revision_as_object(self) -> Any: ...
    def with_content_json(self, content: dict[str, Any]) -> Self: ...
    def save_revision(
        self,
        user: Any = None,
        approved_go_live_at: datetime.datetime | None = None,
        changed: bool = True,
        log_action: bool | str = False,
        previous_revision: Revision | None = None,
        clean: bool = True,
        overwrite_revision: Revision | None = None,
    ) -> Revision: ...
