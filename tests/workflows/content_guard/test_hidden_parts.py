"""What a file holds and does not show: the guard reads it, everybody on the way is told, and nobody passes it on unseen (decision 0049)."""

import pytest
from django.urls import reverse

from documents.models import DocumentFile
from foreign_files import text as file_text
from foreign_files.text import Part
from tests.board import a_document, refuses
from tests.foreign_files.text.hidden_samples import (
    COMMENTS,
    HIDDEN,
    SAMPLES,
    a_docx,
    a_pdf,
    a_run,
    an_xlsx,
    in_a_paragraph,
)
from tests.workflows.content_guard.test_attachments import told
from workflows.content_guard import attachments, checklist
from workflows.content_guard.finding import Kind
from workflows.content_guard.hidden_parts import HiddenInFile
from workflows.content_guard.report import report_on
from workflows.digests.digest import media_of
from workflows.gate.item_state import open_step
from workflows.models import FileReading, Tick
from workflows.services import worker
from workflows.services.chain import decide, publish, submit

pytestmark = pytest.mark.django_db

DELETION = in_a_paragraph(f"<w:del w:author='A'><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del>")
TOLD = "Tệp «to-trinh.docx»: còn theo dõi sửa đổi: 1 chỗ, 1 ghi chú"
SEEN = [checklist.HIDDEN_PARTS]


def a_file_with_hidden_parts(name="to-trinh.docx"):
    return a_document(name, a_docx(DELETION, more={"word/comments.xml": COMMENTS}))


@pytest.fixture
def page(board):
    """A draft of a document with a file that hides a deletion and a comment."""
    page = board.document()
    page.files.add(DocumentFile(document=a_file_with_hidden_parts(), title="Bản gốc"))
    page.save_revision(user=page.owner)
    return page


@pytest.mark.parametrize("kind", sorted({kind for kind, *_rest in SAMPLES}))
def test_the_guard_finds_a_number_that_a_file_of_any_kind_hides_and_says_where(kind):
    made = next(made for of, _what, _part, made in SAMPLES if of == kind)
    found, _unread = told(a_document(f"tep.{kind}", made()))
    assert (Kind.PHONE, "0912 345 678") in found


def test_where_in_the_file_it_stands_is_told(page):
    report = report_on(page, page.board, media_of(page))
    places = {each.place for each in report.findings if each.kind is Kind.PHONE}
    assert places == {"tệp «to-trinh.docx», chữ đã xóa", "tệp «to-trinh.docx», ghi chú"}


def test_a_secrecy_mark_that_a_file_hides_holds_it_back(board, page):
    page.files.add(
        DocumentFile(
            document=a_document("b.docx", a_docx(in_a_paragraph(a_run("TUYỆT MẬT", "<w:vanish/>")))), title="Hai"
        )
    )
    page.save_revision(user=page.owner)
    with refuses("secrecy-mark") as caught:
        submit.submit(page, page.owner, SEEN)
    assert "chữ ẩn" in caught.value.refusal.sentence


def test_nobody_on_the_way_passes_on_what_a_file_hides_unseen(board, page):
    """Who submits, who reviews, who approves, who posts: each ticks that they saw it, and what they saw is kept."""
    with refuses("checklist") as caught:
        submit.submit(page, page.owner)
    assert TOLD in caught.value.refusal.sentence
    submit.submit(page, page.owner, SEEN)
    while (state := open_step(page)) is not None:
        act = publish.publish if state.kind == "publish" else decide.decide
        user = state.entitled.exclude(user=page.owner).first().user
        with refuses("checklist"):
            act(state, user)
        act(state, user, ticks=SEEN)
    page.refresh_from_db()
    assert page.live
    assert {tick.key for tick in Tick.objects.all()} == set(SEEN)
    assert all(TOLD in tick.text for tick in Tick.objects.all())


def test_a_file_that_bears_only_names_is_told_and_asks_nothing(board, client):
    page = board.document()
    content = a_docx("", more={"docProps/core.xml": "<x><creator>Can Bo Thu</creator></x>"})
    page.files.add(DocumentFile(document=a_document("ten.docx", content), title="Bản gốc"))
    page.save_revision(user=page.owner)
    client.force_login(page.owner)
    assert "1 tên người" in client.get(reverse("review_file", args=[page.pk])).text
    submit.submit(page, page.owner)
    assert not Tick.objects.exists()


def test_who_edits_and_who_decides_reads_what_is_in_it(board, page, client):
    client.force_login(page.owner)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert TOLD in editor
    assert reverse("clean_copy", args=[page.files.get().document_id]) in editor
    file = client.get(reverse("review_file", args=[page.pk])).text
    assert TOLD in file
    assert f'value="{checklist.HIDDEN_PARTS}"' in file
    submit.submit(page, page.owner, SEEN)
    client.force_login(board.step(page).entitled.exclude(user=page.owner).first().user)
    file = client.get(reverse("review_file", args=[page.pk])).text
    assert TOLD in file
    assert f'value="{checklist.HIDDEN_PARTS}"' in file


def test_a_file_that_an_older_reader_read_is_read_anew_before_it_is_submitted(page):
    FileReading.objects.update(reader=1, hidden=[], findings=[])
    submit.submit(page, page.owner, SEEN)
    assert FileReading.objects.get().reader == file_text.VERSION
    assert [tick.key for tick in Tick.objects.all()] == SEEN


def test_findings_of_an_older_reading_are_still_told():
    document = a_document("cu.txt", b"CCCD 019085001234")
    FileReading.objects.update(findings=[["identity", "019085001234", "CCCD ", ""]])
    assert told(document)[0] == [(Kind.IDENTITY, "019085001234")]


def test_every_kind_of_part_has_words():
    for part in Part:
        assert "7" in HiddenInFile("a", 1, {part: 7}).words, part


def test_files_without_hidden_parts_say_nothing(board):
    assert told(a_document("a.pdf", a_pdf())) == ([], [])
    assert FileReading.objects.get().hidden == []
    assert told(a_document("b.xlsx", an_xlsx(other="x")))[0] == []


def test_after_an_upgrade_the_worker_reads_anew_and_the_board_sees_which_public_items_hide_something(
    board, page, client
):
    FileReading.objects.update(reader=file_text.VERSION, hidden=[], hides=False, findings=[])
    public = board.published(page)
    FileReading.objects.update(reader=1)
    client.force_login(board.user("truong-ban"))
    address = reverse("board", args=[board.board.slug])
    assert "Tệp còn phần ẩn" not in client.get(address).text
    worker.Worker().turn()
    text = client.get(address).text
    assert "Tệp còn phần ẩn" in text
    assert public.title in text
    assert "còn theo dõi sửa đổi: 1 chỗ, 1 ghi chú" in text
    Tick.objects.create(
        page=public,
        revision=public.live_revision,
        stand=9,
        act="publish",
        key=checklist.HIDDEN_PARTS,
        text="x",
        user=1,
        person="x",
    )
    assert "Tệp còn phần ẩn" not in client.get(address).text


def test_what_is_left_of_a_file_that_is_gone_is_forgotten():
    document = a_document("a.txt", b"x")
    FileReading.objects.update(reader=1)
    type(document).objects.filter(pk=document.pk).delete()
    FileReading.objects.update(name="khong-con.txt")
    assert attachments.read_older() == 1
    assert attachments.read_older() == 0
