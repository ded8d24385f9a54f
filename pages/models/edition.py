"""A mark per site that changes with whatever the frame of its pages shows, in the same transaction.

A process keeps what it computed for all pages of a site (`pages/frame.py`) as long as the mark is the one it computed it under. A mark
is drawn, never counted: one that a transaction took back never comes again.
"""

import uuid

from django.db import connection, models


class Edition(models.Model):
    """The mark of one site."""

    root = models.CharField(primary_key=True, max_length=8)  # the path of its front page
    mark = models.CharField(max_length=32)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.root} {self.mark}"

    @classmethod
    def turn(cls, path: str) -> None:
        """Something changed at this treebeard path or below."""
        Edition.objects.bulk_create(
            [Edition(root=path[:8], mark=uuid.uuid4().hex)],
            update_conflicts=True,
            unique_fields=["root"],
            update_fields=["mark"],
        )

    @classmethod
    def turn_all(cls) -> None:
        """Something changed that several sites may show."""
        cls.objects.update(mark=uuid.uuid4().hex)

    @staticmethod
    def mark_of(root: str) -> str:
        """The mark of the site with this front page; "" before anything was saved there. Written by hand: every public page asks it."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT mark FROM pages_edition WHERE root = %s", [root])
            row = cursor.fetchone()
        return row[0] if row else ""
