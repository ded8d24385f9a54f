"""The form in which somebody writes a deed of delegation. The rules stand in `rules/deeds.py`."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from vietnamese.days import sensible
from vietnamese.working_days import VIETNAM, beginning_of
from workflows.charter.words import CONTENT_NAMES, RoleKey
from workflows.gate.deeds import Deed
from workflows.gate.item_state import names
from workflows.gate.leaves import away_until
from workflows.gate.lendable import held_by, receivers_of
from workflows.models.board import Field, Member
from workflows.models.delegation import DELEGABLE, Delegation
from workflows.models.leave import Leave
from workflows.rules.act import Act

FIRST_OFFERED = (Act.REVIEW, Act.APPROVE, Act.PUBLISH)
LENT_UNLESS_KEPT = _(
    "Theo quy chế (%s), người được ủy quyền chịu trách nhiệm về toàn bộ nội dung. Bỏ chọn nếu văn bản giữ lại nội dung nhạy cảm. Cùng với việc phê duyệt, người nhận cũng bỏ được dấu nhạy cảm."
)
LARGEST_FILE = 15 * 1024 * 1024


class DelegationForm(forms.Form):
    """Days are whole: from the beginning of the first to the end of the last, in Vietnam."""

    giver = forms.ModelChoiceField(Member.objects.none(), label=_("Người ủy quyền"), widget=forms.HiddenInput)
    receiver = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Người được ủy quyền"),
        help_text=_("Người này quyết định thay, bằng tài khoản của chính mình; không giao tiếp cho người khác."),
    )
    acts = forms.MultipleChoiceField(
        label=_("Việc được làm thay"),
        choices=[(act.value, act.label) for act in DELEGABLE],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ giao được việc mà quy chế giao cho chính người ủy quyền. Trả lại để sửa đi cùng mỗi việc."),
    )
    content = forms.MultipleChoiceField(
        label=_("Loại nội dung"),
        choices=[(kind.value, capfirst(name)) for kind, name in CONTENT_NAMES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không chọn loại nào nghĩa là mọi loại."),
    )
    fields_of_work = forms.ModelMultipleChoiceField(
        Field.objects.none(),
        label=_("Lĩnh vực"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không chọn lĩnh vực nào nghĩa là mọi lĩnh vực."),
    )
    includes_sensitive = forms.BooleanField(
        label=_("Gồm cả nội dung nhạy cảm"),
        required=False,
        help_text=_(
            "Chỉ chọn khi văn bản ủy quyền nói rõ: nội dung nhạy cảm do Trưởng ban trực tiếp cho ý kiến. Cùng với việc phê duyệt, người nhận cũng bỏ được dấu nhạy cảm."
        ),
    )
    first_day = forms.DateField(label=_("Từ đầu ngày"), widget=AdminDateInput, validators=[sensible])
    last_day = forms.DateField(label=_("Đến hết ngày"), widget=AdminDateInput, validators=[sensible])
    document_number = forms.CharField(
        label=_("Số văn bản ủy quyền"), max_length=100, help_text=_("Ví dụ: 12/GUQ-BBT. Ủy quyền phải bằng văn bản.")
    )
    document_date = forms.DateField(label=_("Ngày văn bản"), widget=AdminDateInput, validators=[sensible])
    document = forms.FileField(
        label=_("Bản chụp văn bản"),
        required=False,
        help_text=_("PDF, JPG hoặc PNG, nhiều nhất 15 MB."),
        validators=Delegation._meta.get_field("document").validators,
    )
    ground = forms.CharField(
        label=_("Lý do"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bắt buộc khi không theo thứ tự người thay mà quy chế đã định."),
    )

    def __init__(self, *args: Any, giver: Member, **kwargs: Any):
        """Offers what this giver holds, and whom the charter lets them choose; says what is left out, and why."""
        super().__init__(*args, **kwargs)
        declared: dict[str, Any] = self.fields
        held = held_by(giver)
        chosen = receivers_of(giver)
        declared["giver"].queryset, declared["giver"].initial = Member.objects.filter(pk=giver.pk), giver.pk
        declared["receiver"].queryset = Member.objects.filter(
            pk__in=[each.member.pk for each in chosen if not each.why_not]
        ).select_related("user")
        declared["acts"].choices = [(act.value, act.label) for act in DELEGABLE if act.value in held]
        declared["acts"].initial = [act.value for act in FIRST_OFFERED if act.value in held]
        declared["fields_of_work"].queryset = giver.board.fields.filter(is_active=True)
        order = giver.board.rules.succession
        if order and order.lends_sensitive and giver.role == RoleKey.CHIEF:
            declared["includes_sensitive"].initial = True
            declared["includes_sensitive"].help_text = LENT_UNLESS_KEPT % order.source
        self._offer_leaves(giver, [each.member for each in chosen])
        self.left_out = [act.label for act in DELEGABLE if act.value not in held]
        self.not_receivers = [each for each in chosen if each.why_not]

    def _offer_leaves(self, giver: Member, others: list[Member]) -> None:
        """Says who of the others is away, and begins with the days on which the giver is."""
        away = away_until(others)
        receiver: Any = self.fields["receiver"]
        receiver.label_from_instance = lambda each: names([each], away)
        own = Leave.objects.open().filter(board=giver.board_id, user=giver.user_id).order_by("starts_at").first()
        if own is not None:
            self.fields["first_day"].initial = max(own.first_day, timezone.localdate(timezone=VIETNAM))
            self.fields["last_day"].initial = own.last_day

    def clean_document(self) -> Any:
        file = self.cleaned_data["document"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Tệp lớn hơn 15 MB. Hãy quét lại ở độ phân giải thấp hơn."))
        return file

    def deed(self) -> Deed:
        """What was typed, as a deed. After `is_valid()`."""
        typed = self.cleaned_data
        return Deed(
            giver=typed["giver"],
            receiver=typed["receiver"],
            acts=typed["acts"],
            content=typed["content"],
            fields=list(typed["fields_of_work"]),
            includes_sensitive=typed["includes_sensitive"],
            starts_at=beginning_of(typed["first_day"]),
            ends_at=beginning_of(typed["last_day"] + datetime.timedelta(days=1)),
            document_number=typed["document_number"],
            document_date=typed["document_date"],
            document=typed["document"],
            ground=typed["ground"],
        )
