"""The page on which a member copies, renews or revokes the address of the own calendar; and the calendar at that address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflows.models.board import Member
from workflows.models.calendar_feed import CalendarFeed
from workflows.screens.due_calendar import due_calendar


@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """`/admin/lich-cua-toi/`"""
    if request.method == "POST":
        return _changed(request)
    feed = CalendarFeed.objects.filter(user__in=[request.user]).first()
    address = request.build_absolute_uri(reverse("due_calendar", args=[feed.token])) if feed else ""
    has_seat = Member.objects.of_user(request.user).exists()
    return render(request, "workflows/my_calendar.html", {"feed": feed, "address": address, "has_seat": has_seat})


def _changed(request: HttpRequest) -> HttpResponse:
    act = request.POST.get("do", "")
    if act == "renew" and Member.objects.of_user(request.user).exists():
        CalendarFeed.objects.renew(request.user)
        messages.success(request, _("Đã lập địa chỉ mới. Địa chỉ cũ, nếu có, không còn dùng được."))
    elif act == "revoke":
        CalendarFeed.objects.revoke(request.user)
        messages.success(request, _("Đã thu hồi địa chỉ. Lịch ở nơi khác sẽ không cập nhật nữa."))
    else:
        messages.error(request, _("Chỉ thành viên Ban biên tập mới có lịch thời hạn."))
    return HttpResponseRedirect(reverse("my_calendar"))


@require_safe
def subscribed(request: HttpRequest, token: str) -> HttpResponse:
    """`/lich/<secret>.ics`: read-only, without signing in. An address that was revoked, or whose owner left the board, is not there."""
    feed = CalendarFeed.objects.filter(token=token).select_related("user").first()
    if feed is None or not Member.objects.of_user(feed.user).exists():
        raise Http404
    response = HttpResponse(due_calendar(feed.user), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="thoi-han.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
