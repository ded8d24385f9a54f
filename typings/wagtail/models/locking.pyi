from django.conf import settings
from django.db import models

class LockableMixin(models.Model):
    locked = models.BooleanField(default=False)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="locked_%(class)ss"
    )

    class Meta:
        abstract = True
