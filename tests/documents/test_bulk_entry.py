"""Many files entered at once: read, checked, made drafts; nothing typed is lost, nothing goes further by itself."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import DocumentPage, EntryRow
from pages.models import PortalDocument
from tests import odd_pictures
from tests.documents.typed_pdf import a_decision
from tests.foreign_files.text.hidden_samples import HIDDEN, SHOWN, a_docx, a_run, in_a_paragraph
from tests.long import part_of
from workflows.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(board, client_of):
    return client_of("cong-tac-vien")


def sent(client, board, *numbers, files=(), **more):
    field = str(board.board.fields.get(key="kinh-te").pk)
    files = [SimpleUploadedFile(f"qd-{number}.pdf", a_decision(number)) for number in numbers] + list(files)
    return client.post(reverse("bulk_entry_upload", args=[board.board.slug]), {"files": files, "field": field}, **more)


def screen(client, board, **query):
    return client.get(reverse("bulk_entry", args=[board.board.slug]), query)


def typed(*rows, chosen=True, **changes):
    """What the browser sends for some rows."""
    data = {"row": [row.pk for row in rows]}
    for row in rows:
        values = {**row.typed, "signed_on": "04/05/2026", **changes.get(f"of_{row.pk}", {})}
        data |= {f"dong-{row.pk}-{name}": value for name, value in values.items()}
        if chosen:
            data[f"dong-{row.pk}-chosen"] = "on"
    return data


def saved(client, board, *rows, act="make", **changes):
    data = {**typed(*rows, **changes), act: "1"}
    return client.post(reverse("bulk_entry_save", args=[board.board.slug]), data, follow=True)


def test_a_file_becomes_a_row_that_was_read(board, clerk):
    sent(clerk, board, 7)
    row = EntryRow.objects.get()
    assert row.typed == {
        "number": "7/QĐ-UBND",
        "type": "quyet-dinh",
        "issuer": "Ủy ban nhân dân xã Tân Thử",
        "signed_on": "2026-05-04",
        "signer": "Nguyễn Thị Thử",
        "signer_title": "Chủ tịch",
        "abstract": "Về việc giao chỉ tiêu trồng cây đợt 7",
        "field": str(board.board.fields.get(key="kinh-te").pk),
    }
    text = screen(clerk, board).text
    assert "Giao chỉ tiêu." in text  # the first page beside the fields
    assert 'value="04/05/2026"' in text


def test_checked_rows_are_drafts_with_their_file_and_go_nowhere_by_themselves(board, clerk):
    sent(clerk, board, 7, 8)
    saved(clerk, board, *EntryRow.objects.all())
    pages = DocumentPage.objects.order_by("pk")
    assert [page.number for page in pages] == ["7/QĐ-UBND", "8/QĐ-UBND"]
    page = pages[0]
    assert (page.live, page.signed_on, page.owner) == (False, datetime.date(2026, 5, 4), board.user("cong-tac-vien"))
    assert page.title == "Quyết định 7/QĐ-UBND Về việc giao chỉ tiêu trồng cây đợt 7"
    assert page.get_latest_revision_as_object().files.count() == 1
    assert page.current_workflow_state is None
    assert not Decision.objects.filter(page=page).exists()
    assert not EntryRow.objects.exists()


def test_an_error_in_one_row_stops_no_other_and_loses_nothing(board, clerk):
    sent(clerk, board, 7, 8)
    right, wrong = EntryRow.objects.all()
    mended = {"signed_on": "45/13/2026", "abstract": "Trích yếu vừa gõ dở", "number": ""}
    answer = saved(clerk, board, right, wrong, **{f"of_{wrong.pk}": mended})
    assert DocumentPage.objects.count() == 1
    assert "Trích yếu vừa gõ dở" in answer.text
    assert "45/13/2026" in answer.text
    again = screen(clerk, board).text
    assert "Trích yếu vừa gõ dở" in again
    assert "45/13/2026" in again


def test_what_the_page_itself_refuses_is_told_at_its_row(board, clerk):
    sent(clerk, board, 7)
    row = EntryRow.objects.get()
    answer = saved(clerk, board, row, **{f"of_{row.pk}": {"type": "khong-co"}})
    assert answer.status_code == 422
    assert EntryRow.objects.get().typed["type"] == "khong-co"


def test_rows_that_are_not_chosen_stay_as_they_are_typed(board, clerk):
    sent(clerk, board, 7)
    row = EntryRow.objects.get()
    saved(clerk, board, row, chosen=False, **{f"of_{row.pk}": {"issuer": "Hội đồng nhân dân xã"}})
    assert EntryRow.objects.get().typed["issuer"] == "Hội đồng nhân dân xã"
    saved(clerk, board, row, act="keep", **{f"of_{row.pk}": {"issuer": "Sở Thử"}})
    assert EntryRow.objects.get().typed["issuer"] == "Sở Thử"
    assert not DocumentPage.objects.exists()


def test_a_row_that_is_left_out_takes_its_file_with_it_and_nothing_typed_beside_it(board, clerk):
    sent(clerk, board, 7, 8)
    gone, kept = EntryRow.objects.all()
    data = {**typed(gone, kept, **{f"of_{kept.pk}": {"issuer": "Sở Thử"}}), "leave-out": str(gone.pk)}
    clerk.post(reverse("bulk_entry_save", args=[board.board.slug]), data)
    assert EntryRow.objects.get().typed["issuer"] == "Sở Thử"
    assert PortalDocument.objects.count() == 1


def test_a_refused_file_says_why_and_the_others_are_taken_in(board, clerk):
    bad = SimpleUploadedFile("hong.pdf", b"MZ" + bytes(80))
    answer = sent(clerk, board, 7, files=[bad], follow=True)
    assert EntryRow.objects.count() == 1
    assert "hong.pdf: Không nhận tệp chương trình" in answer.text
    word = sent(
        clerk,
        board,
        files=[SimpleUploadedFile("hong.pdf", b"MZ" + bytes(80))],
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert "hong.pdf" in word.json()["refused"][0]


def test_no_file_chosen_is_told(board, clerk):
    assert "chưa chọn tệp" in sent(clerk, board, follow=True).text


def test_doubles_are_pointed_out_with_a_link(board, clerk):
    board.document(number="07/QĐ-UBND", issuer="Ủy ban nhân dân xã Tân Thử", signed_on="2026-05-04")
    sent(clerk, board, 7, 8)
    text = screen(clerk, board).text
    page = DocumentPage.objects.get()
    assert text.count("Đã có văn bản cùng số") == 1
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    saved(clerk, board, EntryRow.objects.last())
    sent(clerk, board, 8)
    assert "Tệp này đã có ở một văn bản" in screen(clerk, board).text


def test_nobody_sees_or_saves_the_rows_of_another(board, clerk, client_of):
    sent(clerk, board, 7)
    row = EntryRow.objects.get()
    other = client_of("bien-tap-vien")
    assert "qd-7.pdf" not in screen(other, board).text
    saved(other, board, row)
    assert not DocumentPage.objects.exists()


def test_only_who_may_write_on_the_board_gets_the_screen(board, clerk, client, other_board):
    for name in ("bulk_entry", "bulk_entry_upload", "bulk_entry_save"):
        address = reverse(name, args=[other_board.board.slug])
        answer = clerk.get(address) if name == "bulk_entry" else clerk.post(address)
        assert answer.status_code in (302, 403)
        assert clerk.get(reverse("wagtailadmin_home")).status_code == 200
        assert client.post(address).status_code in (302, 405)
    sent(clerk, other_board, 7)
    assert not EntryRow.objects.exists()


def test_the_section_leads_to_the_screen(board, clerk):
    section = board.index(type(board.document().get_parent().specific))
    text = clerk.get(reverse("wagtailadmin_explore", args=[section.pk])).text
    assert reverse("bulk_entry", args=[board.board.slug]) in text


@pytest.mark.parametrize("strange", ["x", "-1", "99999999999999999999", "1e9", "٣"])
def test_strange_keys_are_passed_over(board, clerk, strange):
    address = reverse("bulk_entry_save", args=[board.board.slug])
    assert clerk.post(address, {"row": strange, "make": "1", "leave-out": strange}).status_code == 302
    assert screen(clerk, board, p=strange).status_code == 200


def test_what_a_file_hides_is_told_at_its_row_and_is_not_read_into_it(board, clerk):
    hides = a_docx(in_a_paragraph(a_run(HIDDEN, "<w:vanish/>")))
    sent(clerk, board, 8, files=[SimpleUploadedFile("an.docx", hides)])
    text = screen(clerk, board).text
    assert text.count("Tệp còn phần ẩn") == 1
    assert "1 chỗ chữ ẩn" in text
    assert SHOWN in EntryRow.objects.get(document__title="an.docx").first_page
    assert HIDDEN not in text


@pytest.mark.long
@pytest.mark.once
def test_the_screen_costs_the_same_for_three_rows_and_for_fifteen(board, clerk, django_assert_num_queries):
    sent(clerk, board, 1, 2, 3)
    screen(clerk, board)
    with CaptureQueriesContext(connection) as few:
        screen(clerk, board)
    count = len(few)
    sent(clerk, board, *range(4, 16))
    with django_assert_num_queries(count):
        screen(clerk, board)


@pytest.mark.long
@pytest.mark.once
def test_no_picture_comes_in_as_a_document_however_odd_it_is(board, clerk):
    pictures = {**odd_pictures.SHOWN, **odd_pictures.REFUSED}
    del pictures["words"]  # which are taken in as what they are
    for name, content in part_of(list(pictures.values()), every=10):
        file = SimpleUploadedFile(name, content)
        answer = sent(clerk, board, files=[file], headers={"x-requested-with": "XMLHttpRequest"})
        [refused] = answer.json()["refused"]
        assert refused.startswith(f"{name}: ")
        assert refused.endswith(".")
    assert not EntryRow.objects.exists()
