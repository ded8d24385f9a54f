"""Whoever asks, acts or is told: `SomeUser` as a request has them, signed in or not; who of them may, the rules say."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

SomeUser = User | AnonymousUser


def signed_in(user: SomeUser | None) -> User:
    """The account, where the caller knows that there is one. Raises `PermissionDenied`."""
    if user is None or isinstance(user, AnonymousUser):
        raise PermissionDenied
    return user


def name_of(account: User) -> str:
    """As people call them; where no name was given, the name to sign in with."""
    return account.get_full_name() or account.get_username()


def still_there(keys: Iterable[int | None]) -> set[int]:
    """Of these accounts, those that were not deleted."""
    wanted = {key for key in keys if key is not None}
    return set(User.objects.filter(pk__in=wanted).values_list("pk", flat=True))
