"""Wagtail's own dashboard, editor, dialogs, reports and history, as those who decide meet them: approving works, and whatever is missing leads
to the item's file, with a sentence."""

import csv
import datetime
import html
import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.urls import reports as report_urls
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from tests.board import body, charter_data
from tests.language import english_on, parsed
from tests.long import part_of
from tests.portal.admin_addresses import admin_addresses, tells
from tests.portal.planting import MARK, plant
from tests.workflows.test_doors import edit_data
from vietnamese.slugs import vietnamese_slug
from workflows.gate import item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain import submit
from workflows.services.deeds import delegate
from workflows.views import wagtail_screens
from workflows.views.wagtail_exports import NamedSheet

pytestmark = pytest.mark.django_db
DIALOG = {"x-requested-with": "XMLHttpRequest"}
CHECK = {"key": "bi-mat", "text": "Không có bí mật", "content": ["document"], "at": ["approve"], "rule": "R132"}
REPORTS = [f"wagtailadmin_reports:{name}" for name in ("workflow", "workflow_results", "workflow_tasks", "workflow_tasks_results")]  # fmt: skip
OF_PAGE = ("history", "history_results", "usage", "workflow_history")


@pytest.fixture
def charter():
    return charter_data() | {"checklist": [CHECK]}


def address(page, action, state, name="workflow_action"):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, action, state.pk])


def pressed_in_editor(client, page, action, **more):
    state = item_state.open_step(page)
    sent = {"title": page.title, "action-workflow-action": "true", "workflow-action-name": action}
    sent |= {"workflow-step": state.pk if state else "", **more}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True)


def file_of(page):
    return reverse("review_file", args=[page.pk])


def waiting_for_ticks(board):
    page = board.document()
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    return page


# Deciding


def test_the_dashboards_button_approves(board, client_of):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    state = board.step(page)
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'data-workflow-action-url="{address(page, "approve", state)}"' in shown
    client.post(address(page, "approve", state), {"next": "/admin/"})
    assert board.step(page).task.specific.key == "dang-tai"
    assert Decision.objects.get(page=page, act=Act.APPROVE).user == board.user("pho-truc").pk


def test_whoever_has_approved_and_does_not_write_lands_on_the_file(board, client_of):
    page = board.at_step("phe-duyet")
    answer = client_of("pho-truc").post(address(page, "approve", board.step(page)), follow=True)
    assert answer.redirect_chain[-1][0] == file_of(page)


def test_the_editors_button_approves_the_submitted_text_whatever_its_form_holds(board, client_of):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    judged = board.step(page).revision_id
    assert (
        'data-workflow-action-name="approve"'
        in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    )
    answer = pressed_in_editor(client, page, "approve", lead="Câu chưa ai đọc.")
    assert answer.redirect_chain[-1][0] == file_of(page)
    assert "Đã xong. Mục này đang ở bước" in answer.content.decode()
    assert board.step(page).task.specific.key == "dang-tai"
    assert board.step(page).revision_id == judged == page.revisions.latest("pk").pk


def test_a_return_is_asked_for_its_reason_in_wagtails_dialog_and_keeps_it(board, client_of):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    url = address(page, "reject", board.step(page))
    asked = client.get(url, headers=DIALOG).json()
    assert "Cần sửa gì (bắt buộc)" in asked["html"]
    assert english_on(parsed(asked["html"])) == {}
    empty = client.post(url, {"comment": " "}, headers=DIALOG).json()
    assert "Hãy viết lý do trả lại" in empty["html"]
    done = client.post(url, {"comment": "Sai số liệu", "next": "/admin/"}, headers=DIALOG).json()
    assert (done["step"], done["redirect"]) == ("success", "/admin/")
    assert Decision.objects.get(page=page, act=Act.RETURN).comment == "Sai số liệu"
    assert item_state.open_step(page) is None


def test_the_editors_dialog_gives_the_reason_to_the_return(board, client_of):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    url = address(page, "reject", board.step(page), "collect_workflow_action_data")
    given = client.post(url, {"comment": "Sai số liệu"}, headers=DIALOG).json()
    assert given["cleaned_data"] == {"comment": "Sai số liệu"}
    pressed_in_editor(client, page, "reject", **{"workflow-action-extra-data": '{"comment": "Sai số liệu"}'})
    assert Decision.objects.get(page=page, act=Act.RETURN).comment == "Sai số liệu"


