"""The list of days that differ from the state's calendar, in the admin: the technician's for every board, a secretary's for the own."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from workflows.charter.words import RoleKey
from workflows.models.board import Board, Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.some_user import SomeUser
from workflows.views.kept_lists import Keepers, KeptForm, KeptViewSet


class CalendarKeepers(Keepers):
    """As secretary the own boards; as technician each board, and the days of all boards."""

    def boards_kept_by(self, user: SomeUser) -> QuerySet[Board]:
        if user.is_active and user.is_superuser:
            return Board.objects.order_by("pk")
        seats = Member.objects.of_user(user).filter(role=RoleKey.SECRETARY)
        return Board.objects.filter(pk__in=seats.values("board")).order_by("pk")

    def seats(self) -> QuerySet[Member]:
        return super().seats().filter(role=RoleKey.SECRETARY)

    def kept_by(self, user: SomeUser) -> QuerySet[CalendarDay]:
        everyones = Q(board=None) if user.is_superuser else Q(pk__in=[])
        found = CalendarDay.objects.filter(everyones | Q(board__in=self.boards_kept_by(user)))
        return found.select_related("board")

    def user_has_permission_for_instance(self, user: SomeUser, action: str, instance: CalendarDay) -> bool:
        if instance.board_id is None:
            return bool(user.is_active and user.is_superuser)
        return super().user_has_permission_for_instance(user, action, instance)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        technicians = get_user_model().objects.filter(is_superuser=True, is_active=True)
        return technicians | super().users_with_any_permission(actions)


class CalendarDayForm(KeptForm):
    """A secretary cannot speak for every board."""

    keepers = CalendarKeepers

    def name_boards(self, field: Any) -> None:
        if self.for_user is None or not self.for_user.is_superuser:
            field.required, field.empty_label, field.help_text = True, None, ""


class CalendarDayViewSet(KeptViewSet):
    keepers = CalendarKeepers
    model = CalendarDay
    name = "calendar_days"
    url_prefix = "ngay-lam-viec"
    icon = "date"
    menu_label = _("Ngày làm việc")
    menu_order = 30
    add_to_admin_menu = True
    list_display = ["day", "is_working", "name", "board", "source"]
    search_fields = ["name", "source"]
    ordering = ["-day", "pk"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("day", "is_working", "name", "source", "board")], base_form_class=CalendarDayForm
    )


calendar_days = CalendarDayViewSet()
