"""The editor proposes what the saved draft states; one press takes it over into a new version, another sets it aside. Nothing typed is lost."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage
from documents.validity.proposals import proposals_for, set_aside, take_over
from documents.validity.proposals_panel import TAKE
from tests.board import body

pytestmark = pytest.mark.django_db
TEXT = (
    "Căn cứ Luật Giá số 16/2023/QH15;",
    "Điều 3. Quyết định này thay thế Quyết định số 07/QĐ-UBND ngày 04 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Thử.",
)


@pytest.fixture
def draft(board):
    old = board.published(board.document(number="07/QĐ-UBND"))
    page = board.document(title="Quyết định mới", number="12/QĐ-UBND", by="bien-tap-vien", text=body(*TEXT))
    return old, DocumentPage.objects.get(pk=page.pk)


def proposed(page):
    return [(each.statement.kind, each.target) for each in proposals_for(latest(page))]


def latest(page):
    return DocumentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def form_of(client, page):
    """What the editor's form would send, as its page has it."""
    form = BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").content.decode(), "html.parser").select_one(
        "#page-edit-form"
    )
    fields = {
        each["name"]: each.get("value", "") for each in form.select("input[name]") if each.get("type") != "checkbox"
    }
    fields |= {each["name"]: each.text.strip("\n") for each in form.select("textarea[name]")}
    for each in form.select("select[name]"):
        chosen = each.select_one("option[selected]")
        fields[each["name"]] = chosen["value"] if chosen else ""
    return {name: value for name, value in fields.items() if not re.search("__prefix__|^text-", name)} | {
        "text-count": "0"
    }


def test_what_the_text_states_is_proposed_with_the_document_of_the_site(board, draft, client_of):
    old, page = draft
    assert proposed(page) == [("can-cu", None), ("thay-the", old)]
    text = client_of("bien-tap-vien").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Văn bản tự nêu các quan hệ sau." in text
    assert "(có trên cổng)" in text
    assert text.count("Thêm quan hệ này") == 2
    assert page.relations.count() == 0


def test_one_press_adds_it_to_the_draft_and_keeps_what_was_typed(board, draft, client_of):
    old, page = draft
    client = client_of("bien-tap-vien")
    key = proposals_for(latest(page))[1].key
    sent = form_of(client, page) | {"signer": "Lê Thị Hoa", TAKE: key}
    sent.pop("text-count")
    count = 0
    for number, words in enumerate(TEXT):
        raw = '{"blocks":[{"key":"a%d","text":"%s","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[],"data":{}}],"entityMap":{}}'
        sent |= {
            f"text-{number}-deleted": "", f"text-{number}-order": str(number), f"text-{number}-type": "text",
            f"text-{number}-id": "", f"text-{number}-value": raw % (number, words),
        }  # fmt: skip
        count += 1
    response = client.post(f"/admin/pages/{page.pk}/edit/", sent | {"text-count": str(count)})
    assert response.status_code == 302, response.context and response.context["form"].errors
    draft_now = latest(page)
    assert draft_now.signer == "Lê Thị Hoa"
    assert [(row.kind, row.target_id) for row in draft_now.relations.all()] == [("thay-the", old.pk)]
    assert proposed(page) == [("can-cu", None)]


def test_one_that_is_set_aside_is_not_proposed_again(board, draft, client_of):
    old, page = draft
    set_aside(page, proposals_for(latest(page))[0].key)
    assert proposed(page) == [("thay-the", old)]


def test_a_named_document_is_taken_over_by_its_name(board, draft):
    _old, page = draft
    assert take_over(page, proposals_for(latest(page))[0].key, board.user("bien-tap-vien"))
    [row] = latest(page).relations.all()
    assert (row.named_number, row.named_type, row.named_issuer, row.named_title) == (
        "16/2023/QH15",
        "luat",
        "Quốc hội",
        "Luật Giá",
    )
    assert latest(page).submission_problems() == []
    assert not take_over(page, "khong-con", board.user("bien-tap-vien"))


def test_another_sites_document_is_never_the_target(board, other_board):
    other_board.published(other_board.document(number="07/QĐ-UBND"))
    page = board.document(number="12/QĐ-UBND", text=body(*TEXT))
    assert proposed(page) == [("can-cu", None), ("thay-the", None)]


@pytest.mark.once
def test_proposing_takes_the_same_queries_for_two_and_for_many(board, draft):
    def queries(page):
        found = latest(page)
        with CaptureQueriesContext(connection) as captured:
            assert proposals_for(found)
        return len(captured)

    many = board.document(
        number="13/QĐ-UBND", text=body(*TEXT, *(f"Điều {n}. Bãi bỏ Quyết định số {n}/QĐ-UBND." for n in range(20, 50)))
    )
    assert queries(many) == queries(draft[1])
