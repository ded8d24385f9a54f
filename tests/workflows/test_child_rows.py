"""What is added to a public page in a new version (a file, a tag) stays through the versions after it."""

import pytest
from wagtail.models import ReferenceIndex

from documents.models import DocumentFile, DocumentPage
from news.models import NewsPage
from tests.board import a_document, an_image, body
from workflows.models import Certificate
from workflows.verification.publications import breaches, publicly_equal

pytestmark = pytest.mark.django_db


def test_a_file_added_in_a_new_version_stays_in_the_next_ones(board):
    page = board.published(board.document(files=1))
    draft = page.get_latest_revision_as_object()
    draft.files.add(DocumentFile(document=a_document("phu-luc.pdf"), title="Phụ lục"))
    draft.save_revision(user=page.owner)
    board.published(DocumentPage.objects.get(pk=page.pk))
    keys = set(DocumentFile.objects.values_list("pk", flat=True))
    for abstract in ("Về giá nước sạch năm 2026.", "Về giá nước sạch năm 2027."):
        draft = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.abstract = abstract
        draft.save_revision(user=page.owner)
        board.published(DocumentPage.objects.get(pk=page.pk))
    assert set(DocumentFile.objects.values_list("pk", flat=True)) == keys
    assert len(keys) == 2
    assert list(breaches()) == []


def test_a_tag_added_in_a_new_version_stays_in_the_next_one(board):
    page = board.published()
    for lead in ("Hai.", "Ba."):
        draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        draft.lead = lead
        draft.tags.add("cầu")
        draft.save_revision(user=page.owner)
        board.published(NewsPage.objects.get(pk=page.pk))
    assert list(NewsPage.objects.get(pk=page.pk).tags.names()) == ["cầu"]
    assert list(breaches()) == []


def test_the_order_of_tags_does_not_count(board):
    page = board.news()
    page.tags.add("cầu", "đường", "nước")
    page.save_revision(user=page.owner)
    board.published(page)
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.tagged_items = list(draft.tagged_items.all())[::-1]
    draft.save_revision(user=page.owner)
    board.published(NewsPage.objects.get(pk=page.pk))
    assert list(breaches()) == []
    page.refresh_from_db()
    page.tagged_items = list(page.tagged_items.all())[1:]
    assert not publicly_equal(page, Certificate.objects.latest("pk"))


def test_the_index_of_references_is_that_of_what_is_stored_and_not_of_a_draft(board):
    page = board.published(board.document(files=1))
    assert references(page) == made_anew(page)
    draft = page.get_latest_revision_as_object()
    draft.files.add(DocumentFile(document=a_document("phu-luc.pdf"), title="Phụ lục"))
    draft.save_revision(user=page.owner)
    assert references(page) == made_anew(page)
    board.published(DocumentPage.objects.get(pk=page.pk))
    assert len([row for row in references(page) if "files" in row[1]]) == 2
    assert references(page) == made_anew(page)
    news = board.published(board.news(body=body("Chữ", image=an_image())))
    news.body = body("Chữ", image=an_image("khac.png"))
    news.save(update_fields=["latest_revision_created_at"], clean=False)
    assert references(news) == made_anew(news)


def references(page):
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk), base_content_type=page.get_base_content_type())
    return set(rows.values_list("to_object_id", "content_path"))


def made_anew(page):
    before = references(page)
    ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))
    assert before
    return references(page)
