"""Registration of the board's screens and doors in Wagtail's admin. No hook performs an act of its own: it shows, links, refuses, or
hands on to the step what was pressed in the editor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from workflows.doors import moderation
from workflows.letters.accounts import invite
from workflows.models.page_history import PASSED, passed_step
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.screens.desk import boards_decided_by
from workflows.screens.desk_panel import DeskPanel
from workflows.views import (
    account_changes,
    board,
    calendar_feed,
    clean_copy,
    clocks,
    consultations,
    delegation,
    imports,
    incidents,
    leaves,
    mistakes,
    new_delegation,
    posting_plan,
    review_file,
    rules_page,
    spot_checks,
)
from workflows.views.calendar_days import calendar_days


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    return [
        path("cho-toi/", board.queue, name="queue"),
        path("duyet/<int:page_id>/", review_file.review_file, name="review_file"),
        path("duyet/<int:page_id>/lam/", review_file.act_on, name="review_act"),
        path("duyet/<int:page_id>/xem/<int:revision_id>/", review_file.preview, name="review_preview"),
        path("duyet/<int:page_id>/dong-ho/", clocks.act_on, name="clock_act"),
        path("duyet/<int:page_id>/bieu-quyet/", consultations.call, name="call_vote"),
        path("chuyen-du-lieu/<slug:slug>/", imports.board_imports, name="board_imports"),
        path("bieu-quyet/<slug:slug>/", consultations.consultations, name="consultations"),
        path("bieu-quyet/<slug:slug>/lap/", consultations.new_consultation, name="new_consultation"),
        path("bieu-quyet/<slug:slug>/<int:pk>/", consultations.consultation, name="consultation"),
        path("bieu-quyet/<slug:slug>/<int:pk>/lam/", consultations.act_on_consultation, name="act_on_consultation"),
        path(
            "bieu-quyet/<slug:slug>/<int:pk>/bo-sung/", consultations.correct_consultation, name="correct_consultation"
        ),
        path("tep/<int:document_id>/ban-sach/", clean_copy.clean_copy, name="clean_copy"),
        path("lich-cua-toi/", calendar_feed.my_calendar, name="my_calendar"),
        path("bao-sai-sot/<slug:slug>/", mistakes.mistakes, name="mistakes"),
        path("bao-sai-sot/<slug:slug>/<slug:code>/", mistakes.mistake, name="mistake"),
        path("bao-sai-sot/<slug:slug>/<slug:code>/lam/", mistakes.act_on, name="act_on_mistake"),
        path("kiem-tra-sau-dang/<slug:slug>/", spot_checks.spot_checks, name="spot_checks"),
        path("ban-bien-tap/", board.my_board, name="boards"),
        path("ban-bien-tap/<slug:slug>/", board.board, name="board"),
        path("ban-bien-tap/<slug:slug>/quy-tac/", rules_page.rules_page, name="rules_page"),
        path("lich-dang/", posting_plan.my_plan, name="my_posting_plan"),
        path("lich-dang/<slug:slug>/", posting_plan.plan, name="posting_plan"),
        path("su-co-tai-khoan/", incidents.incidents, name="incidents"),
        path("su-co-tai-khoan/quyet-dinh/<int:pk>/", incidents.answer, name="answer_for_decision"),
        path("su-co-tai-khoan/<int:pk>/mo-lai/", incidents.reopen, name="reopen_account"),
        path("nguoi-va-tai-khoan/", account_changes.account_changes, name="account_changes"),
        path("nguoi-va-tai-khoan/<int:pk>/", account_changes.answer_change, name="answer_change"),
        path("nguoi-va-tai-khoan/<slug:slug>/xac-nhan/", account_changes.constitute_board, name="constitute_board"),
        path("nghi/", leaves.leaves, name="leaves"),
        path("nghi/<int:pk>/ket-thuc/", leaves.end_leave, name="end_leave"),
        path("nghi/<slug:slug>/ghi/", leaves.state_leave, name="state_leave"),
        path("uy-quyen/", delegation.delegations, name="delegations"),
        path("uy-quyen/<int:pk>/lam/", delegation.act_on_delegation, name="act_on_delegation"),
        path("uy-quyen/<int:pk>/tep/", delegation.delegation_file, name="delegation_file"),
        path("uy-quyen/<slug:slug>/lap/", new_delegation.new_delegation, name="new_delegation"),
    ]


@hooks.register("register_admin_viewset")
def register_calendar() -> Any:
    return calendar_days


@hooks.register("construct_homepage_panels")
def show_only_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's own panels take more queries the more there is to do, and list by group what waits for a person; its buttons to decide stand on
    the desk."""
    panels[:] = [DeskPanel()]


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return MenuItem(_("Bàn làm việc"), reverse("wagtailadmin_home"), name="desk", icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def board_menu_item() -> MenuItem:
    return MenuItem(_("Ban biên tập"), reverse("boards"), name="boards", icon_name="group", order=20)


@hooks.register("register_admin_menu_item")
def posting_plan_menu_item() -> MenuItem:
    return MenuItem(_("Lịch đăng"), reverse("my_posting_plan"), name="posting-plan", icon_name="calendar-alt", order=22)


@hooks.register("register_admin_menu_item")
def my_calendar_menu_item() -> MenuItem:
    return MenuItem(_("Lịch thời hạn"), reverse("my_calendar"), name="my-calendar", icon_name="date", order=25)


@hooks.register("register_admin_menu_item")
def incidents_menu_item() -> MenuItem:
    return MenuItem(_("Lộ mật khẩu"), reverse("incidents"), name="incidents", icon_name="lock", order=35)


@hooks.register("register_admin_menu_item")
def account_changes_menu_item() -> MenuItem:
    return MenuItem(
        _("Người và tài khoản"), reverse("account_changes"), name="account-changes", icon_name="user", order=33
    )


@hooks.register("register_admin_menu_item")
def delegations_menu_item() -> MenuItem:
    return MenuItem(_("Ủy quyền"), reverse("delegations"), name="delegations", icon_name="key", order=30)


@hooks.register("register_admin_menu_item")
def leaves_menu_item() -> MenuItem:
    return MenuItem(_("Nghỉ, vắng mặt"), reverse("leaves"), name="leaves", icon_name="calendar-check", order=32)


class SubmitToBoard(SubmitForModerationMenuItem):
    """Wagtail's own button with a short label: its long one names the chain of the section, not of the item."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Trình duyệt")}


class DecideAtStep(WorkflowMenuItem):
    """Wagtail's own, with the step that it was shown for: what is pressed later decides at no other."""

    template_name = "workflows/components/decide_item.html"


@hooks.register("construct_page_action_menu")
def leave_draft_submit_and_decide(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Publishing, withdrawing and stopping a review have their own screen, where reasons are asked and kept.

    Submitting stands first: drafts are kept by themselves, and a newcomer does not look behind the arrow. Whoever may decide finds the step's
    actions in their place: Wagtail leaves them out, since the text is locked for everybody.
    """
    page, kept = context.get("page"), ("action-submit", "action-save-draft", "action-page-locked")
    named = {item.name: item for item in menu_items}
    if "action-submit" in named:
        named["action-submit"] = SubmitToBoard()
    step = page.current_workflow_task if page and context["view"] == "edit" else None
    actions = reversed(step.get_actions(page, request.user)) if step else ()
    deciding: list[ActionMenuItem] = [DecideAtStep(name, label, asks_words) for name, label, asks_words in actions]
    menu_items[:] = deciding or [named[name] for name in kept if name in named]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_where_it_is_now(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Whoever has submitted sees the item's file, with the step and the person it waits for, not a list of other pages."""
    if "action-submit" not in request.POST or not isinstance(page, ReviewedPage):
        return None
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


@hooks.register("before_edit_page")
def decide_or_refuse_to_stop_a_review_unsaid(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Wagtail's own cancel and restart keep no reason; the review file's acts do."""
    if request.method == "POST" and "action-workflow-action" in request.POST:
        return moderation.decide_in_editor(request, page)
    stopping = ("action-cancel-workflow", "action-restart-workflow")
    if request.method != "POST" or not any(name in request.POST for name in stopping):
        return None
    messages.error(request, _("Muốn dừng xét duyệt, hãy làm ở hồ sơ duyệt này và ghi lý do."))
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


@hooks.register("after_create_user")
def invite_to_choose_a_password(request: HttpRequest, user: SomeUser) -> None:
    if invite(user):
        messages.success(request, _("Đã gửi thư mời đặt mật khẩu tới địa chỉ của người này."))
    else:
        sentence = _(
            "Chưa gửi được thư mời. Người này bấm «Quên mật khẩu?» ở trang đăng nhập để nhận thư đặt mật khẩu."
        )
        messages.warning(request, sentence)


@hooks.register("before_delete_user")
def refuse_to_delete_user(request: HttpRequest, user: SomeUser) -> HttpResponse:
    messages.error(
        request,
        _("Không xóa tài khoản: hãy bỏ chọn «Đang hoạt động». Quyết định của người này phải còn đối chiếu được."),
    )
    return HttpResponseRedirect(reverse("wagtailusers_users:edit", args=[user.pk]))


@hooks.register("register_page_header_buttons")
def review_file_button(page: Any, user: SomeUser, view_name: str, next_url: str | None = None) -> list[Button]:
    if not isinstance(page.specific, ReviewedPage) or page.depth < 2:
        return []
    return [Button(_("Hồ sơ duyệt"), reverse("review_file", args=[page.pk]), icon_name="tasks", priority=5)]


@hooks.register("construct_reports_menu")
def leave_most_reports_to_the_technician(request: HttpRequest, menu_items: list[Any]) -> None:
    """They count pages and log-ins of Wagtail's own kind. The two on workflows are for who decides, too, over their own boards, whether or not
    they may write: Wagtail shows them to writers."""
    if request.user.is_superuser:
        return
    runs, steps = reverse("wagtailadmin_reports:workflow"), reverse("wagtailadmin_reports:workflow_tasks")
    for_who_decides = [
        MenuItem(_("Quy trình xét duyệt"), runs, name="workflows", icon_name="tasks", order=800),
        MenuItem(_("Các bước xét duyệt"), steps, name="workflow-tasks", icon_name="thumbtack", order=900),
    ]
    menu_items[:] = for_who_decides if boards_decided_by(request.user) else []


@hooks.register("construct_help_menu")
def leave_out_foreign_manuals(request: HttpRequest, menu_items: list[Any]) -> None:
    """Wagtail's help leads to pages in English on foreign hosts."""
    menu_items.clear()


@hooks.register("register_log_actions", order=100)  # after Wagtail's own
def name_the_step_that_was_passed(actions: Any) -> None:
    """And not the one behind it, as Wagtail does before the run moves on: it may be skipped."""
    actions.formatters[PASSED].format_message = passed_step


@hooks.register("insert_global_admin_css")
def board_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("workflows/board.css"))