@pytest.mark.parametrize("extra", ["{}", "khong-phai-json", "[]", '{"comment": 3}'])
def test_a_return_without_words_leads_to_the_file(board, client_of, extra):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    answer = pressed_in_editor(client, page, "reject", **{"workflow-action-extra-data": extra})
    assert answer.redirect_chain[-1][0] == file_of(page)
    assert "Hãy viết lý do trả lại" in answer.content.decode()
    plain = client.post(address(page, "reject", board.step(page)), follow=True)
    assert "Hãy viết lý do trả lại" in plain.content.decode()
    assert board.step(page).task.specific.key == "phe-duyet"


def test_where_the_checklist_is_missing_every_way_leads_to_the_file(board, client_of):
    page, client = waiting_for_ticks(board), client_of("pho-truc")
    state = board.step(page)
    for answer in (
        client.post(address(page, "approve", state), follow=True),
        pressed_in_editor(client, page, "approve"),
    ):
        assert answer.redirect_chain[-1][0] == file_of(page)
        assert "Còn một việc: ở hồ sơ duyệt" in answer.content.decode()
    in_dialog = client.post(address(page, "approve", state), headers=DIALOG).json()
    assert (in_dialog["step"], in_dialog["redirect"]) == ("success", file_of(page))
    assert board.step(page).task.specific.key == "phe-duyet"


NO_PERMISSION = ("không có quyền", "permission", "Từ chối truy cập")


@pytest.mark.parametrize("seat", ["cong-tac-vien", "thanh-vien", "thu-ky", "pho-ban", "truong-ban"])
@pytest.mark.parametrize("step", ["tham-dinh", "phe-duyet", "nhay-cam", "dang-tai"])
def test_nobody_is_told_no_permission_when_they_decide(board, client_of, seat, step):
    page, client = board.at_step(step), client_of(seat)
    state = board.step(page)
    for action in ("approve", "reject", "khong-co"):
        for name in ("workflow_action", "collect_workflow_action_data"):
            for answer in (
                client.get(address(page, action, state, name), follow=True),
                client.get(address(page, action, state, name), headers=DIALOG),
            ):
                assert answer.status_code == 200
                assert not any(words in answer.content.decode() for words in NO_PERMISSION)


def test_what_somebody_else_has_decided_is_told_with_who_and_when(board, client_of):
    page = board.at_step("phe-duyet")
    state = board.step(page)
    board.pass_on(page, "pho-ban")
    answer = client_of("pho-truc").post(address(page, "approve", state), follow=True)
    assert "Bước này đã xong" in answer.content.decode()


def test_stopping_a_review_stays_with_the_file(board, client_of):
    page = board.at_step("phe-duyet")
    client = client_of("cong-tac-vien")
    for name in ("action-cancel-workflow", "action-restart-workflow"):
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = client.post(url, edit_data(page, **{name: "1"}), follow=True)
        assert "Muốn dừng xét duyệt" in answer.content.decode()
    assert board.step(page).task.specific.key == "phe-duyet"


# Reading


def test_who_decides_and_does_not_write_reads_what_happened_to_a_page(board, client_of):
    page, client = board.published(), client_of("pho-truc")
    run = page.workflow_states.get()
    assert not page.permissions_for_user(board.user("pho-truc")).can_edit()
    for name, more in (*((name, []) for name in OF_PAGE), ("workflow_history_detail", [run.pk])):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]))
        assert answer.status_code == 200, name
        assert english_on(parsed(answer.content.decode())) == {}, name
    assert reverse("wagtailadmin_pages:history", args=[page.pk]) in client.get(file_of(page)).content.decode()


def test_a_writers_screen_leads_who_only_decides_to_the_file(board, client_of):
    page, client = board.published(), client_of("pho-truc")
    revision = page.latest_revision_id
    for name, more in (
        ("edit", []),
        ("view_draft", []),
        ("revisions_view", [revision]),
        ("revisions_compare", ["earliest", "latest"]),
        ("revisions_revert", [revision]),
    ):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]), follow=True)
        assert answer.redirect_chain[-1][0] == file_of(page), name
        assert "Bạn không sửa mục này" in answer.content.decode(), name


