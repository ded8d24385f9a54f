"""Wagtail's index of what refers to what, for a page that is saved.

Wagtail writes it for the page, which it reads again, before the rows inside are stored, and then for each of these rows. Here it is written
once, after all of them, from the page in hand.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled

from workflows.digests.digest import HOUSEKEEPING


@contextmanager
def references_written_once(page: Page, update_fields: Collection[str] | None) -> Iterator[None]:
    """Around the save of a page. Of its own fields only some may be saved, while it holds a draft's others: then Wagtail reads it again,
    unless all of them are its housekeeping, which refers to nothing. Where a caller has paused the index it stays paused."""
    is_paused = getattr(reference_index_auto_update_disabled, "value", False)
    if is_paused or not (update_fields is None or HOUSEKEEPING.issuperset(update_fields)):
        yield
        return
    with transaction.atomic():
        with disable_reference_index_auto_update():
            yield
        if update_fields is None:
            ReferenceIndex.create_or_update_for_object(page)
