"""Public pages are found as they are saved: from the page in hand, with the rows inside it that are about to be stored.

What modelsearch does by itself reads the page again, before these rows are stored.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import remove_object

from pages.models import PublicPage
from search.verification import Found
from workflows.verification import derived


def connect() -> None:
    """Each receiver once."""
    derived.FOLLOWERS.append(Found())
    post_save.connect(keep_found, dispatch_uid="keep_found")
    post_delete.connect(forget, dispatch_uid="forget_found")


def keep_found(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """A page of which only some fields are saved may hold a draft's others: it is read again."""
    if isinstance(instance, PublicPage) and not raw:
        saved = instance if update_fields is None else type(instance)._default_manager.get(pk=instance.pk)
        for backend in get_search_backends(with_auto_update=True):
            backend.add(saved)


def forget(sender: type, instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, PublicPage):
        remove_object(instance)