def test_a_contributor_reads_neither_the_reports_nor_the_history_of_others(board, client_of):
    page, client = board.published(by="bien-tap-vien"), client_of("cong-tac-vien")
    for name in REPORTS:
        assert "Chỉ người quyết định" in client.get(reverse(name), follow=True).content.decode()
    for name in OF_PAGE:
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert answer.status_code == 302, name
    assert reverse(REPORTS[0]) not in client.get("/admin/").content.decode()


def test_the_reports_open_to_who_decides_only_under_a_deed_for_as_long_as_it_is_in_force(board, other_board, client_of):
    page = board.at_step("phe-duyet", title="Tin của Ban này")
    other_board.at_step("phe-duyet", title=MARK)
    now, day, client = timezone.now(), datetime.timedelta(days=1), client_of("bien-tap-vien")
    deed = delegate.Deed(
        giver=board.member("pho-ban"), receiver=board.member("bien-tap-vien"), acts=["approve"], starts_at=now - day,
        ends_at=now + 7 * day, document_number="9/GUQ", document_date=(now - 2 * day).date(),
    )  # fmt: skip
    assert "Chỉ người quyết định" in client.get(reverse(REPORTS[0]), follow=True).content.decode()
    written = delegate.write_deed(deed, board.user("pho-ban"))
    for name in REPORTS:
        shown = client.get(reverse(name)).content.decode()
        assert "Tin của Ban này" in shown, name
        assert MARK not in shown, name
        assert f'href="{file_of(page)}"' in shown, name
    for name in OF_PAGE:
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200, name
    assert reverse(REPORTS[0]) in client.get("/admin/").content.decode()
    delegate.end(written, board.user("pho-ban"), "Về sớm")
    assert "Chỉ người quyết định" in client.get(reverse(REPORTS[0]), follow=True).content.decode()


@pytest.mark.parametrize("acts", [["vote"], ["withdraw"]])
def test_the_reports_do_not_open_by_a_deed_for_no_step(board, client_of, acts):
    now, day = timezone.now(), datetime.timedelta(days=1)
    deed = delegate.Deed(
        giver=board.member("truong-ban"), receiver=board.member("bien-tap-vien"), acts=acts, starts_at=now - day,
        ends_at=now + 7 * day, document_number="9/GUQ", document_date=(now - 2 * day).date(),
    )  # fmt: skip
    delegate.write_deed(deed, board.user("truong-ban"))
    assert "Chỉ người quyết định" in client_of("bien-tap-vien").get(reverse(REPORTS[0]), follow=True).content.decode()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("seat", ["pho-truc", "thanh-vien", "thu-ky", "truong-ban"])
def test_the_reports_are_of_the_own_board(board, other_board, client_of, seat, name):
    own, foreign = board.news(title="Tin của Ban này"), other_board.news(title=MARK)
    submit.submit(own, own.owner)
    submit.submit(foreign, foreign.owner)
    client, url = client_of(seat), reverse(name)
    assert url.replace("results/", "") in client.get("/admin/").content.decode()
    for query in (
        {},
        {"reviewable": "true"},
        {"workflow": foreign.get_workflow().pk},
        {"requested_by": foreign.owner_id},
    ):
        answer = client.get(url, query)
        text = html.unescape(answer.content.decode())
        assert answer.status_code == 200
        assert not tells(answer)
        assert other_board.board.name not in text
        assert foreign.owner.username not in text
        offered = parsed(text).xpath("//select[@name='workflow']/option/@value")
        assert str(foreign.get_workflow().pk) not in offered
        assert english_on(parsed(text)) == {}, query
    assert "Tin của Ban này" in client.get(url).content.decode()
    for kind in ("csv", "xlsx"):
        exported = client.get(url, {"export": kind})
        told = b"".join(exported.streaming_content) if exported.streaming else exported.content
        if kind == "xlsx":
            archive = zipfile.ZipFile(io.BytesIO(told))
            told = html.unescape(b"".join(map(archive.read, archive.namelist())).decode()).encode()
        assert "Tin của Ban này" in told.decode()
        assert MARK not in told.decode()
        assert foreign.owner.username not in told.decode()


@pytest.mark.parametrize("name", REPORTS)
def test_what_waits_for_me_is_of_the_own_board(board, other_board, client_of, name):
    board.at_step("phe-duyet", title="Tin của Ban này")
    other_board.at_step("phe-duyet", title="Tin bài khác")
    shown = client_of("pho-truc").get(reverse(name), {"reviewable": "true"}).content.decode()
    assert "Tin của Ban này" in shown
    assert "Tin bài khác" not in shown


