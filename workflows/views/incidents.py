"""«Tôi bị lộ mật khẩu» (R130): locking an account, and another's word on what was decided with it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from workflows.gate import incidents as incidents_gate
from workflows.gate.withheld import hide
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.rules.incidents import IncidentAct
from workflows.rules.refusal import Refusal, Refused
from workflows.services.incidents import lock_account
from workflows.services.incidents import settle as settle_incident
from workflows.views.access import boards_of, boards_watched_by
from workflows.views.incident_form import IncidentForm
from workflows.views.list_pages import page_of


@require_http_methods(["GET", "POST"])
def incidents(request: HttpRequest) -> HttpResponse:
    """`/admin/su-co-tai-khoan/`: the form, and the incidents of this person's boards: those that wait for a word on top, newest first."""
    form = IncidentForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            lock_account.lock_account(said["account"], said["since"], said["what"], request.user)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            return _locked(request, is_own=said["account"] == request.user)
    return _shown(request, form)


def _shown(request: HttpRequest, form: IncidentForm, **typed: Any) -> HttpResponse:
    """The page; `typed`: which doubted decision was answered with what `reason`, and refused."""
    unanswered = DoubtedDecision.objects.filter(incident=OuterRef("pk"), answer=None)
    known = (
        AccountIncident.objects.filter(board__in=boards_watched_by(request.user))
        .select_related("board__charter", "user", "report", "reopened")
        .prefetch_related("doubted__decision", "doubted__answer")
        .annotate(is_open=Q(reopened=None) | Exists(unanswered))
        .order_by("-is_open", "-report__number")
    )
    shown = page_of(known, request)
    rows = [doubted.decision for each in shown for doubted in each.doubted.all()]
    read = set(boards_of(request.user).values_list("pk", flat=True))
    hide(rows, request.user)
    for row in rows:
        row.is_shut |= row.board_id not in read
    lines = [{"incident": each, **_offered(request, each)} for each in shown]
    context = {"form": form, "lines": lines, "states": shown, "typed": typed}
    return render(request, "workflows/incidents.html", context)


def _offered(request: HttpRequest, incident: AccountIncident) -> dict[str, bool]:
    answers = incidents_gate.offered(request.user, incident)
    return {
        "may_answer": answers[IncidentAct.UPHOLD] is None or answers[IncidentAct.DISOWN] is None,
        "may_reopen": answers[IncidentAct.REOPEN] is None,
    }


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Uphold or disown one decision."""
    doubted = get_object_or_404(DoubtedDecision.objects.filter(incident__board__in=boards_of(request.user)), pk=pk)
    word, reason = request.POST.get("word"), request.POST.get("reason", "")
    is_upheld = word == "uphold"
    try:
        if word not in ("uphold", "disown"):
            raise Refused(Refusal("not-now", _("Hãy chọn thừa nhận hoặc không thừa nhận quyết định.")))
        settle_incident.answer(doubted, request.user, is_upheld=is_upheld, reason=reason)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _shown(request, IncidentForm(user=request.user), doubted=doubted.pk, reason=reason)
    messages.success(
        request,
        _("Đã thừa nhận quyết định.")
        if is_upheld
        else _(
            "Đã ghi không thừa nhận. Lần trình hoặc giờ hẹn dựa trên quyết định này dừng lại; nội dung đã đăng thì gỡ ở hồ sơ duyệt."
        ),
    )
    return HttpResponseRedirect(reverse("incidents"))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the account back."""
    incident = get_object_or_404(AccountIncident.objects.filter(board__in=boards_of(request.user)), pk=pk)
    try:
        settle_incident.reopen(incident, request.user)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
    else:
        messages.success(request, _("Đã mở lại tài khoản. Người đó nhận thư để tự đặt mật khẩu mới."))
    return HttpResponseRedirect(reverse("incidents"))


def _locked(request: HttpRequest, *, is_own: bool) -> HttpResponse:
    if not is_own:
        messages.success(request, _("Đã khóa tài khoản và đóng mọi phiên đăng nhập. Lãnh đạo Ban đã được báo."))
        return HttpResponseRedirect(reverse("incidents"))
    logout(request)
    messages.success(
        request,
        _(
            "Đã khóa tài khoản của bạn và đóng mọi phiên đăng nhập. Trưởng ban và Thư ký đã được báo, sẽ liên hệ để mở lại."
        ),
    )
    return HttpResponseRedirect(reverse("wagtailadmin_login"))
