"""Letters about a change of people or accounts: to whose word it waits for, and to the person, at the address of before and the new one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from workflows.gate import accounts
from workflows.letters.writing import write, write_to
from workflows.models.account_change import AccountChange
from workflows.models.some_user import name_of


def change_waits(change: AccountChange) -> None:
    write("account_change_asked", (seat.user for seat in accounts.who_confirms(change)), _context(change))
    _tell_person("account_change_told", change)


def change_answered(change: AccountChange) -> None:
    _tell_person("account_change_answered", change)


def renamed(account: User, before: str) -> None:
    """A display name alone changes nothing that the ledger says; the boards' chiefs are told."""
    context = {
        "before": before,
        "now": name_of(account),
        "account": account,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("account_changes"),
    }
    write("account_renamed", accounts.chiefs_over(account), context)


def new_password(account: User) -> None:
    """So that whose password another has set knows of it."""
    write(
        "new_password",
        [account],
        {"account": account, "link": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset")},
    )


def _tell_person(template: str, change: AccountChange) -> None:
    account = change.account.email if change.account else ""
    addresses = sorted({account, *(each.get("email", "") for each in (change.before, change.values))} - {""})
    write_to((template, address, _context(change)) for address in addresses)


def _context(change: AccountChange) -> dict[str, Any]:
    return {
        "change": change,
        "board": change.board,
        "differences": change.differences,
        "is_in_force": change.is_in_force,
        "link": settings.WAGTAILADMIN_BASE_URL + reverse("account_changes"),
    }
