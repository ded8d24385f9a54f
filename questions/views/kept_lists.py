"""Lists in the admin that each board's sorters of questions keep: beginnings of answers, and where questions are forwarded to."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from questions.charter_values import questions_of
from questions.models import AnswerTemplate, ForwardAddress
from workflows.models import Board, Member, Unit
from workflows.models.some_user import SomeUser
from workflows.views.kept_lists import Keepers, KeptForm, KeptViewSet


def keeps_lists(user: SomeUser) -> bool:
    """Whether this person keeps them for any board."""
    return QuestionKeepers(AnswerTemplate).user_has_permission(user, "change")


class QuestionKeepers(Keepers):
    """Who sorts the questions of a board or drafts answers to them."""

    def boards_kept_by(self, user: SomeUser) -> QuerySet[Board]:
        return Board.objects.filter(pk__in=_keys_kept_by(user)).order_by("pk")

    def user_has_permission(self, user: SomeUser, action: str) -> bool:
        return bool(_keys_kept_by(user))

    def user_has_permission_for_instance(self, user: SomeUser, action: str, instance: Any) -> bool:
        return instance.board_id in _keys_kept_by(user)


def _keys_kept_by(user: SomeUser) -> set[int]:
    seats = Member.objects.of_user(user).select_related("board__charter") if user.is_active else []
    return {seat.board_id for seat in seats if seat.is_named(questions_of(seat.board.rules).triaged_by)}


class QuestionListForm(KeptForm):
    """A unit is one of the own boards'."""

    keepers = QuestionKeepers

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            unit: Any = self.fields["unit"]
            boards: Any = self.fields["board"]
            unit.queryset = Unit.objects.filter(board__in=boards.queryset, is_active=True)


class QuestionListViewSet(KeptViewSet):
    """The list of questions leads to it; it has no entry in the menu."""

    keepers = QuestionKeepers
    add_to_admin_menu = False


class AnswerTemplateViewSet(QuestionListViewSet):
    model = AnswerTemplate
    name = "answer_templates"
    url_prefix = "mau-tra-loi"
    icon = "snippet"
    menu_label = _("Mẫu câu trả lời")
    list_display = ["name", "board"]
    search_fields = ["name", "text"]
    ordering = ["name", "pk"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("name", "text", "board")], base_form_class=QuestionListForm
    )


class ForwardAddressViewSet(QuestionListViewSet):
    model = ForwardAddress
    name = "forward_addresses"
    url_prefix = "noi-nhan-cau-hoi"
    icon = "mail"
    menu_label = _("Nơi nhận câu hỏi chuyển đi")
    list_display = ["__str__", "email", "board"]
    search_fields = ["body", "email"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("unit", "body", "email", "board")], base_form_class=QuestionListForm
    )


answer_templates = AnswerTemplateViewSet()
forward_addresses = ForwardAddressViewSet()