@pytest.mark.parametrize("name", REPORTS)
def test_a_row_of_the_reports_leads_to_the_items_file(board, client_of, name):
    page = board.at_step("phe-duyet", title="Tin của Ban này")
    shown = parsed(client_of("pho-truc").get(reverse(name)).content.decode())
    assert set(shown.xpath("//td/a[contains(., 'Tin của Ban này')]/@href")) == {file_of(page)}
    assert "None" not in shown.xpath("//@href")


def test_the_report_of_runs_tells_what_came_of_each_step(board, client_of):
    board.at_step("phe-duyet")
    shown = parsed(client_of("pho-truc").get(reverse(REPORTS[0])).content.decode())
    assert shown.xpath("//td//@data-w-tooltip-content-value") == [
        "Bước tham-dinh: Đã duyệt",
        "Bước phe-duyet: Đang thực hiện",
        "Bước nhay-cam: Chưa bắt đầu",
        "Bước dang-tai: Chưa bắt đầu",
    ]


@pytest.mark.parametrize("query", [{}, {"reviewable": "true"}, {"export": "csv"}])
@pytest.mark.parametrize("name", REPORTS)
def test_the_reports_take_no_more_queries_with_many_rows(board, client_of, name, query):
    client, url = client_of("pho-truc"), reverse(name)

    def queries():
        b"".join(client.get(url, query))
        with CaptureQueriesContext(connection) as captured:
            b"".join(client.get(url, query))
        return len(captured)

    board.at_step("phe-duyet")
    with_one = queries()
    for _number in range(3):
        board.at_step("phe-duyet")
    assert queries() == with_one


EXPORTS = {
    "workflow": (
        "Quy trình xét duyệt",
        ["Quy trình", "Mã mục", "Loại mục", "Tên mục", "Trạng thái", "Người trình", "Bắt đầu lúc"],
    ),
    "workflow_tasks": (
        "Các bước xét duyệt",
        ["Bước", "Mã mục", "Loại mục", "Tên mục", "Trạng thái", "Người trình", "Bắt đầu lúc", "Hoàn thành lúc", "Người hoàn thành"],
    ),
    "site_history": ("Lịch sử cổng", ["Mã", "Tên", "Loại", "Loại thao tác", "Người dùng", "Ngày giờ"]),
    "locked_pages": ("Trang đang khóa", ["Tiêu đề", "Cập nhật", "Trạng thái", "Loại", "Khóa lúc", "Người khóa"]),
    "aging_pages": (
        "Trang lâu chưa cập nhật",
        ["Tiêu đề", "Trạng thái", "Đăng lần gần nhất lúc", "Người đăng gần nhất", "Loại"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("report", "is_technician"),
    [*((report, True) for report in EXPORTS), *((report, False) for report in EXPORTS if report != "locked_pages")],
)
def test_the_exports_speak_vietnamese(board, client_of, client, django_user_model, report, is_technician):
    board.at_step("phe-duyet")
    if is_technician:
        technician = django_user_model.objects.create_superuser("ky-thuat", "ky-thuat@example.vn")
        client.force_login(technician, backend="django.contrib.auth.backends.ModelBackend")
    else:
        client = client_of("thu-ky")
    called, heads = EXPORTS[report]
    for kind in ("csv", "xlsx"):
        exported = client.get(reverse(f"wagtailadmin_reports:{report}"), {"export": kind})
        told = b"".join(exported)
        if kind == "csv":
            first = next(csv.reader(io.StringIO(told.decode())))
        else:
            book = load_workbook(io.BytesIO(told))
            first = list(next(book.active.values))
            assert book.sheetnames == [called]
        assert first == heads
        file = vietnamese_slug(called)
        assert re.search(rf'filename="{file}-\d{{4}}-\d\d-\d\d\.{kind}"', exported["Content-Disposition"])


def test_no_title_becomes_a_formula_and_no_odd_sign_keeps_a_report_from_being_exported(
    board, client, django_user_model
):
    """Signs that a workbook cannot hold stand in rows of before, or of who writes past the guards."""
    board.at_step("phe-duyet")
    board.published(board.news())
    title = '=HYPERLINK("http://ke-xau.example")\x0b'
    Page.objects.update(title=title, draft_title=title, locked=True)
    ModelLogEntry.objects.update(label=title)
    PageLogEntry.objects.update(label=title)
    technician = django_user_model.objects.create_superuser("ky-thuat", "ky-thuat@example.vn")
    client.force_login(technician, backend="django.contrib.auth.backends.ModelBackend")
    for report in EXPORTS:
        address = reverse(f"wagtailadmin_reports:{report}")
        told = b"".join(client.get(address, {"export": "csv"})).decode()
        assert "HYPERLINK" in told, report
        assert not [cell for row in csv.reader(io.StringIO(told)) for cell in row if cell.startswith("=")]
        book = load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}))))
        cells = [cell for row in book.active.iter_rows() for cell in row]
        assert any("HYPERLINK" in str(cell.value) for cell in cells), report
        assert not [cell for cell in cells if cell.data_type == "f"]


