"""What the content guard found in a file's text. Kept by the name in the store, which a new version of a file never shares."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class Outcome(models.TextChoices):
    """How much of a file could be read."""

    WHOLE = "whole", "toàn bộ"
    PART = "part", "một phần"
    NONE = "none", "không đọc được"


class FileReading(models.Model):
    """One file, read by one version of the reader and of the detectors."""

    name = models.CharField(max_length=255, unique=True)
    detectors = models.PositiveSmallIntegerField()
    reader = models.PositiveSmallIntegerField(default=1)
    outcome = models.CharField(max_length=5, choices=Outcome.choices)
    findings = models.JSONField(
        help_text="Of each finding: kind, words, what stands before and after them, the hidden part it stands in or nothing."
    )
    hides = models.BooleanField(default=False, db_index=True)  # more than names of people
    hidden = models.JSONField(default=list, help_text="Of each kind of hidden part: its name, in how many places.")

    @staticmethod
    def of(documents: Iterable[Any]) -> "dict[str, FileReading]":
        """What was found in some documents' files, by the files' names. One query; none without documents."""
        names = [document.file.name for document in documents]
        return {row.name: row for row in FileReading._default_manager.filter(name__in=names)} if names else {}

    def __str__(self) -> str:
        return self.name
