"""What the content guard found in a file's text. Kept by the name in the store, which a new version of a file never shares."""

from django.db import models


class Outcome(models.TextChoices):
    """How much of a file could be read."""

    WHOLE = "whole", "toàn bộ"
    PART = "part", "một phần"
    NONE = "none", "không đọc được"


class FileReading(models.Model):
    """One file, read by one version of the detectors."""

    name = models.CharField(max_length=255, unique=True)
    detectors = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=5, choices=Outcome.choices)
    findings = models.JSONField(help_text="Of each finding: kind, words, what stands before and after them.")

    def __str__(self) -> str:
        return self.name
