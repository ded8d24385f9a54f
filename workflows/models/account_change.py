"""What is to change about who sits on a board, or about the account of somebody who does. It waits, and what was holds, until the ledger has another's word."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.digests.digest import sha256_of
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.some_user import name_of
from workflows.rules.act import Act

NAMES = {  # of what is watched of an account: whoever changes one of them can become its person
    "username": _("tên đăng nhập"),
    "email": _("địa chỉ thư"),
    "is_active": _("đang hoạt động"),
    "is_superuser": _("quản trị kỹ thuật"),
}
GIVEN = (Act.ACCEPT, Act.CONSTITUTE)


def watched(account: Any) -> dict[str, Any]:
    """What of an account is watched, as it is now."""
    return {name: getattr(account, name) for name in NAMES}


def to_sit(account: Any) -> dict[str, Any]:
    """What is asked for somebody who is to sit on a seat: also the name, which becomes the seat's."""
    return watched(account) | {"name": name_of(account)}


def boards_at_work_of(account: Any) -> "list[Board]":
    """The boards on which people decide already and this account is one of them."""
    seats = Member.objects.active().filter(user=account.pk, board__constituted_at__isnull=False)
    return list(Board.objects.filter(members__in=seats).distinct().order_by("pk"))


def as_confirmed(account: Any) -> dict[str, Any]:
    """What is watched of the account, as it is to be, as far as there is somebody's word: closed while it is in foreign hands."""
    changes = list(AccountChange.objects.filter(account=account.pk).select_related("answer"))
    values: dict[str, Any] = {}
    for change in sorted(filter(lambda each: each.is_agreed(changes), changes), key=_moment):
        values |= {name: value for name, value in change.values.items() if name in NAMES}
    if "is_active" in values and AccountIncident.objects.filter(user=account.pk, reopened=None).exists():
        values["is_active"] = False
    return values


def _moment(change: "AccountChange") -> tuple[Any, int]:
    """When the last of those who were asked gave their word: of several boards each has one, and all say the same."""
    return (change.answer.at if change.answer else None, change.pk)


class AccountChangeQuerySet(models.QuerySet["AccountChange"]):
    def waiting(self) -> "AccountChangeQuerySet":
        return self.filter(answer=None)


class AccountChange(models.Model):
    """One change on one board, and whose word it has.

    Of an account: `before` and `values` hold what changes, as it was and as it is to be; `before` also `boards`, the keys of those that
    were asked. Of a seat: `values` is the account that is to sit there (`to_sit`; none: nobody), `before` who sat there (`user`, `person`,
    `email`). The list of a new board is one such row for each of its seats.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="account_changes")
    account = models.ForeignKey(  # its key is kept where the account is deleted: the ledger's digest stands over it
        settings.AUTH_USER_MODEL,
        verbose_name=_("tài khoản"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        null=True,
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="account_changes", null=True)
    before = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    ground = models.CharField(_("căn cứ"), max_length=300, blank=True)
    request = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="account_changes", null=True)

    objects = AccountChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thay đổi người, tài khoản")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.member or self.account)

    @property
    def digest(self) -> str:
        """What the ledger says of it."""
        return sha256_of([self.board_id, self.account_id, self.member_id, self.before, self.values, self.ground])

    @property
    def is_given(self) -> bool:
        return self.answer is not None and self.answer.act in GIVEN

    def is_agreed(self, of_account: Iterable["AccountChange"]) -> bool:
        """Whether it has the word of its board, and of every other one that was asked for the same, the last time that it was."""
        same = [each for each in of_account if (each.before, each.values) == (self.before, self.values)]
        last = {each.board_id: each for each in sorted(same, key=lambda each: each.pk) if each.member_id is None}
        return self.is_given and all(each.is_given for key, each in last.items() if key != self.board_id)

    @property
    def is_in_force(self) -> bool:
        """The same, asked of the database."""
        others = AccountChange.objects.filter(account=self.account_id, member=None).select_related("answer")
        return self.is_given and (self.member_id is not None or self.is_agreed(others))

    @property
    def person_name(self) -> str:
        try:
            account = self.account
        except User.DoesNotExist:  # deleted since
            account = None
        return name_of(account) if account else str(_("không ai"))

    @property
    def differences(self) -> list[str]:
        """A line for each thing that becomes other than it was."""
        if self.member is None:
            changed = [
                (name, self.before.get(key), self.values.get(key)) for key, name in NAMES.items() if key in self.values
            ]
            return [f"{name}: {_shown(before)} → {_shown(after)}" for name, before, after in changed]
        after = str(self.values.get("name") or self.person_name)
        if self.values:
            after += " (" + ", ".join(f"{NAMES[key]} {self.values[key]}" for key in ("username", "email")) + ")"
        if self.values.get("is_superuser"):
            after += str(_(", là quản trị kỹ thuật"))
        return [f"{self.member.title}: {self.before.get('person') or '–'} → {after}"]


def _shown(value: Any) -> str:
    return {True: str(_("có")), False: str(_("không"))}.get(value, str(value))
