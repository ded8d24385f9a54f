"""What people said of drafts, on the board's side: the drafts with what waits, and one draft's comments."""

from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib import messages
from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from documents.drafts import gate
from documents.drafts.comments import CommentState, DraftComment, Reason
from documents.drafts.pages import DraftPage, ShownComment
from documents.drafts.rules import CommentAct
from documents.drafts.services import Taken, decline, take_up
from workflows.models import Board
from workflows.models.some_user import SomeUser
from workflows.rules.refusal import Refused
from workflows.screens.by_state import counts_of
from workflows.views.access import require_member
from workflows.views.list_pages import page_of
from workflows.views.typed import whole_number, whole_numbers

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

LONGEST = 5000


class Counted(TypedDict):
    n_new: int
    n_all: int


def waiting_for(user: SomeUser) -> "list[WithAnnotations[DraftPage, Counted]]":
    """The public drafts of the boards that this person reads (the technician: of all), each with `n_new` comments that nobody
    has looked at, of `n_all`. One query."""
    boards = Board.objects.read_by(user)
    of_site = Substr("path", 1, 2 * DraftPage.steplen)
    found = DraftPage.objects.live().annotate(site=of_site).filter(site__in=boards.values("root_page__path"))
    new = Count("received_comments", filter=Q(received_comments__state=CommentState.NEW))
    return list(found.annotate(n_new=new, n_all=Count("received_comments")).order_by("-closes_on", "pk"))


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """`/admin/gop-y/`: the public drafts of this person's boards."""
    return render(request, "documents/desk/drafts.html", {"drafts": waiting_for(request.user)})


@never_cache
@require_GET
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """`/admin/gop-y/<draft>/`: what nobody has looked at first; `?tinh-trang=` narrows it. Raises `PermissionDenied`, `Http404`."""
    return _shown(request, draft_for(request, pk), {})


@never_cache
@require_POST
def act_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the chosen comments into the draft, or decline one. A refusal is shown with what was typed still there."""
    page = draft_for(request, pk)
    typed = {name: value[:LONGEST] for name, value in request.POST.items() if isinstance(value, str)}
    declined = whole_number(typed.get("decline", ""))
    try:
        if declined is not None:
            decline(page, request.user, declined, typed.get(f"reason-{declined}", ""))
            messages.success(request, _("Đã ghi: không đăng góp ý này. Góp ý vẫn được tính trong bản tổng hợp."))
        else:
            _take_up_chosen(request, page, typed)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _shown(request, page, typed)
    state = typed.get("tinh-trang", "")
    address = reverse("draft_comments", args=[pk])
    return HttpResponseRedirect(f"{address}?tinh-trang={state}" if state in CommentState else address)


def _take_up_chosen(request: HttpRequest, page: DraftPage, typed: dict[str, str]) -> None:
    """Raises `Refused`."""
    keys = whole_numbers(request.POST.getlist("chosen"))
    if not keys:
        messages.warning(request, _("Bạn chưa chọn góp ý nào. Hãy đánh dấu ô trước góp ý."))
        return
    taken = [Taken(key, typed.get(f"text-{key}", ""), typed.get(f"reply-{key}", "")) for key in keys]
    done = take_up(page, request.user, taken)
    messages.success(request, _("Đã đưa %s góp ý vào bản nháp. Bản nháp được đăng sau khi Ban biên tập duyệt.") % done)


def draft_for(request: HttpRequest, pk: int) -> DraftPage:
    """For the members of its board and the technician, who only looks. Raises `PermissionDenied`, `Http404`."""
    page = get_object_or_404(DraftPage, page_ptr__id=pk)
    require_member(request.user, page.board)
    return page


def _shown(request: HttpRequest, page: DraftPage, typed: dict[str, str]) -> HttpResponse:
    asked = request.GET.get("tinh-trang", "") or typed.get("tinh-trang", "")
    of_page = DraftComment.objects.filter(page=page.pk)
    counts = counts_of(of_page)
    first = next((key for key in CommentState if counts.get(key)), CommentState.NEW)
    state = CommentState(asked) if asked in CommentState else first
    found = page_of(of_page.filter(state=state), request)
    rows: list[Any] = list(page.get_latest_revision_as_object().shown_comments.all())
    shown: dict[int, ShownComment] = {row.comment_id: row for row in rows}
    lines = []
    for each in found:
        row = shown.get(each.pk)
        lines.append(
            {
                "comment": each,
                "text": typed.get(f"text-{each.pk}", row.text if row else each.text),
                "reply": typed.get(f"reply-{each.pk}", row.reply if row else ""),
                "reason": typed.get(f"reason-{each.pk}", each.reason),
            }
        )
    context = {
        "page": page,
        "items": found,
        "lines": lines,
        "state": state,
        "states": [(key.value, key.label, counts.get(key, 0)) for key in CommentState],
        "reasons": Reason.choices,
        "can_edit": page.permissions_for_user(request.user).can_edit(),
        "may": gate.offered(request.user, page)[CommentAct.TAKE_UP] is None,
        "chosen": request.POST.getlist("chosen"),
        "longest": LONGEST,
    }
    return render(request, "documents/desk/comments.html", context)
