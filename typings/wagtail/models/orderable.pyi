from django.db import models

class Orderable(models.Model):
    sort_order = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True
