from django.contrib.auth.models import Group
from django.db import models

class BaseViewRestriction(models.Model):
    NONE: str
    PASSWORD: str
    GROUPS: str
    LOGIN: str

    restriction_type = models.CharField(max_length=20)
    password = models.CharField(max_length=255, blank=True)
    groups = models.ManyToManyField(Group, blank=True)

    class Meta:
        abstract = True
