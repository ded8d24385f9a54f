"""Whoever asks, acts or is told: `SomeUser` as a request has them, signed in or not; who of them may, the rules say."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

SomeUser = User | AnonymousUser


def signed_in(user: SomeUser | None) -> User:
    """The account, where the caller knows that there is one. Raises `PermissionDenied`."""
    if user is None or isinstance(user, AnonymousUser):
        raise PermissionDenied
    return user
