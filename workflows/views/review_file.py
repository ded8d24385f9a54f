"""The review file (hồ sơ duyệt) of an item: everything one needs to decide, on one screen, and the acts that one may do now."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page, Revision

from workflows.charter.schema import StepKind
from workflows.content_guard import checklist
from workflows.content_guard.report import report_on
from workflows.digests.digest import described, media_of
from workflows.gate import acting_for, emergencies, gate, sensitivity
from workflows.gate.withheld import withheld_from
from workflows.letters.personal_link import ADDRESSEE
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.screens import afterwards as afterwards_screen
from workflows.screens import desk, drawing
from workflows.screens import votes as votes_screen
from workflows.services.chain import buttons, declare, flag, propose_withdrawal, recall, submit, withdraw
from workflows.services.emergencies import affirm, publish_urgently
from workflows.views import clock_forms, consultations
from workflows.views.changes import changes_between


@require_GET
def review_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/admin/duyet/<page>/`; `?cho=` names for whom the letter was that led here."""
    addressee = request.GET.get(ADDRESSEE, "")
    if addressee not in ("", request.user.get_username()):
        messages.warning(
            request,
            _("Thư này gửi cho tài khoản «%(whose)s», còn bạn đang đăng nhập bằng tài khoản «%(own)s».")
            % {"whose": addressee[:150], "own": request.user.get_username()},
        )
    return shown(request, page_for(request, page_id))


@require_POST
def act_on(request: HttpRequest, page_id: int) -> HttpResponse:
    """Do one act from the review file. A refusal is shown on the file, with what was typed still there."""
    page = page_for(request, page_id)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    state, ticks = _step(page, request.POST.get("step", "")), request.POST.getlist("ticks")
    try:
        _perform(page, request, act, state, reason, ticks)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        typed = {name: _text(request, name) for name in ("change", "note", "replacement")}
        return shown(request, page_for(request, page_id), typed={**typed, act: reason}, ticked=ticks)
    messages.success(request, what_happened(page, act))
    return HttpResponseRedirect(reverse("review_file", args=[page.pk]))


