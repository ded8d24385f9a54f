"""Wagtail's screens of accounts: what of a seated account is watched is asked for there, and waits; groups follow the seats."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView, IndexView, UserViewSet

from workflows.gate.accounts import who_confirms
from workflows.models.account_change import NAMES
from workflows.services.accounts.request import change_account


class GroupsOfSeats:
    """Which groups an account is in follows from the seats that it has."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["groups"].disabled = True
        self.fields["groups"].help_text = gettext_lazy("Theo chức danh trong Ban biên tập; không chọn ở đây.")


class NewAccountForm(GroupsOfSeats, UserCreationForm):
    """A new account."""


class AccountForm(GroupsOfSeats, UserEditForm):
    """An account that is there."""


class AccountEditView(EditView):
    """Saves what may change at once; asks for the rest."""

    waits = False

    def save_instance(self) -> Any:
        account = User.objects.get(pk=self.object.pk)
        typed = {name: self.form.cleaned_data[name] for name in NAMES if name in self.form.cleaned_data}
        changes = change_account(account, typed, self.request.user)
        if not changes:
            return super().save_instance()
        for name in NAMES:
            setattr(self.form.instance, name, getattr(account, name))
        saved = super().save_instance()
        self.waits = True
        who = ", ".join(str(seat) for change in changes for seat in who_confirms(change))
        waits = _("Chờ %s xác nhận.") % who if who else _("Chưa có ai đủ quyền xác nhận: xem sổ tay vận hành.")
        messages.warning(self.request, _("Đã gửi đề nghị; giá trị cũ còn hiệu lực. %s") % waits)
        return saved

    def get_success_message(self) -> Any:
        return None if self.waits else super().get_success_message()


class AccountIndexView(IndexView):
    """The list, without the boxes for many at once: accounts are changed one by one."""

    @cached_property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if column.name != "bulk_actions"]


class AccountViewSet(UserViewSet):
    index_view_class = AccountIndexView
    edit_view_class = AccountEditView

    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountForm if for_update else NewAccountForm
