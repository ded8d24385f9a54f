"""«Những gì đã thay đổi» on the review file: each change is marked, whatever it is, and nothing else is."""

import datetime
import json

import pytest
from django.urls import reverse

from news.models import NewsPage
from pages.blocks import BodyBlock
from tests.board import a_document, an_image, body

ADDED, TAKEN = '<ins><span class="addition">{}</span></ins>', '<del><span class="deletion">{}</span></del>'
NEW_YEAR = datetime.datetime(2030, 1, 1, 1, tzinfo=datetime.UTC)
LAYOUT_ONLY, REORDERED = "(chỉ đổi cách trình bày)", "Thứ tự các phần đã đổi."


def blocks(*values):
    return BodyBlock().to_python(
        [
            {"type": kind, "value": value, "id": f"00000000-0000-0000-0000-{n:012}"}
            for n, (kind, value) in enumerate(values)
        ]
    )


@pytest.fixture
def changes(board, client_of):
    """What the review file says has changed when a public item's body, or another field, becomes this."""

    def between(before, after=None, **values):
        page = board.published(board.news(body=before))
        page = NewsPage.objects.get(pk=page.pk)
        for name, value in {"body": after if after is not None else page.body, **values}.items():
            setattr(page, name, value)
        page.save_revision(user=page.owner)
        html = client_of("bien-tap-vien").get(reverse("review_file", args=[page.pk])).content.decode()
        return html.split("Những gì đã thay đổi</h2>")[1].split("</section>")[0]

    return between


def test_one_number_in_a_sentence_of_short_words(changes):
    before, after = (blocks(("text", f"<p>Xã có {number} xóm và 3 khu.</p>")) for number in (24, 25))
    assert f"Xã có {TAKEN.format(24)}{ADDED.format(25)} xóm và 3 khu." in changes(before, after)


def test_a_link_that_leads_elsewhere(changes):
    text = "<p>Nộp hồ sơ <a href='https://{}.example.vn/'>tại đây</a>.</p>"
    html = changes(blocks(("text", text.format("that"))), blocks(("text", text.format("gia"))))
    assert "tại đây (https://" + TAKEN.format("that.example.vn") + ADDED.format("gia.example.vn") + "/)." in html


def test_another_file_of_the_same_name(changes):
    first, second = a_document("phu-luc.pdf", b"%PDF-1.4 mot"), a_document("phu-luc.pdf", b"%PDF-1.4 hai")
    file = {"title": "Phụ lục"}
    html = changes(blocks(("file", {**file, "document": first.pk})), blocks(("file", {**file, "document": second.pk})))
    assert first.url.lstrip("/") + "</span></del>" in html
    assert second.url.lstrip("/") + "</span></ins>" in html


def test_a_cell_of_a_table(changes):
    def table(number):
        columns = [{"type": "text", "heading": "Xã"}, {"type": "number", "heading": "Hồ sơ"}]
        return {"columns": columns, "rows": [{"values": ["Tân Cương", number]}], "caption": "Một cửa"}

    html = changes(blocks(("table", table("1.204"))), blocks(("table", table("1.205"))))
    assert f"Tân Cương | {TAKEN.format('1.204')}{ADDED.format('1.205')}" in html


def test_another_picture(changes):
    words = {"alternative": "Cầu mới", "caption": "", "author": "Lê Nam"}
    first, second = an_image(), an_image(colour="blue")
    html = changes(
        blocks(("picture", {**words, "image": first.pk})), blocks(("picture", {**words, "image": second.pk}))
    )
    assert html.count('class="preview-image deletion"') == html.count('class="preview-image addition"') == 1


def test_what_is_only_bold_is_said_to_be_beside_another_change_too(changes):
    before = blocks(("text", "<p>Hạn nộp: 30/11.</p>"), ("quote", {"text": "Hai.", "by": "Ba"}))
    bold, quote = ("text", "<p>Hạn nộp: <b>30/11</b>.</p>"), {"text": "Hai.", "by": "Ba"}
    html = changes(before, blocks(bold, ("quote", quote)))
    assert LAYOUT_ONLY in html
    html = changes(before, blocks(bold, ("quote", {**quote, "by": "Tư"})))
    assert LAYOUT_ONLY in html
    assert TAKEN.format("Ba") + ADDED.format("Tư") in html


def test_parts_that_moved_are_said_to(changes):
    before = blocks(("text", "<p>Một.</p>"), ("quote", {"text": "Hai.", "by": "Ba"}))
    moved = BodyBlock().to_python(list(reversed(json.loads(json.dumps(before.get_prep_value())))))
    html = changes(before, moved)
    assert REORDERED in html
    assert "Một." not in html


def test_parts_that_came_and_went_are_said_to_and_the_others_left_out(changes):
    kept, went, came = ("text", "<p>Giữ.</p>"), ("text", "<p>Đi.</p>"), ("quote", {"text": "Đến.", "by": "Ba"})
    html = changes(blocks(kept, went), blocks(kept))
    assert "<strong>Bỏ</strong></p>Đi." in html
    assert "Giữ." not in html
    html = changes(blocks(kept), blocks(kept, came))
    assert "<strong>Thêm</strong>" in html
    assert "Đến." in html
    assert "Giữ." not in html


def test_a_text_that_was_only_stored_anew_has_not_changed(changes):
    stored = BodyBlock().to_python(
        [
            {
                "type": "text",
                "value": '<p data-block-key="a1b2c">Như cũ.</p>',
                "id": "00000000-0000-0000-0000-000000000009",
            }
        ]
    )
    html = changes(body("Như cũ."), stored)
    assert "Không có gì thay đổi." in html


def test_words_that_look_like_such_a_key_are_words(changes):
    before, after = (blocks(("text", f'<p>Mẫu: data-block-key="{word}" ở đây.</p>')) for word in ("mot", "hai"))
    assert TAKEN.format("mot") + ADDED.format("hai") in changes(before, after)


def test_a_day_a_yes_and_a_missing_value_are_written_as_people_do(changes):
    taken_over = {"is_own": False, "source": "Báo Tuyên Quang", "source_url": "https://bao.example.vn/"}
    html = changes(body("Như cũ."), event_date=datetime.date(2026, 5, 4), expire_at=NEW_YEAR, **taken_over)
    assert ADDED.format("04/05/2026") in html
    assert "08:00 01/01/2030" in html
    assert TAKEN.format("Có") + ADDED.format("Không") in html
    assert "None" not in html
    assert "True" not in html


def test_what_somebody_typed_stays_text(changes):
    html = changes(body("Cũ."), lead="<script>alert(1)</script> & tin")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
