import uuid
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models.revisions import Revision

_Entry = TypeVar("_Entry", bound=models.Model, covariant=True)

class BaseLogEntryManager(models.Manager[_Entry]): ...

class BaseLogEntry(models.Model):
    content_type = models.ForeignKey(ContentType, models.SET_NULL, blank=True, null=True, related_name="+")
    label = models.TextField()
    action = models.CharField(max_length=255, blank=True)
    data: Any = models.JSONField(blank=True, default=dict)
    timestamp = models.DateTimeField()
    uuid = models.UUIDField(blank=True, null=True, default=uuid.uuid4)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, related_name="+")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.DO_NOTHING, related_name="+")
    content_changed = models.BooleanField(default=False)
    deleted = models.BooleanField(default=False)

    class Meta:
        abstract = True
