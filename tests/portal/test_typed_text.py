"""Whatever keyboard it was typed on and wherever it was pasted from: pages with their bodies and tags, images, files, decisions."""

import json
import unicodedata
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from taggit.models import Tag

from pages.models import PortalDocument, PortalImage
from questions.forms import AskForm
from tests.board import an_image
from tests.questions.askers import a_ticket
from tests.workflows.test_doors import edit_data
from vietnamese.signs import is_odd
from workflows.models import Decision

pytestmark = pytest.mark.django_db

COMPOSED = "Đại hội Đảng bộ: quyết định về nước sạch ở Bắc Kạn"
TYPED = unicodedata.normalize("NFD", COMPOSED)


def texts_of(instance):
    """Every text of a row, those within JSON included."""
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(field, models.JSONField):
            yield json.dumps(value, ensure_ascii=False)
        elif isinstance(value, str):
            yield value


def is_nfc(instance):
    return all(unicodedata.is_normalized("NFC", text) for text in texts_of(instance))


def test_the_sample_is_not_nfc_before():
    assert TYPED != COMPOSED
    assert not unicodedata.is_normalized("NFC", TYPED)


def test_a_page_with_its_body_and_tags_is_stored_nfc(board, client_of):
    page = board.news()
    data = edit_data(page, title=TYPED, lead=TYPED, author=TYPED, tags=f'"{TYPED}"')
    data |= {
        "body-count": "2",
        "body-0-type": "text",
        "body-0-value": json.dumps(
            {
                "entityMap": {},
                "blocks": [
                    {
                        "key": "a",
                        "type": "unstyled",
                        "text": TYPED,
                        "depth": 0,
                        "inlineStyleRanges": [],
                        "entityRanges": [],
                    }
                ],
            },
            ensure_ascii=False,
        ),
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-1-type": "quote",
        "body-1-value-text": TYPED,
        "body-1-value-by": TYPED,
        "body-1-order": "1",
        "body-1-deleted": "",
        "body-1-id": "",
    }
    response = client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    revision = type(page).objects.get(pk=page.pk).get_latest_revision()
    assert revision.content["title"] == COMPOSED
    assert is_nfc(revision)
    stored = json.loads(revision.content["body"])
    assert stored[1]["value"]["text"] == COMPOSED
    assert COMPOSED in stored[0]["value"]
    assert Tag.objects.get().name == COMPOSED


def test_an_image_with_its_tags_and_file_name_is_stored_nfc(board, client_of):
    picture = SimpleUploadedFile(f"{TYPED[:20]}.png", an_image().file.read(), "image/png")
    data = {"title": TYPED, "description": TYPED, "author": TYPED, "tags": f'"{TYPED}"', "files[]": picture}
    before = set(PortalImage.objects.values_list("pk", flat=True))
    client_of("cong-tac-vien").post(
        reverse("wagtailimages:add_multiple"), data, headers={"x-requested-with": "XMLHttpRequest"}
    )
    image = PortalImage.objects.exclude(pk__in=before).get()
    assert is_nfc(image)


