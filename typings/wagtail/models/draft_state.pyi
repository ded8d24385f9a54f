from typing import Any

from django.db import models
from wagtail.models.revisions import Revision

class DraftStateMixin(models.Model):
    live = models.BooleanField(default=True)
    has_unpublished_changes = models.BooleanField(default=False)
    first_published_at = models.DateTimeField(blank=True, null=True)
    last_published_at = models.DateTimeField(null=True)
    live_revision = models.ForeignKey(Revision, related_name="+", on_delete=models.SET_NULL, null=True, blank=True)
    go_live_at = models.DateTimeField(blank=True, null=True)
    expire_at = models.DateTimeField(blank=True, null=True)
    expired = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def approved_schedule(self) -> bool: ...
    @property
    def scheduled_revision(self) -> Revision | None: ...
    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None: ...
    def unpublish(
        self, set_expired: bool = False, commit: bool = True, user: Any = None, log_action: bool = True
    ) -> None: ...
