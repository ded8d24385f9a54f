"""Lists in the admin that each board's sorters of questions keep: beginnings of answers, and where questions are forwarded to."""

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

from questions.charter_values import questions_of
from questions.models import AnswerTemplate, ForwardAddress
from workflows.models import Board, Member, Unit


def boards_kept_by(user: Any) -> QuerySet[Board]:
    """The boards whose questions this person sorts or drafts answers to."""
    return Board.objects.filter(pk__in=_keys_kept_by(user)).order_by("pk")


def _keys_kept_by(user: Any) -> set[int]:
    seats = Member.objects.of_user(user).select_related("board__charter") if user.is_active else []
    return {seat.board_id for seat in seats if seat.role in questions_of(seat.board.rules).triaged_by}


def kept_by(user: Any, model: type[Any]) -> QuerySet[Any]:
    """The rows of these boards."""
    kept: QuerySet[Any] = model._default_manager.filter(board__in=boards_kept_by(user))
    return kept.select_related("board")


class Keepers(BasePermissionPolicy):  # type: ignore[misc]  # Wagtail ships no types
    """Asked by Wagtail's own views, for the list and for each row."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(_keys_kept_by(user))

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return instance.board_id in _keys_kept_by(user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Any) -> bool:
        return self.user_has_permission_for_instance(user, "change", instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        return kept_by(user, self.model)

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        return kept_by(user, self.model)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Any]:
        seats = Member.objects.active().exclude(user=None)
        return get_user_model().objects.filter(Q(pk__in=seats.values("user")), is_active=True)


class OwnForm(WagtailAdminModelForm):  # type: ignore[misc]  # the same
    """One chooses among the own boards, and their units."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["board"]
        field.queryset = boards_kept_by(self.for_user) if self.for_user else Board.objects.none()
        field.empty_label = None
        if "unit" in self.fields:
            unit: Any = self.fields["unit"]
            unit.queryset = Unit.objects.filter(board__in=field.queryset, is_active=True)


class OwnIndexView(generic.IndexView):  # type: ignore[misc]  # the same
    def get_base_queryset(self) -> QuerySet[Any]:
        return kept_by(self.request.user, self.model)


class OwnEditView(generic.EditView):  # type: ignore[misc]  # the same
    def get_queryset(self) -> QuerySet[Any]:
        return kept_by(self.request.user, self.model)


class OwnDeleteView(generic.DeleteView):  # type: ignore[misc]  # the same
    def get_queryset(self) -> QuerySet[Any]:
        return kept_by(self.request.user, self.model)


class OwnUsageView(UsageView):  # type: ignore[misc]  # the same
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return kept_by(self.request.user, self.model)


class OwnHistoryView(HistoryView):  # type: ignore[misc]  # the same
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return kept_by(self.request.user, self.model)


class KeptViewSet(ModelViewSet):  # type: ignore[misc]  # the same
    """What the lists have in common; the list of questions leads to them."""

    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    usage_view_class = OwnUsageView
    history_view_class = OwnHistoryView

    @property
    def permission_policy(self) -> Keepers:
        return Keepers(self.model)


class AnswerTemplateViewSet(KeptViewSet):
    model = AnswerTemplate
    name = "answer_templates"
    url_prefix = "mau-tra-loi"
    icon = "snippet"
    menu_label = _("Mẫu câu trả lời")
    list_display = ["name", "board"]
    search_fields = ["name", "text"]
    ordering = ["name", "pk"]
    edit_handler = ObjectList([FieldPanel(name) for name in ("name", "text", "board")], base_form_class=OwnForm)


class ForwardAddressViewSet(KeptViewSet):
    model = ForwardAddress
    name = "forward_addresses"
    url_prefix = "noi-nhan-cau-hoi"
    icon = "mail"
    menu_label = _("Nơi nhận câu hỏi chuyển đi")
    list_display = ["__str__", "email", "board"]
    search_fields = ["body", "email"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("unit", "body", "email", "board")], base_form_class=OwnForm
    )


answer_templates = AnswerTemplateViewSet()
forward_addresses = ForwardAddressViewSet()
