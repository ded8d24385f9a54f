"""One board answers at one host. Other names of its charter lead there; a host that is no board's says nothing of any."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from pages.frame import _FRAMES as FRAMES
from tests.board import charter_data, refuses
from workflows.charter.file import CharterError, read
from workflows.models import Alias
from workflows.services.board.compiler import load, plan
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
OTHER_NAME, NO_BOARDS = "www.thu-nghiem.localhost", "khong-ai.localhost"


@pytest.fixture
def charter():
    data = charter_data()
    return {**data, "board": {**data["board"], "aliases": [OTHER_NAME]}}


def at(host, **more) -> Client:
    return Client(headers={"host": host}, **more)


def shown_of(answer) -> str:
    return answer.content.decode()


def test_another_of_its_names_leads_to_the_one_address(board):
    answer = at(OTHER_NAME).get("/tin-tuc/?nam=2026")
    assert (answer.status_code, answer["Location"]) == (301, f"http://{board.hostname}/tin-tuc/?nam=2026")
    sent = at(OTHER_NAME).post("/bao-sai-sot/", {"what": "Sai"})
    assert (sent.status_code, sent["Location"]) == (308, f"http://{board.hostname}/bao-sai-sot/")


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/sitemap.xml", "/rss/tin-tuc.xml", "/api/v2/pages/", "/robots.txt", "/khong-co/", "/-/components/", "/admin/", "/tep/x.pdf"])  # fmt: skip
def test_a_host_that_is_no_boards_names_nobody(board, address):
    answer = at(NO_BOARDS).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert board.board.rules.board.agency not in shown_of(answer)
    assert "tên miền" in shown_of(answer)


def test_a_host_that_the_installation_does_not_have_is_a_bad_request(board, settings):
    settings.ALLOWED_HOSTS = [board.hostname]
    assert at(board.hostname).get("/").status_code == 200
    for address in ("/", "/admin/login/", "/api/v2/pages/"):
        assert at("example.org").get(address).status_code == 400


def test_probes_answer_on_any_host(board, settings):
    settings.ALLOWED_HOSTS = [board.hostname]
    assert at("10.0.0.7").get("/-/live").status_code == 200
    assert at("10.0.0.7").get("/-/ready").status_code == 200


def test_the_admin_is_at_its_own_host_and_at_the_boards(board, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://quan-tri.localhost"
    assert at("quan-tri.localhost").get("/admin/login/").status_code == 200
    assert at("quan-tri.localhost").get("/tin-tuc/").status_code == 404
    assert at(board.hostname).get("/admin/login/").status_code == 200


def test_this_machine_shows_the_first_board_in_the_demo_only(board, settings):
    Site.objects.filter(pk=board.board.site_id).update(is_default_site=True)
    settings.PORTAL_DEMO_MODE = True
    assert at("localhost").get("/").status_code == 200
    settings.PORTAL_DEMO_MODE = False
    FRAMES.clear()  # a process is started with it or without
    assert at("localhost").get("/").status_code == 404


def test_addresses_come_from_the_board_whatever_else_leads_there(board, other_board, citizen):
    """Rows that nobody could save: a board's host at another port, a foreign host with a section of the board."""
    page = board.published(title="Khánh thành cầu")
    sections = Page.objects.get(pk=page.get_parent().pk)
    foreign = [
        Site(hostname=board.hostname, port=8081, root_page=other_board.board.root_page),
        Site(hostname="bao-la.localhost", root_page=sections),
    ]
    Site.objects.bulk_create(foreign)
    Site.clear_site_root_paths_cache()
    assert page.full_url == f"http://{board.hostname}/tin-tuc/{page.slug}/"
    for address in (
        "/",
        "/tin-tuc/",
        board.address(page),
        "/rss/tin-tuc.xml",
        "/sitemap.xml",
        "/api/v2/pages/?fields=*",
    ):
        text = shown_of(citizen.get(address))
        assert "bao-la" not in text
        assert other_board.hostname not in text
        assert "8081" not in text
    assert at("bao-la.localhost").get("/").status_code == 404
    seen = shown_of(at(f"{board.hostname}:8081").get("/"))
    assert board.board.rules.board.site_name in seen
    found = list(breaches())
    assert any("bao-la.localhost" in breach for breach in found)
    assert any("8081" in breach for breach in found)


@pytest.mark.parametrize("values", [{"hostname": "bao-la.localhost"}, {"port": 8081}, {"is_default_site": True}])
def test_no_site_is_added_changed_or_deleted_by_hand(board, values):
    site = Site.objects.get(pk=board.board.site_id)
    with refuses("site-is-charter"):
        Site.objects.create(**{"hostname": board.hostname, "root_page": board.board.root_page, "port": 8082, **values})
    for name, value in values.items():
        setattr(site, name, value)
    with refuses("site-is-charter"):
        site.save()
    with refuses():
        Site.objects.get(pk=board.board.site_id).delete()
    with refuses("site-is-charter"):
        Alias.objects.create(board=board.board, hostname="bao-la.localhost")
    with refuses("site-is-charter"):
        board.board.aliases.get().delete()


def test_a_name_that_another_board_has_is_refused_with_a_sentence(board, tmp_path):
    data = charter_data("ban-khac")
    for named in ({"hostname": board.hostname}, {"aliases": [board.hostname]}, {"hostname": OTHER_NAME}):
        charter = read({**data, "board": {**data["board"], **named}}, "ban-khac.toml")
        for work in (plan, load):
            with pytest.raises(CharterError, match="đang là của Ban biên tập «thu-nghiem»"):
                work(charter)


def test_a_changed_charter_changes_the_names(board, charter):
    page = board.published()
    moved = {**charter, "board": {**charter["board"], "hostname": "moi.localhost", "aliases": [board.hostname]}}
    load(read(moved, "thu-nghiem.toml"))
    answer = at(board.hostname).get("/")
    assert (answer.status_code, answer["Location"]) == (301, "http://moi.localhost/")
    assert at("moi.localhost").get("/").status_code == 200
    assert at(OTHER_NAME).get("/").status_code == 404
    assert page.full_url.startswith("http://moi.localhost/")
    assert list(breaches()) == []


@pytest.mark.parametrize(("port", "root"), [(80, "http://{}"), (443, "https://{}"), (8000, "http://{}:8000")])
def test_scheme_and_port_are_the_installations(board, citizen, settings, port, root):
    settings.PUBLIC_PORT = port
    assert board.board.root_url == root.format(board.hostname)
    assert board.board.root_page.specific.full_url == f"{root.format(board.hostname)}/"
    assert f"<link>{root.format(board.hostname)}</link>" in shown_of(citizen.get("/rss/tin-tuc.xml"))
    assert f'"{root.format(board.hostname)}/tin-tuc/"' in shown_of(citizen.get("/api/v2/pages/"))
