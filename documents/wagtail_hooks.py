"""Registration of the documents' screens and doors in Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from documents.drafts import desk, export
from documents.drafts.rules import Phase
from documents.entry import views as bulk_entry_views
from documents.models import DocumentIndexPage, DocumentPage, DraftPage
from documents.validity.proposals import set_aside, take_over
from documents.validity.proposals_panel import ASIDE, TAKE
from workflows.models import Board
from workflows.models.some_user import SomeUser


@hooks.register("after_edit_page")
def answer_proposal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Once the draft is saved: the relation whose button was pressed is added to it, or not proposed again."""
    if not isinstance(page, DocumentPage):
        return None
    if key := request.POST.get(TAKE):
        if take_over(page, key, request.user):
            messages.success(request, _("Đã thêm quan hệ vào bản nháp. Hãy xem lại ở mục «Quan hệ với văn bản khác»."))
        else:
            messages.warning(request, _("Bản nháp đã lưu không còn nêu quan hệ này, nên chưa thêm gì."))
    elif key := request.POST.get(ASIDE):
        set_aside(page, key)
        messages.success(request, _("Đã lưu bản nháp và bỏ qua đề xuất này."))
    else:
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    return [
        path("nhap-van-ban/<slug:slug>/", bulk_entry_views.bulk_entry, name="bulk_entry"),
        path("nhap-van-ban/<slug:slug>/tai-len/", bulk_entry_views.upload, name="bulk_entry_upload"),
        path("nhap-van-ban/<slug:slug>/luu/", bulk_entry_views.save, name="bulk_entry_save"),
        path("gop-y/", desk.drafts, name="drafts"),
        path("gop-y/<int:pk>/", desk.comments, name="draft_comments"),
        path("gop-y/<int:pk>/lam/", desk.act_on, name="act_on_comments"),
        path("gop-y/<int:pk>/tai-ve/", export.as_csv, name="draft_comments_csv"),
    ]


@hooks.register("register_page_header_buttons")
def bulk_entry_button(page: Any, user: SomeUser, view_name: str, next_url: str | None = None) -> list[Button]:
    """On the section of documents, for whoever may write there."""
    if not isinstance(page.specific, DocumentIndexPage) or not page.permissions_for_user(user).can_add_subpage():
        return []
    board = Board.objects.for_path(page.path)
    if board is None:
        return []
    return [Button(_("Nhập nhiều văn bản"), reverse("bulk_entry", args=[board.slug]), icon_name="doc-full", priority=6)]


@hooks.register("register_page_header_buttons")
def comments_button(page: Any, user: SomeUser, view_name: str, next_url: str | None = None) -> list[Button]:
    """On a draft that is open for comment, for whoever may open it."""
    if page.specific_class is not DraftPage:
        return []
    return [Button(_("Góp ý"), reverse("draft_comments", args=[page.pk]), icon_name="comment", priority=6)]


class DraftsPanel(Component):
    """On the desk: drafts with comments that nobody has looked at, and those that are closed without a synthesis. None for the
    technician, who looks at all boards and for whom nothing waits."""

    template_name = "documents/desk/drafts_panel.html"
    order = 25

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        drafts = [] if user.is_superuser else desk.waiting_for(user)
        return {"drafts": [draft for draft in drafts if draft.n_new or draft.phase == Phase.CLOSED]}


@hooks.register("construct_homepage_panels", order=200)
def show_drafts_on_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(DraftsPanel())


@hooks.register("register_admin_menu_item")
def drafts_menu_item() -> MenuItem:
    return MenuItem(_("Góp ý dự thảo"), reverse("drafts"), name="drafts", icon_name="comment", order=16)
