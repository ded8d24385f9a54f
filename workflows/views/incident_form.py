"""The form of «Tôi bị lộ mật khẩu»: whose account, since when, what happened; and whose accounts a person may lock."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from vietnamese.days import sensible
from workflows.models.board import Member
from workflows.models.some_user import SomeUser, name_of, signed_in
from workflows.rules.incidents import REPORTING


class IncidentForm(forms.Form):
    """Whose account, since when, and what happened."""

    account = forms.ModelChoiceField(get_user_model().objects.none(), label=gettext_lazy("Tài khoản"), empty_label=None)
    since = forms.DateTimeField(
        validators=[sensible],
        label=gettext_lazy("Nghi không còn an toàn từ lúc"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Nếu không rõ, hãy chọn sớm hơn: các quyết định từ lúc này sẽ được người khác xem lại."),
    )
    what = forms.CharField(
        label=gettext_lazy("Việc đã xảy ra"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, user: SomeUser, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        field.queryset = accounts_for(user)
        field.label_from_instance = name_of
        self.fields["since"].initial = timezone.localtime() - datetime.timedelta(days=1)
        field.initial = user.pk


def accounts_for(user: SomeUser) -> Any:
    """The accounts that this person may lock: the own; as secretary or leader also those of the board."""
    users = get_user_model().objects.filter(is_active=True)
    if user.is_superuser:
        return users.order_by("last_name", "first_name", "pk")
    leading = Member.objects.of_user(user).filter(role__in=REPORTING).values("board")
    theirs = Member.objects.active().filter(board__in=leading).exclude(user=None)
    return (users.filter(pk=signed_in(user).pk) | users.filter(pk__in=theirs.values("user"))).order_by(
        "last_name", "first_name", "pk"
    )
