"""The index's entries. Their tokens are kept by the database's own means (`search/dialects/`), under the entry's key."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Entry(models.Model):
    """One object that can be found. Its key grows with the object's moment, so that the newest come first without sorting."""

    id = models.BigIntegerField(primary_key=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_object")]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