def test_a_file_is_stored_nfc(board, client_of):
    upload = SimpleUploadedFile(f"{TYPED[:20]}.txt", TYPED.encode(), "text/plain")
    client_of("cong-tac-vien").post(
        reverse("wagtaildocs:add_multiple"),
        {"title": TYPED, "files[]": upload},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert is_nfc(PortalDocument.objects.get())


def test_the_words_of_a_decision_are_stored_nfc(board, client_of):
    page = board.at_step("phe-duyet")
    client_of("pho-truc").post(
        reverse("review_act", args=[page.pk]), {"act": "return", "step": board.step(page).pk, "reason": TYPED}
    )
    assert Decision.objects.get(act="return").comment == COMPOSED


@pytest.mark.parametrize("sent_as", ["multipart", "urlencoded"])
def test_no_view_is_given_the_nul_that_a_form_brings(board, citizen, client_of, sent_as):
    """Once, before any view: none of them drops it by itself."""

    def post(client, address, **typed):
        if sent_as == "multipart":
            return client.post(address, typed)
        return client.post(address, urlencode(typed), "application/x-www-form-urlencoded")

    ticket, page = a_ticket(board), board.at_step("phe-duyet")
    post(citizen, f"/hoi-dap/tra-cuu/{ticket.code}/", act="add", text="Thửa\x00 12")
    note = f"/admin/cau-hoi/thu-nghiem/{ticket.reference}/lam/"
    post(client_of("thu-ky"), note, act="note", text="\x00Gọi lại")
    state = board.step(page).pk
    post(client_of("pho-truc"), reverse("review_act", args=[page.pk]), act="return", step=state, reason="Sửa\x00 lại")
    assert [ticket.events.get(act=act).text for act in ("add", "note")] == ["Thửa 12", "Gọi lại"]
    assert Decision.objects.get(act="return").comment == "Sửa lại"


PASTED = (
    "Nước\x0bsạch\u200b cho \u202ethôn\u202c Một"  # Word's line break, a sign without width, two marks of direction
)
MEANT = "Nước sạch cho thôn Một"


def test_what_is_pasted_is_stored_as_it_is_meant(board, client_of):
    """In every kind of field; links and styles of the editor stay at their words."""
    page = board.news()
    data = edit_data(page, title=PASTED, lead=PASTED, tags=f'"{PASTED}"')
    styled = {"offset": PASTED.index("thôn"), "length": 4, "style": "BOLD"}
    block = {
        "key": "a",
        "type": "unstyled",
        "text": PASTED,
        "depth": 0,
        "inlineStyleRanges": [styled],
        "entityRanges": [],
    }
    written = json.dumps({"entityMap": {}, "blocks": [block]})  # with \u000b and the like in it, as browsers send it
    rows = {"type": "text", "value": written, "order": "0", "deleted": "", "id": ""}
    quote = {"type": "quote", "value-text": PASTED, "value-by": PASTED, "order": "1", "deleted": "", "id": ""}
    data |= {"body-count": "2"} | {
        f"body-{at}-{name}": value for at, row in enumerate((rows, quote)) for name, value in row.items()
    }
    assert client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code == 302
    revision = type(page).objects.get(pk=page.pk).get_latest_revision()
    assert not is_odd(revision.content)
    assert revision.content["title"] == revision.content["lead"] == Tag.objects.get().name == MEANT
    text, quoted = json.loads(revision.content["body"])
    assert text["value"].endswith("<b>thôn</b> Một</p>")
    assert "Nước sạch cho" in text["value"]
    assert quoted["value"] == {"text": MEANT, "by": MEANT}


@pytest.mark.parametrize("name", ["title", "lead"])
@pytest.mark.parametrize("unseen", ["\u200b", "\u2800", "\u3164\u3164", " \u200d "], ids=ascii)
def test_a_field_in_which_nothing_can_be_seen_is_empty(board, client_of, name, unseen):
    page = board.news()
    response = client_of("cong-tac-vien").post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        edit_data(page, slug="co-dia-chi", **{name: unseen}) | {"action-submit": "1"},
    )
    assert response.status_code == 200
    assert response.context["form"].errors[name] == ["Mục này bắt buộc phải nhập."]


def test_the_name_of_a_file_is_stored_as_it_is_read(board, client_of):
    upload = SimpleUploadedFile("bao\u202ecao\x0b.txt", b"chu", "text/plain")
    client_of("cong-tac-vien").post(
        reverse("wagtaildocs:add_multiple"), {"files[]": upload}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    stored = PortalDocument.objects.get()
    assert not is_odd(stored.title)
    assert not is_odd(stored.file.name)


def test_lines_of_a_question_count_once(board, citizen):
    """Browsers count a line's end as one sign and send two: what a browser let pass is taken."""
    most = AskForm(board=board.board).fields["text"].max_length
    text = "Dòng\r\n" * (most // 5)
    assert len(text) > most
    response = citizen.post("/hoi-dap/gui-cau-hoi/", {"text": text})
    assert "text" not in response.context["form"].errors