def test_every_report_that_exports_is_among_them():
    exporting = {each.name for each in report_urls.urlpatterns if each.callback.view_class.list_export}
    assert {name.removesuffix("_results") for name in exporting} == set(EXPORTS)
    for name in exporting:
        ours, of_technician, _given = wagtail_screens.BY_NAME[f"wagtailadmin_reports:{name}"]
        assert issubclass(ours, NamedSheet), name
        assert issubclass(of_technician, NamedSheet), name


def test_the_usage_names_the_own_boards_pages_and_hides_the_others(board, other_board, client_of):
    page = board.published()
    link = f'<a linktype="page" id="{page.pk}">Đọc tiếp</a>'
    own = board.news(title="Tin của Ban này", body=body(link))
    other_board.news(title=MARK, body=body(link))
    answer = client_of("pho-truc").get(reverse("wagtailadmin_pages:usage", args=[page.pk]))
    shown = parsed(answer.content.decode())
    assert shown.xpath("//td//a[contains(., 'Tin của Ban này')]/@href") == [file_of(own)]
    assert MARK not in answer.content.decode()
    assert answer.content.decode().count("giới hạn)") == 1


def test_the_technician_keeps_the_reports_of_all_boards(board, other_board, client, django_user_model):
    for each in (board, other_board):
        page = each.news(title=f"Tin của {each.board.slug}")
        submit.submit(page, page.owner)
    client.force_login(
        django_user_model.objects.create_superuser("ky-thuat", "ky-thuat@example.vn"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    shown = client.get(reverse(REPORTS[0])).content.decode()
    assert {slug for slug in ("thu-nghiem", "ban-khac") if f"Tin của {slug}" in shown} == {"thu-nghiem", "ban-khac"}


OWN_WAY = ("wagtailadmin_pages:", "wagtailadmin_reports:")


@pytest.mark.long
@pytest.mark.parametrize("seat", ["pho-truc", "thu-ky"])
def test_every_screen_of_wagtails_on_pages_answers_about_the_own_board(other_board, client, seat):
    planted, failed = plant(other_board), set()
    client.force_login(other_board.user(seat), backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    addresses = [address for address in admin_addresses() if address.name.startswith(OWN_WAY)]
    assert {address.name for address in addresses} >= set(REPORTS)
    for address in part_of(addresses, 3):
        for path, query in address.requests(planted):
            if client.get(path, query, follow=True).status_code >= 500:
                failed.add((address.name, path))
    assert failed == set()


def test_what_was_pressed_in_the_editor_decides_at_the_step_that_it_was_shown_for_and_at_no_other(board, client_of):
    page, client = board.at_step("phe-duyet"), client_of("pho-truc")
    seen = board.step(page)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert f'name="workflow-step" value="{seen.pk}"' in shown
    board.returned(page, "pho-ban")
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.lead = "Câu mà người bấm chưa đọc."
    draft.save_revision(user=page.owner)
    page = type(page).objects.get(pk=page.pk)
    board.submitted(page)
    board.pass_on(page, "thanh-vien")
    now = board.step(page)
    for pressed in (seen.pk, "", "x", "9" * 40):
        answer = pressed_in_editor(client, page, "approve", **{"workflow-step": pressed})
        assert answer.redirect_chain[-1][0] == file_of(page)
        assert board.step(page).pk == now.pk
    pressed_in_editor(client, page, "approve")
    assert board.step(page).pk != now.pk


def test_a_page_that_there_is_not_is_not_found(client_of):
    assert client_of("pho-truc").get("/admin/pages/0/edit/").status_code == 404
