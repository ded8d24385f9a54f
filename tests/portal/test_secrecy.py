"""Before the chain is through, nothing of an item is at any public address; afterwards it is at all of them."""

import pytest
from django.urls import reverse

from tests.board import a_document, an_image, body
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db

MARK = "Zibanh"  # stands in every text of the item and nowhere else


def the_item(board):
    image, document = an_image(f"{MARK}.png"), a_document(f"{MARK}.pdf")
    page = board.news(
        title=f"Khánh thành cầu {MARK}",
        lead=f"Tóm tắt {MARK}",
        body=body(f"Chữ {MARK}", image=image, document=document),
        author=f"Hoa {MARK}",
        search_description=MARK,
    )
    page.tags.add(MARK)
    page.save_revision(user=page.owner)
    return page, image, document


def public_addresses(page, image, document):
    listing = ["/", "/tin-tuc/", "/tin-tuc/?chuyen-muc=tin-hoat-dong", "/tin-tuc/?nam=2026", "/van-ban/", "/hoi-dap/"]
    found = [f"/tim-kiem/?q={MARK}", "/sitemap.xml", "/rss/tin-tuc.xml", "/rss/van-ban.xml", "/rss/hoi-dap.xml"]
    api = [
        "/api/v2/pages/",
        f"/api/v2/pages/?search={MARK}",
        f"/api/v2/pages/{page.pk}/",
        "/api/v2/pages/?type=news.NewsPage&fields=*",
        "/api/v2/images/",
        "/api/v2/documents/",
    ]
    files = [image.file.url, image.get_rendition("width-400").url, document.url, document.file.url]
    admin = [
        reverse("review_file", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ]
    admin += [reverse("review_preview", args=[page.pk, revision.pk]) for revision in page.revisions.all()]
    return [page.url, *listing, *found, *api, *files, *admin]


def showing(citizen, addresses):
    """The addresses whose answer shows any of the item."""
    shown = []
    for address in addresses:
        response = citizen.get(address)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        asked_back = (
            response.status_code == 200
            and address.startswith("/tim-kiem/")
            and text.count(MARK.encode()) <= text.count(f'value="{MARK}"'.encode()) + text.count(f"«{MARK}»".encode())
        )
        if response.status_code == 200 and not asked_back and (MARK.encode() in text or address.startswith("/tep/")):
            shown.append(address)
    return shown


def test_no_public_address_shows_any_of_it_before_it_is_posted_and_all_do_after(board, citizen):
    page, image, document = the_item(board)
    addresses = public_addresses(page, image, document)
    assert showing(citizen, addresses) == []
    board.submitted(page)
    for seat in ("thanh-vien", "pho-truc"):
        assert showing(citizen, addresses) == [], seat
        board.pass_on(page, seat)
    assert showing(citizen, addresses) == []
    from workflows.services.chain.publish import publish

    publish(board.step(page), board.user("thu-ky"))
    shown = showing(citizen, addresses)
    for address in (
        page.url,
        "/",
        "/tin-tuc/",
        f"/tim-kiem/?q={MARK}",
        "/rss/tin-tuc.xml",
        f"/api/v2/pages/{page.pk}/",
        image.file.url,
        document.url,
    ):
        assert address in shown, address
    page = type(page).objects.get(pk=page.pk)
    page.lead = f"Bản sửa {MARK}X"
    page.save_revision(user=page.owner)
    assert f"{MARK}X".encode() not in citizen.get(page.url).content
    withdraw(page, board.user("truong-ban"), "Sai")
    assert showing(citizen, addresses) == []


def test_a_site_shows_nothing_of_another_board(board, citizen, other_board):
    page, _image, _document = the_item(board)
    board.published(page)
    for address in (
        "/",
        "/tin-tuc/",
        f"/tim-kiem/?q={MARK}",
        "/rss/tin-tuc.xml",
        "/sitemap.xml",
        "/api/v2/pages/?fields=*",
    ):
        response = citizen.get(address, headers={"host": other_board.hostname})
        text = response.content.decode().replace(f'value="{MARK}"', "").replace(f"«{MARK}»", "")
        assert MARK not in text, address


def test_people_of_one_board_do_not_read_files_of_another(board, other_board):
    page, _image, _document = the_item(board)
    from django.test import Client

    client = Client(headers={"host": board.hostname})
    client.force_login(other_board.user("truong-ban"), backend="django.contrib.auth.backends.ModelBackend")
    for name, arguments in (
        ("review_file", [page.pk]),
        ("review_preview", [page.pk, page.latest_revision_id]),
        ("board", [board.board.slug]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code in (302, 403, 404)
