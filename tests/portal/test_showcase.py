"""`/-/components/`: every component of the public face on one page, and that page only where no citizen is served."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.board import an_image, body

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
PUBLIC_APPS = ("pages", "home", "news", "documents", "questions", "search")


@pytest.fixture
def page(board, citizen, settings):
    settings.PORTAL_DEMO_MODE = True
    image = an_image("anh.png")
    image.collection = board.board.collection
    image.save()
    board.published(board.news(body=body("Chữ", image=image)))
    return citizen.get("/-/components/")


def test_every_component_is_shown(page):
    folders = [ROOT / app / "templates" for app in PUBLIC_APPS]
    components = {str(path.relative_to(folder)) for folder in folders for path in folder.glob("**/components/*.html")}
    assert components - {template.name for template in page.templates} == set()


def test_it_is_found_by_no_search_engine_and_shows_what_was_measured(page):
    text = page.content.decode()
    assert '<meta name="robots" content="noindex">' in text
    assert "brand-deep" in text
    assert " style=" not in text
    assert 'href="None"' not in text


def test_it_is_not_there_where_citizens_are_served(board, citizen, settings):
    settings.PORTAL_DEMO_MODE = settings.DEBUG = False
    assert citizen.get("/-/components/").status_code == 404
