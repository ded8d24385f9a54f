"""Pictures of public pages: cut when they come in, so that showing one writes nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import CutState, PortalImage, Rendition
from pages.pictures import EVERY_FILTER, cut
from tests.board import an_image, body

pytestmark = pytest.mark.django_db


def test_posting_and_showing_cut_nothing_that_was_not_cut_when_the_picture_came_in(
    board, citizen, django_capture_on_commit_callbacks
):
    image = an_image()
    made = set(Rendition.objects.values_list("pk", "filter_spec"))
    assert {spec for _key, spec in made} == {each.spec for each in EVERY_FILTER}
    with django_capture_on_commit_callbacks(execute=True):
        page = board.published(board.news(body=body("Chữ", image=image)))
    for address in ("/", "/tin-tuc/", page.url):
        with CaptureQueriesContext(connection) as captured:
            assert b"<img" in citizen.get(address).content
        assert [query["sql"] for query in captured if not query["sql"].lstrip().startswith(("SELECT", "WITH"))] == []
    assert set(Rendition.objects.values_list("pk", "filter_spec")) == made


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


def test_what_was_cut_of_a_picture_that_was_replaced_meanwhile_is_thrown_away(board):
    """The row would say that it is cut, and every page would show the picture of before."""
    image = an_image("truoc.png", "red")
    image.renditions.all().delete()
    of_before = PortalImage.objects.get(pk=image.pk)
    replacement = an_image("sau.png", "blue")
    PortalImage.objects.filter(pk=image.pk).update(file=replacement.file.name, cut_state=CutState.WAITING)
    cut(of_before)
    assert not Rendition.objects.filter(image=image.pk).exists()
    assert PortalImage.objects.get(pk=image.pk).cut_state == CutState.WAITING
