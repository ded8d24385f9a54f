"""The list of days that differ from the state's calendar, in the admin: the technician's for every board, a secretary's for the own."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import BasePermissionPolicy

from workflows.charter.words import RoleKey
from workflows.models.board import Board, Member
from workflows.models.calendar_day import CalendarDay


def boards_kept_by(user: Any) -> QuerySet[Board]:
    """The boards whose calendar this person keeps: as secretary the own, as technician each."""
    if user.is_active and user.is_superuser:
        return Board.objects.order_by("pk")
    seats = Member.objects.of_user(user).filter(role=RoleKey.SECRETARY)
    return Board.objects.filter(pk__in=seats.values("board")).order_by("pk")


class CalendarKeepers(BasePermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """Asked by Wagtail's own views, for the list and for each day."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(user.is_active) and boards_kept_by(user).exists()

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: CalendarDay) -> bool:
        if instance.board_id is None:
            return bool(user.is_active and user.is_superuser)
        return boards_kept_by(user).filter(pk=instance.board_id).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: CalendarDay) -> bool:
        return self.user_has_permission_for_instance(user, "change", instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[CalendarDay]:
        everyones = Q(board=None) if user.is_superuser else Q(pk__in=[])
        return CalendarDay.objects.filter(everyones | Q(board__in=boards_kept_by(user)))

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[CalendarDay]:
        return self.instances_user_has_any_permission_for(user, [action])

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        seats = Member.objects.active().filter(role=RoleKey.SECRETARY).exclude(user=None)
        return get_user_model().objects.filter(Q(is_superuser=True) | Q(pk__in=seats.values("user")), is_active=True)


class CalendarDayForm(WagtailAdminModelForm):  # type: ignore[misc]  # the same
    """A secretary chooses among the own boards, and cannot speak for every board."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, user = self.fields["board"], self.for_user
        field.queryset = boards_kept_by(user) if user else Board.objects.none()
        if user is None or not user.is_superuser:
            field.required, field.empty_label, field.help_text = True, None, ""


def kept_by(user: Any) -> QuerySet[CalendarDay]:
    """Wagtail's generic views look a day up by its key alone; they are handed only those that this person keeps."""
    return CalendarKeepers(CalendarDay).instances_user_has_permission_for(user, "change").select_related("board")


class OwnIndexView(generic.IndexView):  # type: ignore[misc]  # the same
    def get_base_queryset(self) -> QuerySet[CalendarDay]:
        return kept_by(self.request.user)


class OwnEditView(generic.EditView):  # type: ignore[misc]  # the same
    def get_queryset(self) -> QuerySet[CalendarDay]:
        return kept_by(self.request.user)


class OwnDeleteView(generic.DeleteView):  # type: ignore[misc]  # the same
    def get_queryset(self) -> QuerySet[CalendarDay]:
        return kept_by(self.request.user)


class OwnUsageView(UsageView):  # type: ignore[misc]  # the same
    def get_base_object_queryset(self) -> QuerySet[CalendarDay]:
        return kept_by(self.request.user)


class OwnHistoryView(HistoryView):  # type: ignore[misc]  # the same
    def get_base_object_queryset(self) -> QuerySet[CalendarDay]:
        return kept_by(self.request.user)


class CalendarDayViewSet(ModelViewSet):  # type: ignore[misc]  # the same
    model = CalendarDay
    name = "calendar_days"
    url_prefix = "ngay-lam-viec"
    icon = "date"
    menu_label = _("Ngày làm việc")
    menu_order = 30
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    usage_view_class = OwnUsageView
    history_view_class = OwnHistoryView
    inspect_view_enabled = False
    list_display = ["day", "is_working", "name", "board", "source"]
    search_fields = ["name", "source"]
    ordering = ["-day", "pk"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("day", "is_working", "name", "source", "board")], base_form_class=CalendarDayForm
    )

    @property
    def permission_policy(self) -> CalendarKeepers:
        return CalendarKeepers(CalendarDay)


calendar_days = CalendarDayViewSet()