@require_GET
def preview(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse:
    """The item as citizens will see it, from one revision; for the frame of the review file."""
    page = page_for(request, page_id)
    revision = get_object_or_404(Revision.page_revisions, pk=revision_id, object_id=str(page.pk))
    return revision.as_object().make_preview_request(request, page.default_preview_mode)


def _step(page: ReviewedPage, asked: str) -> StepState | None:
    """The step that the form was made for; None for anything that is not the number of one."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    return StepState.objects.filter(pk=int(asked), workflow_state__object_id=str(page.pk)).first()


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _perform(
    page: ReviewedPage, request: HttpRequest, act: str, state: StepState | None, reason: str, ticks: Collection[str]
) -> None:
    if (work := _on_item(page, request, reason, ticks).get(act)) or (
        state and (work := _at_step(state, request.user, reason, ticks).get(act))
    ):
        work()
    else:
        raise Refused(
            Refusal("not-now", _("Việc này không làm được ở tình trạng hiện nay. Hãy xem lại hồ sơ.")), page.pk
        )


def _on_item(
    page: ReviewedPage, request: HttpRequest, reason: str, ticks: Collection[str]
) -> dict[str, Callable[[], object]]:
    """What each act on an item does, wherever it stands."""
    user = request.user
    change, note = _text(request, "change"), _text(request, "note")
    return {
        Act.SUBMIT: lambda: submit.submit(page, user, ticks, change=change, note=note),
        Act.WITHDRAW: lambda: withdraw.withdraw(
            page, user, reason, withdraw.page_at(page, _text(request, "replacement"))
        ),
        Act.PROPOSE: lambda: propose_withdrawal.propose(page, user, reason),
        Act.DECLINE: lambda: propose_withdrawal.decline(page, user, reason),
        Act.DECLARE: lambda: declare.declare(page, user, reason),
        Act.URGENT: lambda: publish_urgently.publish_urgently(page, user, reason, ticks),
        Act.AFFIRM: lambda: affirm.affirm(page, user, reason, ticks),
    }


def _at_step(state: StepState, user: Any, reason: str, ticks: Collection[str]) -> dict[str, Callable[[], object]]:
    """What each act at the open step does."""
    return {
        Act.FLAG: lambda: flag.flag(state, user, reason),
        Act.UNFLAG: lambda: flag.clear(state, user, reason),
        Act.RECALL: lambda: recall.recall(state, user, reason),
        Act.RETURN: lambda: buttons.perform(state, user, gate.RETURN_ACTION, reason),
        ACT_OF_KIND[StepKind(state.kind)]: lambda: buttons.perform(state, user, gate.POSITIVE_ACTION, reason, ticks),
    }


def page_for(request: HttpRequest, page_id: int) -> ReviewedPage:
    """The item, for those who may read its file: the board's members, and who may edit it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ReviewedPage) or page.board is None:
        raise PermissionDenied
    is_member = any(seat.user_id == request.user.pk for seat in page.board.seats)
    if not (is_member or page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    if page.pk in withheld_from(request.user):
        raise PermissionDenied
    return page


def shown(
    request: HttpRequest,
    page: ReviewedPage,
    typed: dict[str, str] | None = None,
    typed_clock: Any = None,
    typed_vote: Any = None,
    ticked: Collection[str] = (),
) -> HttpResponse:
    """The file; what was typed into a refused form stands in it again."""
    state = gate.open_step(page)
    last_run = state.workflow_state if state else page.workflow_states.order_by("-created_at").first()
    judged = state.revision if state else page.get_latest_revision()
    draft = state.judged.draft if state else page.as_of(judged) if judged else page
    run = last_run if state or (page.live and not page.has_unpublished_changes) else None
    votes = votes_screen.of_item(page)
    running = next((vote for vote in votes if not vote.asked.settled_at), None)
    ground = acting_for.at_step(request.user, state) if state else None
    waits_for = gate.names(list(state.entitled.all())) if state else ""
    if running:
        waits_for = _("Ban biên tập biểu quyết")
    history = desk.history(page)
    is_sensitive = state.is_sensitive if state else sensitivity.is_sensitive(draft)
    steps = drawing.steps_of(draft, run, history, waits_for, is_sensitive=is_sensitive)
    mine = desk.last_decision_of(request.user, history)
    judged_by_me = mine.revision if mine and mine.revision_id != page.live_revision_id else None
    offered = offered_acts(request.user, page, state, steps, typed or {}, ticked)
    media = state.judged.media if state else media_of(draft)
    ticks = checklist.ticked_by_row(history)
    on_the_way = [row for row in history if row.act not in BESIDE_THE_CHAIN]
    context = {
        "page": page,
        "draft": draft,
        "judged": judged,
        "state": state,
        "is_sensitive": is_sensitive,
        "stands_in": ground.deed if ground else None,
        "votes": votes,
        "running": running,
        "call_vote": {} if running else consultations.call_form(request.user, page, state, ground, typed_vote or {}),
        "steps": steps,
        "history": [(row, ticks[row.pk]) for row in history],
        "report": report_on(draft, page.own_board, media),
        "files": state.judged.files if state else [described(*each) for each in media],
        "since_live": changes_between(request, page, page.live_revision, draft),
        "since_mine": changes_between(request, page, judged_by_me, draft),
        "acts": offered,
        "clocks": clock_forms.lines(request.user, page, typed_clock or {}),
        "clocks_to_start": clock_forms.to_start(request.user, page, typed_clock or {}),
        "next_waiting": None if _decides(offered) else desk.next_waiting(request.user, page),
        "waits_for": waits_for,
        "afterwards": afterwards_screen.of_item(page, draft),
        "can_edit": state is None and page.permissions_for_user(request.user).can_edit(),
        "posted_urgently": emergencies.waiting_posting(page) if page.live else None,
        "last_return": next((row for row in on_the_way[:1] if row.act == Act.RETURN), None),
    }
    return render(request, "workflows/review_file.html", context)


def offered_acts(
    user: Any,
    page: ReviewedPage,
    state: StepState | None,
    steps: list[drawing.StepView],
    typed: dict[str, str],
    ticked: Collection[str] = (),
) -> list[dict[str, Any]]:
    """The acts that this person may do now, each with its consequence; and, for whom it waits but who may not, the reason."""
    offered: list[dict[str, Any]] = []
    positive = ACT_OF_KIND[StepKind(state.kind)] if state else None
    deciding = (Act.RETURN, Act.RECALL, Act.FLAG, Act.UNFLAG)
    acts = [positive, *deciding] if positive else [Act.SUBMIT, Act.DECLARE, Act.WITHDRAW]
    if page.live:  # while a new version is judged, too: what harms comes down at once
        acts += [act for act in (Act.WITHDRAW, Act.PROPOSE, Act.DECLINE) if act not in acts]
    following = next((step.name for step in steps if step.state == drawing.NEXT), "")
    answers = {
        Act.AFFIRM: emergencies.ask(user, Act.AFFIRM, page, state),
        **gate.ask_all(user, acts, page, state),
        Act.URGENT: emergencies.ask(user, Act.URGENT, page, state),
    }
    for act, refusal in answers.items():
        if refusal is None or refusal.asks_reason or refusal.asks_ticks:
            wants = (
                "required"
                if refusal and refusal.asks_reason
                else "optional"
                if act in (Act.REVIEW, Act.APPROVE, Act.AFFIRM)
                else ""
            )
            offered.append(
                {
                    "act": act.value,
                    "label": _label(act, following),
                    "wants_reason": wants,
                    "reason_label": _reason_label(act, wants),
                    "typed": typed.get(act.value, ""),
                    "is_positive": act in (positive, Act.SUBMIT, Act.AFFIRM),
                    "is_folded": act in FOLDED or (act is Act.WITHDRAW and positive is not None),
                    **_more(act, page, typed),
                    "checklist": [
                        (item, item.key in ticked)
                        for item in checklist.items_for(page.own_board, page.content_kind, act)
                    ],
                }
            )
        elif (refusal.about_text and refusal.code != "nothing-new" and act not in FOLDED) or (
            act is positive and refusal.code in ("own-text", "two-levels", "text-changed", "voting")
        ):
            offered.append({"act": act.value, "refusal": refusal.sentence})
    return offered


BESIDE_THE_CHAIN = (Act.TICKET, Act.CHECK, Act.PROPOSE, Act.DECLINE)
FOLDED = (Act.FLAG, Act.UNFLAG, Act.PROPOSE, Act.URGENT)


def _more(act: Act, page: ReviewedPage, typed: dict[str, str]) -> dict[str, Any]:
    """What else some forms ask: of a new version of something public, what it is; of a withdrawal, what citizens may read instead."""
    if act is Act.WITHDRAW:
        return {"asks_replacement": page.live, "replacement": typed.get("replacement", "")}
    if act is not Act.SUBMIT or not page.live:
        return {}
    revision = page.get_latest_revision()
    note = afterwards_screen.note_in(page, page.as_of(revision)) if revision else ""
    change = typed.get("change") or ("correction" if note else "")
    return {"asks_change": True, "change": change, "note": typed.get("note") or note}


def _decides(offered: list[dict[str, Any]]) -> bool:
    """Whether something is offered that is more than a mark."""
    return any("label" in act and not act["is_folded"] for act in offered)


def _reason_label(act: Act, wants: str) -> str:
    if wants != "required":
        return _("Ý kiến (nếu có)")
    reasons = {
        Act.RETURN: _("Cần sửa gì (bắt buộc)"),
        Act.RECALL: _("Lý do rút lại (bắt buộc)"),
        Act.WITHDRAW: _("Lý do gỡ xuống, người dân đọc được (bắt buộc)"),
        Act.PROPOSE: _("Vì sao đề nghị gỡ (bắt buộc)"),
        Act.DECLINE: _("Vì sao không gỡ (bắt buộc)"),
        Act.FLAG: _("Vì sao nhạy cảm (bắt buộc)"),
        Act.UNFLAG: _("Vì sao bỏ dấu nhạy cảm (bắt buộc)"),
        Act.URGENT: _("Vì sao phải đăng ngay, không chờ các bước (bắt buộc)"),
        Act.DECLARE: _("Căn cứ để xác nhận không phải tài liệu mật (bắt buộc)"),
    }
    return reasons.get(act, _("Lý do dùng ngoại lệ của quy chế (bắt buộc)"))


def _label(act: Act, following: str) -> str:
    """What happens when the button is pressed; `following` is the next step of the chain that will apply."""
    return {
        Act.REVIEW: _("Đồng ý – chuyển tới bước «%s»") % following,
        Act.APPROVE: _("Phê duyệt – chuyển tới bước «%s»") % following,
        Act.PUBLISH: _("Đăng lên cổng – người dân đọc được ngay"),
        Act.RETURN: _("Trả lại người soạn để sửa"),
        Act.RECALL: _("Rút lại để sửa tiếp – việc xét duyệt dừng lại"),
        Act.SUBMIT: _("Trình duyệt – nội dung được giữ nguyên trong khi xét duyệt"),
        Act.FLAG: _("Đánh dấu nhạy cảm – Trưởng ban sẽ trực tiếp cho ý kiến"),
        Act.UNFLAG: _("Bỏ dấu nhạy cảm – mục đi tiếp như thường"),
        Act.URGENT: _("Đăng khẩn – người dân đọc được ngay, người thứ hai xác nhận sau"),
        Act.AFFIRM: _("Xác nhận bản đăng khẩn – mục này tiếp tục hiện trên cổng"),
        Act.WITHDRAW: _("Gỡ khỏi cổng – ở địa chỉ này người dân chỉ còn đọc được lý do, lịch sử được giữ"),
        Act.PROPOSE: _("Đề nghị gỡ khỏi cổng – người có quyền sẽ quyết định"),
        Act.DECLINE: _("Không gỡ theo đề nghị – mục vẫn hiện trên cổng"),
        Act.DECLARE: _("Xác nhận không phải tài liệu mật – mục này trình duyệt được nếu không sửa gì thêm"),
    }[act]


AFTERWARDS: dict[str, Callable[[], str]] = {
    Act.WITHDRAW: lambda: _("Đã gỡ khỏi cổng. Lịch sử và các quyết định được giữ nguyên."),
    Act.PROPOSE: lambda: _("Đã gửi đề nghị gỡ. Mục vẫn hiện cho đến khi có quyết định."),
    Act.DECLINE: lambda: _("Đã ghi: không gỡ. Người đề nghị nhận được thư."),
}


def what_happened(page: ReviewedPage, act: str) -> str:
    """The sentence after an act: what happened, and who has it next."""
    if act in AFTERWARDS:
        return AFTERWARDS[act]()
    state = gate.open_step(page)
    if state:
        return _("Đã xong. Mục này đang ở bước «%(step)s», chờ %(who)s.") % {
            "step": state.task.name,
            "who": gate.names(list(state.entitled.all())),
        }
    if act == Act.RETURN:
        return _("Đã trả lại người soạn; họ nhận được thư kèm lý do của bạn.")
    if act == Act.RECALL:
        return _("Đã rút lại. Bạn có thể sửa tiếp rồi trình lại.")
    if act == Act.URGENT:
        return _("Đã đăng khẩn. Người thứ hai đã được báo để đọc và xác nhận; quá hạn thì mục này tự gỡ.")
    if act == Act.AFFIRM:
        return _("Đã xác nhận. Mục này tiếp tục hiện trên cổng.")
    if act == Act.DECLARE:
        return _("Đã ghi vào sổ quyết định. Mục này trình duyệt được, nếu không ai sửa gì thêm.")
    page.refresh_from_db()
    if page.live:
        return _("Đã đăng. Người dân đọc được tại %s") % page.full_url
    return _("Đã duyệt xong. Nội dung sẽ tự hiện ra vào giờ đã hẹn.")
