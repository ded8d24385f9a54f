"""Who has seats on two boards chooses for an item what its own board has: what another one has, the item's people would not find, and their save would drop it."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks.field_block import ChooserBlock
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from documents.models import DocumentPage
from news.models import NewsPage
from tests.board import TestBoard, an_image, body, refuses, reseat
from tests.board import a_document as a_file
from tests.workflows.test_doors import edit_data, signed_in, technician
from workflows.digests.digest import media_of
from workflows.models import ReviewedPage
from workflows.services.chain import submit

pytestmark = pytest.mark.django_db
WHO = "bien-tap-vien"


@pytest.fixture
def both(board, other_board) -> TestBoard:
    """The other board, on which the same editor sits."""
    reseat(other_board.member(WHO), board.user(WHO), "Quyết định 5")
    return other_board


def of(there: TestBoard) -> dict[str, Any]:
    """A picture, a file and a public page of a board."""
    image, document = an_image(f"{there.board.slug}.png"), a_file(f"{there.board.slug}.pdf")
    for file in (image, document):
        file.title, file.collection = f"Của {there.board.slug}", there.board.collection
        file.save()
    return {"image": image, "document": document, "page": there.published(title=f"Của {there.board.slug}")}


def blocks_with(chosen: dict[str, Any], kind: str) -> Any:
    if kind == "image":
        return ("picture", {"image": chosen[kind].pk, "alternative": "", "caption": "", "author": "A"})
    if kind == "document":
        return ("file", {"document": chosen[kind].pk, "title": "Phụ lục"})
    return ("text", rich_text(f'<p><a linktype="page" id="{chosen[kind].pk}">xem</a></p>', features=["link"]))


def shown(answer: Any) -> str:
    """The page with the letters that Wagtail's script is handed as numbers."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), answer.content.decode())


def saved(client, page: ReviewedPage, block: Any) -> str:
    data = {key: value for key, value in edit_data(page).items() if not key.startswith("body")}
    data |= nested_form_data({"body": streamfield([block])})
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return shown(client.post(url, data, follow=True, headers={"host": "testserver"}))


@pytest.mark.parametrize("kind", ["image", "document", "page"])
def test_the_editor_takes_only_what_the_items_board_has(board, both, client_of, kind):
    page, client = board.news(by=WHO), client_of(WHO)
    before = page.latest_revision_id
    answer = saved(client, page, blocks_with(of(both), kind))
    assert f"«Của {both.board.slug}» thuộc cổng khác" in answer
    assert Page.objects.get(pk=page.pk).latest_revision_id == before
    assert "thuộc cổng khác" not in saved(client, page, blocks_with(of(board), kind))
    assert Page.objects.get(pk=page.pk).latest_revision_id != before


def test_what_lies_in_the_root_is_everybodys(board, both, client_of):
    page = board.news(by=WHO)
    assert "thuộc cổng khác" not in saved(client_of(WHO), page, blocks_with({"image": an_image("chung.png")}, "image"))


def test_a_draft_that_code_wrote_is_not_submitted_with_it(board, both):
    chosen = of(both)
    page = board.news(body=body("Xem ảnh.", image=chosen["image"], document=chosen["document"]))
    with refuses("incomplete") as refused:
        submit.submit(page, page.owner)
    assert refused.value.refusal.sentence.count(f"«Của {both.board.slug}» thuộc cổng khác") == 2


def posted(form: Any) -> dict[str, Any]:
    """What a form sends back that nobody has touched, its rows included."""
    sets = list(form.formsets.values())
    forms = [form, *(each for formset in sets for each in (formset.management_form, *formset.forms))]
    values = {bound.html_name: bound.value() for each in forms for bound in each}
    plain = {
        name: str(value)
        for name, value in values.items()
        if isinstance(value, str | int | datetime.date) and value is not False
    }
    return {**plain, "text-count": "0"}


def with_file(client, page: ReviewedPage, file: Any) -> str:
    """A document saved with this file in a row."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url, headers={"host": "testserver"}).context["form"]
    row = {
        "files-TOTAL_FORMS": "1",
        "files-0-document": str(file.pk),
        "files-0-title": "",
        "files-0-ORDER": "1",
        "files-0-id": "",
    }
    return shown(client.post(url, posted(form) | row, follow=True, headers={"host": "testserver"}))


@pytest.mark.parametrize("whose", ["both", "board"])
def test_a_file_in_a_row_of_a_document_is_asked_too(board, both, client_of, whose):
    page, client = board.document(by=WHO, title="Quyết định 9/QĐ-UBND"), client_of(WHO)
    file = of(both if whose == "both" else board)["document"]
    answer = with_file(client, page, file)
    assert (f"«Của {both.board.slug}» thuộc cổng khác" in answer) == (whose == "both")
    saved = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object().files.all()
    assert [each.document_id for each in saved] == ([file.pk] if whose == "board" else [])


# What Wagtail makes once in a process, in somebody's request, serves everybody who comes after.


def opened_by(client, page: ReviewedPage) -> None:
    assert (
        client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]), headers={"host": "testserver"}).status_code
        == 200
    )


@pytest.fixture
def made_anew():
    """The parts of editors that a process makes once, forgotten before and afterwards."""

    def forget() -> None:
        for block in (
            field.stream_block for field in (NewsPage._meta.get_field("body"), DocumentPage._meta.get_field("text"))
        ):
            for each in block.child_blocks.values():
                for inside in getattr(each, "child_blocks", {}).values():
                    if isinstance(inside, ChooserBlock):
                        inside.__dict__.pop("field", None)
        for model in (NewsPage, DocumentPage):
            model.get_edit_handler.cache_clear()

    forget()
    yield
    forget()


@pytest.mark.parametrize("first", ["the other board's editor", "the technician"])
def test_whoever_opens_an_editor_first_decides_for_nobody_else(
    board, other_board, client_of, django_user_model, made_anew, first
):
    if first == "the technician":
        other = signed_in(Client(), technician(django_user_model))
    else:
        other = signed_in(Client(), other_board.user(WHO))
    opened_by(other, other_board.news(by=WHO))
    opened_by(other, other_board.document(by=WHO, title="Quyết định 8/QĐ-UBND"))
    own, foreign, client = of(board), of(other_board), client_of(WHO)
    for kind in ("image", "document"):
        page = board.news(by=WHO, title=f"Tin {kind}")
        for chosen, kept in ((foreign, []), (own, [own[kind].pk])):
            saved(client, page, blocks_with(chosen, kind))
            draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
            assert [key for _kind, key, _file in media_of(draft)] == kept
    for chosen, kept in ((foreign, []), (own, [own["document"].pk])):
        page = board.document(by=WHO, title="Quyết định 9/QĐ-UBND")
        with_file(client, page, chosen["document"])
        files = DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object().files.all()
        assert [each.document_id for each in files] == kept
