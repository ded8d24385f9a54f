"""`changepassword` as Django has it, but for accounts of people who decide: nobody sets their passwords (R26)."""

from getpass import getuser
from typing import Any

from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import User
from django.core.management.base import CommandError

from workflows.gate.accounts import require_to_set_password
from workflows.rules.refusal import Refused


class Command(changepassword.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        account = User.objects.filter(username=options["username"] or getuser()).first()
        if account is not None:
            try:
                require_to_set_password(account)
            except Refused as refused:
                raise CommandError(refused.refusal.sentence) from None
        return super().handle(*args, **options)
