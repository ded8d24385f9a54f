"""The clerk's screen: files in, rows to check, drafts out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.entry.bulk_entry import doubles, enter, leave_out, make_draft, may_enter, section_of
from documents.entry.forms import RowForm
from documents.entry.rows import EntryRow
from foreign_files.uploads import UploadRefused
from workflows.content_guard.hidden_parts import to_be_seen_in
from workflows.models import Board
from workflows.models.some_user import SomeUser
from workflows.views.access import board_for
from workflows.views.list_pages import page_of
from workflows.views.typed import whole_number, whole_numbers

PER_PAGE = 20
MOST_FILES = 100


def _board(request: HttpRequest, slug: str) -> Board:
    """The board of the address. Raises `PermissionDenied` for one whose documents this person may not write."""
    board = board_for(request, slug)
    if not may_enter(request.user, board):
        raise PermissionDenied
    return board


@require_safe
def bulk_entry(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/nhap-van-ban/<board>/`: this person's own rows, in pages."""
    board = _board(request, slug)
    return _shown(request, board, {})


@require_POST
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """One file or many; the script sends one after the other and wants a word about each."""
    board = _board(request, slug)
    refused: list[str] = []
    files = request.FILES.getlist("files")
    for file in files[:MOST_FILES]:
        name = file.name or ""
        try:
            enter(board, request.user, name, file.read(), request.POST.get("field", ""))
        except UploadRefused as why:
            refused.append(_("%(name)s: %(why)s") % {"name": name, "why": why.sentence})
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return JsonResponse({"refused": refused})
    for sentence in refused:
        messages.error(request, sentence)
    if not files:
        messages.error(request, _("Bạn chưa chọn tệp nào. Hãy chọn một hoặc nhiều tệp rồi tải lên."))
    elif len(files) > len(refused):
        messages.success(
            request, _("Đã nhận %(count)s tệp. Hãy kiểm tra từng dòng.") % {"count": len(files) - len(refused)}
        )
    return HttpResponseRedirect(reverse("bulk_entry", args=[slug]))


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what is typed in the rows of the page; make drafts of the chosen ones, or leave one out."""
    board = _board(request, slug)
    forms = _typed_rows(request, board)
    for form in forms:
        form.row.typed = form.typed
    EntryRow.objects.bulk_update([form.row for form in forms], ["typed"])
    if left_out := request.POST.get("leave-out"):
        for row in (form.row for form in forms if str(form.row.pk) == left_out):
            leave_out(row)
        return _back(request, slug)
    chosen = [form for form in forms if f"{form.prefix}-chosen" in request.POST] if "make" in request.POST else []
    wrong = {form.row.pk: form for form in chosen if not _becomes_draft(form, request.user)}
    _say_what_was_done(request, len(chosen) - len(wrong), len(wrong))
    return _shown(request, board, wrong) if wrong else _back(request, slug)


def _typed_rows(request: HttpRequest, board: Board) -> list[RowForm]:
    """The rows that the form names, of this person's own, with what was typed in them."""
    keys = whole_numbers(request.POST.getlist("row"))
    rows = EntryRow.objects.filter(board=board, owner=request.user.pk, pk__in=keys[:PER_PAGE])
    fields = _fields(board)
    return [RowForm(row, fields, request.POST) for row in rows.select_related("document")]


def _say_what_was_done(request: HttpRequest, made: int, wrong: int) -> None:
    if made:
        messages.success(
            request,
            _("Đã lưu %(count)s bản nháp. Bản nháp chưa được trình duyệt: bạn mở từng bản để trình.") % {"count": made},
        )
    if wrong:
        messages.error(request, _("%(count)s dòng còn chỗ cần sửa; những gì bạn gõ vẫn giữ nguyên.") % {"count": wrong})
    elif not made:
        messages.success(request, _("Đã giữ những gì bạn sửa."))


def _becomes_draft(form: RowForm, user: SomeUser) -> bool:
    """Whether the row is a draft now; if not, its form says what is wrong."""
    if not form.is_valid():
        return False
    row_key = form.row.pk
    try:
        make_draft(form.row, form.values, user)
    except ValidationError as error:
        form.row.pk = row_key
        for name, sentences in error.message_dict.items():
            form.add_error(name if name in form.fields else None, sentences)
        return False
    return True


def _back(request: HttpRequest, slug: str) -> HttpResponse:
    page = request.GET.get("p", "")
    address = reverse("bulk_entry", args=[slug])
    return HttpResponseRedirect(address if whole_number(page) is None else f"{address}?p={page}")


def _fields(board: Board) -> list[tuple[str, str]]:
    active = board.fields.filter(is_active=True).order_by("name").values_list("pk", "name")
    return [(str(key), name) for key, name in active]


def _shown(request: HttpRequest, board: Board, bound: dict[int, RowForm]) -> HttpResponse:
    mine = EntryRow.objects.filter(board=board, owner=request.user.pk).select_related("document")
    shown = page_of(mine, request, PER_PAGE)
    fields = _fields(board)
    known = doubles(board, shown)
    hidden = to_be_seen_in([row.document for row in shown])
    lines = [
        {
            "row": row, "form": bound.get(row.pk) or RowForm(row, fields), "doubles": known.get(row.pk, []),
            "hidden": hidden.get(row.document.pk),
        }
        for row in shown
    ]  # fmt: skip
    context = {
        "board": board,
        "items": shown,
        "lines": lines,
        "fields": fields,
        "section": section_of(board),
        "most_files": MOST_FILES,
    }
    return render(request, "documents/desk/bulk_entry.html", context, status=422 if bound else 200)
