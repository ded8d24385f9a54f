"""The form in which somebody states a leave. The rules stand in `rules/leaves.py`."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from vietnamese.days import sensible
from vietnamese.working_days import beginning_of
from workflows.gate.leaves import Said
from workflows.models.board import Board, Member
from workflows.models.some_user import SomeUser


class LeaveForm(forms.Form):
    """Days are whole: from the beginning of the first to the end of the last, in Vietnam."""

    member = forms.ModelChoiceField(Member.objects.none(), label=_("Người nghỉ"), empty_label=None)
    first_day = forms.DateField(label=_("Từ đầu ngày"), widget=AdminDateInput, validators=[sensible])
    last_day = forms.DateField(label=_("Đến hết ngày"), widget=AdminDateInput, validators=[sensible])
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Bắt buộc, ghi ngắn: nghỉ phép, đi công tác, đi học. Cả Ban biên tập đọc được: đừng ghi bệnh tình."
        ),
    )

    def __init__(self, *args: Any, board: Board, user: SomeUser, **kwargs: Any):
        """Offers the own seats; the secretary all on which somebody sits."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["member"]
        own = Member.objects.of_user(user).filter(board=board)
        is_helped = board.pk in Member.objects.secretary_of(user)
        offered = board.members.active().filter(user__is_active=True) if is_helped else own
        field.queryset = offered.select_related("user").order_by("pk")
        field.initial = own.order_by("pk").first()

    def said(self) -> Said:
        """What was typed. After `is_valid()`."""
        typed = self.cleaned_data
        day_after = typed["last_day"] + datetime.timedelta(days=1)
        return Said(typed["member"], beginning_of(typed["first_day"]), beginning_of(day_after))
