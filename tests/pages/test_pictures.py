"""Pictures of public pages: cut when a page is published, so that showing one writes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.blocks import BodyBlock
from pages.models import Rendition
from pages.pictures import USES, cut_pictures
from tests.board import an_image, body

pytestmark = pytest.mark.django_db


def test_publishing_cuts_every_picture_in_every_size_that_is_shown(board, citizen, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = board.published(board.news(body=body("Chữ", image=an_image())))
    made = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert made == {spec for use in ("lead", "item", "article", "shared") for spec in USES[use].specs}
    for address in ("/", "/tin-tuc/", page.url):
        with CaptureQueriesContext(connection) as captured:
            assert b"<img" in citizen.get(address).content
        assert [query["sql"] for query in captured if not query["sql"].lstrip().startswith(("SELECT", "WITH"))] == []


def test_pictures_of_a_gallery_are_cut_for_the_gallery_only(board):
    first, second = ({"image": an_image(f"{n}.png").pk, "alternative": "Cầu", "author": "Lê Nam"} for n in range(2))
    page = board.news(body=BodyBlock().to_python([{"type": "gallery", "value": [first, second]}]))
    cut_pictures(page)
    assert set(Rendition.objects.values_list("filter_spec", flat=True)) == set(USES["gallery"].specs)


def test_a_picture_has_its_measures_its_words_and_a_choice_of_sizes(board, citizen):
    board.published(board.news(body=body("Chữ", image=an_image())))
    [image] = re.findall(r"<img[^>]*>", citizen.get("/tin-tuc/").content.decode())
    for wanted in ('width="', 'height="', 'alt="Cầu mới"', 'srcset="', 'sizes="', 'loading="lazy"', ".webp"):
        assert wanted in image


def test_a_picture_whose_file_is_gone_does_not_take_the_page_with_it(board, citizen):
    image = an_image()
    page = board.published(board.news(body=body("Chữ", image=image)))
    image.file.storage.delete(image.file.name)
    assert citizen.get(page.url).status_code == 200
    assert citizen.get("/").status_code == 200
