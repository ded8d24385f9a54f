"""Public pages: what they answer, to odd addresses too, and in how many queries."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board import an_image, body
from workflows.rules.refusal import Refused

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/tin-tuc/",
    "/van-ban/",
    "/hoi-dap/",
    "/tim-kiem/",
    "/tim-kiem/?q=nước",
    "/rss/tin-tuc.xml",
    "/rss/van-ban.xml",
    "/rss/hoi-dap.xml",
    "/rss/dinh-chinh.xml",
    "/dinh-chinh/",
    "/bao-sai-sot/",
    "/sitemap.xml",
    "/api/v2/pages/",
    "/robots.txt",
]


def publish_some(board, number):
    for count in range(number):
        board.published(board.news(title=f"Tin {count}", body=body("Chữ", image=an_image(f"anh-{count}.png"))))
        board.published(board.document(title=f"Văn bản {count}", files=1))
        board.published(board.question(title=f"Câu hỏi {count}"))


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        assert response.status_code == 200
    return len(captured)


@pytest.mark.long
@pytest.mark.once
def test_every_address_answers_and_takes_no_more_queries_with_15_items_than_with_3(board, citizen):
    publish_some(board, 3)
    few = {address: queries(citizen, address) for address in ADDRESSES}
    publish_some(board, 12)
    many = {address: queries(citizen, address) for address in ADDRESSES}
    assert {address: (few[address], many[address]) for address in ADDRESSES if many[address] > few[address]} == {}
    assert max(many.values()) <= 40


@pytest.mark.parametrize(
    "query",
    [
        "trang=0",
        "trang=-1",
        "trang=abc",
        "trang=999999999999999999999",
        "trang=2",
        "nam=abc",
        "nam=99999999999",
        "nam=²",
        "chuyen-muc=khong-co",
        "chuyen-muc=%00",
        "loai=khong-co",
        "linh-vuc=%27%22",
        "trang=%00",
    ],
)
@pytest.mark.parametrize("address", ["/tin-tuc/", "/van-ban/", "/hoi-dap/"])
def test_any_filter_value_is_a_page_or_a_404(board, citizen, address, query):
    assert citizen.get(f"{address}?{query}").status_code in (200, 404)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "\x00",
        "%00",
        "*",
        "NEAR(",
        "a" * 10_000,
        "😀",
        "OR",
        "AND NOT",
        "-",
        "/",
        "07/QĐ-UBND",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "..",
        "đầu tư công",
    ],
)
def test_any_search_is_a_page(board, citizen, query):
    board.published(board.news(title="Đầu tư công"))
    response = citizen.get("/tim-kiem/", {"q": query})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_public_pages_have_no_inline_script_or_style_and_the_policy_says_so(board, citizen):
    publish_some(board, 1)
    for address in ("/", "/tin-tuc/", "/van-ban/", "/hoi-dap/", "/tim-kiem/?q=tin"):
        response = citizen.get(address)
        text = response.content.decode()
        assert "<script>" not in text
        assert "<style" not in text
        assert " style=" not in text
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "Permissions-Policy" in response.headers


def test_every_page_has_the_metadata_and_the_footer_that_the_law_asks_for(board, citizen):
    publish_some(board, 1)
    page = board.published(title="Tin có mô tả")
    for address in ("/", "/tin-tuc/", page.url):
        text = citizen.get(address).content.decode()
        for name in ("DC.title", "DC.creator", "DC.date", "DC.description", "DC.publisher", "DC.identifier"):
            assert f'name="{name}"' in text, (address, name)
        assert 'content=""' not in text
        for wanted in ("Ủy ban nhân dân tỉnh Thử", "Số 1, phường Một", "cong@example.vn", "0200 000 000"):
            assert wanted in text, (address, wanted)
        assert '<html lang="vi"' in text


def test_search_engines_may_list_the_search_form_and_no_search_that_finds_nothing(board, citizen):
    board.published(board.news(title="Đầu tư công"))
    form, found, nothing = (
        citizen.get("/tim-kiem/", {"q": query}).content.decode() for query in ("", "đầu tư", "zzzz")
    )
    assert 'content="noindex"' not in form + found
    assert 'content="noindex"' in nothing
    for text in (form, found, nothing):
        assert f'rel="canonical" href="http://{board.hostname}/tim-kiem/"' in text


def test_probes(client, db):
    assert client.get("/-/live").status_code == 200
    assert client.get("/-/ready").status_code == 200


def test_demo_is_refused_where_citizens_are_served(board, settings):
    from django.core.management import CommandError

    settings.DEBUG = settings.PORTAL_DEMO_MODE = False
    with pytest.raises(CommandError, match="DEMO_MODE"):
        call_command("load_demo")


def test_a_published_page_that_is_edited_still_shows_the_approved_text(board, citizen):
    page = board.published()
    page.lead = "Câu chưa ai duyệt"
    page.save_revision(user=page.owner)
    assert "Câu chưa ai duyệt" not in citizen.get(page.url).content.decode()
    with pytest.raises(Refused):
        page.get_latest_revision().publish()


def test_the_admin_has_a_policy_of_its_own_that_lets_its_date_pickers_run(board, client_of):
    policy = client_of("cong-tac-vien").get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "default-src 'self'" in policy


def test_after_five_wrong_passwords_a_page_says_what_to_do(board, client, settings):
    settings.AXES_ENABLED = True
    for _attempt in range(6):
        response = client.post(
            "/admin/login/", {"username": "truong-ban.thu-nghiem", "password": "sai"}, headers={"host": board.hostname}
        )
    assert response.status_code == 429
    assert "tạm khóa trong một giờ" in response.content.decode()


def test_behind_a_proxy_wrong_passwords_from_elsewhere_lock_nobody_out(board, client, settings):
    settings.AXES_ENABLED, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    typed = {"username": "truong-ban.thu-nghiem", "password": "sai"}

    def answer(said):
        headers = {"host": board.hostname, "x-forwarded-for": said, "x-forwarded-proto": "https"}
        return client.post("/admin/login/", typed, headers=headers).status_code

    assert [answer("10.0.0.1, 203.0.113.9") for _attempt in range(6)][-1] == 429
    assert answer("203.0.113.9, 198.51.100.7") == 200
    assert answer("203.0.113.9") == 429
    assert [answer(odd) for odd in ("abc", "1.2.3.4:80", "", "::1", "a" * 5000)] == [200] * 5
