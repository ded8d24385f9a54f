"""No file is silently swapped: what was public stays readable, says what replaced it, and goes with a withdrawal."""

import datetime
import hashlib
import re

import pytest
from django.urls import reverse

from documents.files.versions import FileRow, Version, changes, newest_in_place_of
from documents.models import DocumentFile, DocumentPage
from tests.board import a_document, body
from workflows.models import CitedFile
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def a_version(*files):
    return Version(NOW, tuple(FileRow(*file) for file in files))


def pairs(before, after):
    return [
        (c.old and c.old.document, c.new and c.new.document) for c in changes(a_version(*before), a_version(*after))
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([(1, 10, "A")], [(1, 10, "A")], []),
        ([(1, 10, "A")], [(1, 11, "B")], [(10, 11)]),
        ([(1, 10, "A"), (2, 20, "B")], [(None, 21, "B"), (None, 11, "A")], [(10, 11), (20, 21)]),
        ([(1, 10, "A")], [(None, 11, "B")], [(10, 11)]),
        ([(1, 10, "A")], [], [(10, None)]),
        ([(1, 10, "A")], [(1, 10, "A"), (None, 20, "B")], [(None, 20)]),
        ([(1, 10, "A"), (2, 20, "B")], [(None, 30, "C")], [(10, None), (20, None), (None, 30)]),
        ([(1, 10, "A"), (2, 20, "B")], [(2, 10, "A"), (1, 20, "B")], []),
    ],
)
def test_which_file_took_which_ones_place(before, after, found):
    assert pairs(before, after) == found


def test_the_newest_file_is_found_over_several_versions():
    versions = [a_version((1, 10, "A")), a_version((1, 11, "A")), a_version((1, 11, "A")), a_version((1, 12, "A"))]
    assert newest_in_place_of(10, versions) == 12
    assert newest_in_place_of(11, versions) == 12
    assert newest_in_place_of(12, versions) is None
    assert newest_in_place_of(10, [*versions, a_version()]) is None


def replace(board, page, file):
    """A new version of a document with this file in the place of its first one."""
    draft = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    rows = list(draft.files.all())
    rows[0].document = file
    draft.files = rows
    draft.save_revision(user=page.owner)
    board.published(DocumentPage.objects.get(pk=page.pk))
    return DocumentPage.objects.get(pk=page.pk)


@pytest.fixture
def replaced(board):
    """A document whose file was replaced: the page, the old file, the new one."""
    page = board.published(board.document(files=1))
    old, new = page.files.get().document, a_document("ban-sua.pdf", b"%PDF-1.4 sua")
    return replace(board, page, new), old, new


def whole(response):
    return b"".join(response.streaming_content)


@pytest.mark.django_db
def test_the_old_address_says_what_replaced_it_and_still_gives_the_file(replaced, citizen):
    page, old, new = replaced
    for address in (old.url, f"/tep/{old.file.name}"):
        notice = citizen.get(address)
        assert notice.status_code == 200
        text = notice.content.decode()
        assert "đã được thay lúc" in text
        assert f'href="{new.url}"' in text
        assert f'href="{page.relative_url(page.get_site())}"' in text
        assert new.url in notice["Link"]
        assert whole(citizen.get(address, {"ban-cu": "1"})) == b"%PDF-1.4 thu"
    assert whole(citizen.get(new.url)) == b"%PDF-1.4 sua"
    assert list(breaches()) == []


@pytest.mark.django_db
def test_the_page_shows_digest_size_and_day_and_what_was_replaced(replaced, citizen):
    page, old, new = replaced
    text = citizen.get(page.url).content.decode()
    assert hashlib.sha256(b"%PDF-1.4 sua").hexdigest() in text
    assert hashlib.sha256(b"%PDF-1.4 thu").hexdigest() not in text
    assert new.shown_size in text
    assert "Lịch sử văn bản" in text
    assert f'Thay tệp; bản cũ vẫn mở được: <a href="{old.url}">' in text
    [file] = page.shown_files
    assert (file.published_at, file.title) == (page.versions[1].at, "Tệp 0")


@pytest.mark.django_db
def test_a_withdrawn_document_takes_its_old_files_along_for_good(board, replaced, citizen):
    page, old, new = replaced
    withdraw(page, board.user("truong-ban"), "Lộ thông tin cá nhân")
    for file in (old, new):
        assert citizen.get(file.url).status_code == 404
        assert citizen.get(file.url, {"ban-cu": "1"}).status_code == 404
    draft = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.files = [DocumentFile(document=a_document("moi.pdf"))]
    draft.save_revision(user=page.owner)
    again = board.published(DocumentPage.objects.get(pk=page.pk))
    assert citizen.get(old.url, {"ban-cu": "1"}).status_code == 404
    assert len(again.versions) == 1


@pytest.mark.django_db
def test_a_file_that_comes_back_is_current_again(board, replaced, citizen):
    page, old, new = replaced
    page = replace(board, page, old)
    assert whole(citizen.get(old.url)) == b"%PDF-1.4 thu"
    assert "đã được thay lúc" in citizen.get(new.url).content.decode()
    assert page.newer_file(new.pk) == old


@pytest.mark.django_db
def test_a_draft_of_a_new_file_is_nobodys_yet(board, replaced, citizen):
    page, _old, new = replaced
    waiting = a_document("cho-duyet.pdf")
    draft = page.get_latest_revision_as_object()
    draft.files = [DocumentFile(document=waiting)]
    draft.save_revision(user=page.owner)
    board.submitted(DocumentPage.objects.get(pk=page.pk))
    assert citizen.get(waiting.url).status_code == 404
    assert whole(citizen.get(new.url)) == b"%PDF-1.4 sua"


@pytest.mark.django_db
def test_only_documents_keep_what_was_replaced(board, citizen):
    file = a_document("phu-luc-tin.pdf")
    page = board.published(board.news(body=body("Chữ", document=file)))
    draft = page.get_latest_revision_as_object()
    draft.body = body("Chữ")
    draft.save_revision(user=page.owner)
    board.published(type(page).objects.get(pk=page.pk))
    assert citizen.get(file.url).status_code == 404
    assert not CitedFile.objects.filter(replaced_at__isnull=False).exists()


@pytest.mark.django_db
def test_the_review_file_shows_which_files_came_and_went(board, replaced, client_of):
    page, _old, new = replaced
    draft = page.get_latest_revision_as_object()
    kept = draft.files.all()[0]
    kept.title = "Bản đã ký"
    draft.files = [kept, DocumentFile(document=a_document("phu-luc-2.pdf"), title="Phụ lục 2")]
    draft.save_revision(user=page.owner)
    text = client_of("bien-tap-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    assert re.search(r"<strong>Thêm</strong>.*phu-luc-2\.pdf.*Phụ lục 2", text, re.DOTALL)
    assert re.search(r"<strong>Sửa</strong>.*Bản.*đã ký", text, re.DOTALL)
    assert "<strong>Bỏ</strong>" not in text
    draft.files = []
    draft.save_revision(user=page.owner)
    text = client_of("bien-tap-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    assert re.search(rf"<strong>Bỏ</strong>.*{new.title}", text, re.DOTALL)
