"""Registration of the screens about citizens' questions in Wagtail's admin. No hook performs an act."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from questions import selectors
from questions.models import QuestionPage
from questions.views import concealment, desk
from questions.views.kept_lists import answer_templates, forward_addresses
from workflows.rules.refusal import Refused


@hooks.register("register_admin_urls")
def register_screens() -> list[Any]:
    return [
        path("cau-hoi/", desk.my_tickets, name="my_tickets"),
        path("cau-hoi/<slug:slug>/", desk.tickets, name="tickets"),
        path("cau-hoi/<slug:slug>/<slug:reference>/", desk.ticket, name="ticket"),
        path("cau-hoi/<slug:slug>/<slug:reference>/tep/<int:pk>/", desk.file, name="ticket_file"),
        path("cau-hoi/<slug:slug>/<slug:reference>/lam/", desk.act_on, name="act_on_ticket"),
        path("cau-hoi/<slug:slug>/<slug:reference>/lo-nguoi-hoi/", concealment.concealment, name="concealment"),
    ]


@hooks.register("register_admin_viewset")
def register_lists() -> Any:
    return [answer_templates, forward_addresses]


@hooks.register("before_edit_page")
def refuse_to_edit_what_is_never_public(request: HttpRequest, page: Any) -> None:
    if isinstance(page, QuestionPage) and (refusal := page.bar()):
        raise Refused(refusal, None if page.pk in selectors.withheld(request.user) else page.pk)


@hooks.register("after_edit_page")
def take_out_or_put_back(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Once the draft is saved: the place whose button was pressed is taken out of it, or put back."""
    if isinstance(page, QuestionPage) and concealment.answer_press(request, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


class TicketsPanel(Component):
    """On the desk: how many tickets wait on the boards of this person, and the nearest due moment."""

    template_name = "questions/desk/panel.html"
    order = 20

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"lines": selectors.on_desk(parent_context["request"].user)}


@hooks.register("construct_homepage_panels", order=200)
def show_tickets_on_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TicketsPanel())


@hooks.register("register_admin_menu_item")
def tickets_menu_item() -> MenuItem:
    return MenuItem(_("Câu hỏi"), reverse("my_tickets"), name="tickets", icon_name="help", order=15)
