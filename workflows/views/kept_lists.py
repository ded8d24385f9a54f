"""Lists in the admin that boards keep themselves: who keeps which board's rows, and views that show everybody their own rows alone.

A list derives its keepers, its form and its viewset from these; own days stand in `calendar_days.py`, lists for questions in
`questions/views/kept_lists.py`.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from workflows.models.board import Board, Member
from workflows.models.some_user import SomeUser


class Keepers(BasePermissionPolicy, ABC):
    """Who keeps a list, asked by Wagtail's own views, for the list and for each row. A list says whose boards, and who may be one."""

    @abstractmethod
    def boards_kept_by(self, user: SomeUser) -> QuerySet[Board]:
        """The boards whose rows this person keeps."""

    def seats(self) -> QuerySet[Member]:
        """The seats from which one may keep such a list."""
        return Member.objects.active().exclude(user=None)

    def kept_by(self, user: SomeUser) -> QuerySet[Any]:
        """The rows of these boards."""
        kept: QuerySet[Any] = self.model._default_manager.filter(board__in=self.boards_kept_by(user))
        return kept.select_related("board")

    def user_has_permission(self, user: SomeUser, action: str) -> bool:
        return bool(user.is_active) and self.boards_kept_by(user).exists()

    def user_has_any_permission(self, user: SomeUser, actions: Collection[str]) -> bool:
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user: SomeUser, action: str, instance: Any) -> bool:
        return bool(user.is_active) and self.boards_kept_by(user).filter(pk=instance.board_id).exists()

    def user_has_any_permission_for_instance(self, user: SomeUser, actions: Collection[str], instance: Any) -> bool:
        return self.user_has_permission_for_instance(user, "change", instance)

    def instances_user_has_any_permission_for(self, user: SomeUser, actions: Collection[str]) -> QuerySet[Any]:
        return self.kept_by(user)

    def instances_user_has_permission_for(self, user: SomeUser, action: str) -> QuerySet[Any]:
        return self.kept_by(user)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        return get_user_model().objects.filter(pk__in=self.seats().values("user"), is_active=True)


class KeptForm(WagtailAdminModelForm):
    """One chooses among the boards that one keeps."""

    keepers: ClassVar[type[Keepers]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["board"]
        keepers = self.keepers(self._meta.model)
        field.queryset = keepers.boards_kept_by(self.for_user) if self.for_user else Board.objects.none()
        self.name_boards(field)

    def name_boards(self, field: Any) -> None:
        """How the field of the board is offered: no empty line, since a row is a board's."""
        field.empty_label = None


# Wagtail's generic views look a row up by its key alone; they are handed only those that this person keeps.


class KeptIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.kept_by(self.request.user)


class KeptEditView(generic.EditView):
    def get_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.kept_by(self.request.user)


class KeptDeleteView(generic.DeleteView):
    def get_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.kept_by(self.request.user)


class KeptUsageView(UsageView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.kept_by(self.request.user)


class KeptHistoryView(HistoryView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return self.permission_policy.kept_by(self.request.user)


class KeptViewSet(ModelViewSet):
    """What the lists have in common."""

    keepers: ClassVar[type[Keepers]]
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = KeptIndexView
    edit_view_class = KeptEditView
    delete_view_class = KeptDeleteView
    usage_view_class = KeptUsageView
    history_view_class = KeptHistoryView

    @property
    def permission_policy(self) -> Keepers:
        return self.keepers(self.model)
