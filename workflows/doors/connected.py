"""Everything that is hung into Django and Wagtail once they are ready: guards, clocks, checks, the lookup of the tree, the comparison."""

from typing import Any

from django.db import connections

from workflows.content_guard import attachments
from workflows.doors import checks
from workflows.doors.guards import connected as guards
from workflows.ledger import triggers
from workflows.models import tree
from workflows.screens import comparison
from workflows.services import events


def connect() -> None:
    """Connect everything; once."""
    guards.connect()
    events.connect()
    attachments.connect()
    tree.register()
    checks.register_all()
    comparison.register()


def protect_ledger(using: str, **_kwargs: Any) -> None:
    """SQLite makes a table anew to change a column, and its triggers are gone then."""
    triggers.install(connections[using])
