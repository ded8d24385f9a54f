"""Below a page: the same pages as with LIKE, by an index on SQLite; and the ledger stays protected when its table is made anew."""

import pytest
from django.db import DatabaseError, connection, transaction
from wagtail.models import Page

from workflows.doors.connected import protect_ledger
from workflows.ledger import triggers as immutability
from workflows.models import Decision

pytestmark = pytest.mark.django_db


def test_below_a_page_are_the_pages_whose_path_begins_with_its_own(board):
    board.news()
    pages = list(Page.objects.order_by("path"))
    for page in pages:
        wanted = [other for other in pages if other.path.startswith(page.path)]
        assert list(Page.objects.filter(path__startswith=page.path).order_by("path")) == wanted
        assert list(page.get_descendants(inclusive=True).order_by("path")) == wanted
    assert not Page.objects.filter(path__startswith="00019999").exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has an index for LIKE")
def test_below_a_page_is_found_by_an_index(board):
    assert "SEARCH" in Page.objects.filter(path__startswith=board.board.root_page.path).explain()


def test_the_ledger_is_protected_again_after_a_migration(board):
    board.published()
    immutability.remove(connection)
    protect_ledger(using="default")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE workflows_decision SET comment = 'khác'")
    assert not Decision.objects.filter(comment="khác").exists()
