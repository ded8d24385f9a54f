"""A file that opens is not a file that can be shown: odd pictures through every door that brings them in, and to every page that shows them (0048)."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from pages import pictures
from pages.blocks import BodyBlock
from pages.models import CutState, PortalImage, Rendition
from tests.board import an_image, body, refuses
from tests.odd_pictures import PNG, REFUSED, SHOWN, encoded

pytestmark = pytest.mark.django_db
ALTERNATIVE = "Cầu mới"  # tests/board.py, body()


@pytest.fixture
def uploader(client_of):
    return client_of("bien-tap-vien")


@pytest.fixture
def through_the_uploader(board, uploader, django_capture_on_commit_callbacks):
    """What the screen for many pictures answers."""

    def post(name, content):
        sent = {"title": "Ảnh", "files[]": SimpleUploadedFile(name, content), "collection": board.board.collection.pk}
        with django_capture_on_commit_callbacks(execute=True):
            answer = uploader.post(
                reverse("wagtailimages:add_multiple"), sent, headers={"x-requested-with": "XMLHttpRequest"}
            )
        assert answer.status_code == 200
        return answer.json()

    return post


@pytest.fixture
def through_the_chooser(board, uploader, django_capture_on_commit_callbacks):
    """What the window answers in which an editor uploads a picture while writing."""

    def post(name, content):
        sent = {
            "title": "Ảnh",
            "file": SimpleUploadedFile(name, content),
            "collection": board.board.collection.pk,
            "author": "Lê Nam",
        }
        with django_capture_on_commit_callbacks(execute=True):
            answer = uploader.post(
                reverse("wagtailimages_chooser:create"),
                {f"image-chooser-upload-{field}": value for field, value in sent.items()},
            )
        assert answer.status_code == 200
        return answer.json()

    return post


def shows(page_of_citizen):
    return page_of_citizen.content.decode().count("<img")


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("odd", SHOWN)
def test_an_odd_picture_that_can_be_shown_comes_in_and_is_cut(odd, through_the_uploader, through_the_chooser, uploader):
    assert through_the_uploader(*SHOWN[odd])["success"]
    image = PortalImage.objects.get()
    assert (image.cut_state, pictures.missing_cuts(image)) == (CutState.MADE, [])
    for row in image.renditions.all():
        with row.file.open() as stored, Image.open(stored) as shown:
            shown.load()
            assert shown.mode in ("RGB", "RGBA", "L")
            assert "icc_profile" not in shown.info
            assert 0 < shown.width <= 1600
    assert through_the_chooser(*SHOWN[odd])["step"] in ("chosen", "duplicate_found")
    assert uploader.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()["step"] == "chosen"


@pytest.mark.long
@pytest.mark.once
@pytest.mark.parametrize("odd", REFUSED)
def test_an_odd_picture_that_cannot_be_shown_is_refused_with_a_sentence(odd, through_the_uploader, through_the_chooser):
    answer = through_the_uploader(*REFUSED[odd])
    assert not answer["success"]
    assert " " in answer["error_message"].strip()
    again = through_the_chooser(*REFUSED[odd])
    assert again["step"] == "reshow_creation_form"
    assert 'class="error-message"' in again["htmlFragment"]
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ("side-1000x17000", "mỗi cạnh tối đa 16.000 điểm ảnh"),
        ("pixels-121-million", "tối đa 120 triệu điểm ảnh"),
        ("moving-webp", "cổng chỉ đăng ảnh tĩnh"),
        ("jpeg-half", "bị hỏng, bị cắt ngang"),
    ],
)
def test_the_sentence_says_what_is_wrong_and_what_to_do(odd, words, through_the_uploader):
    sentence = through_the_uploader(*REFUSED[odd])["error_message"]
    assert words in sentence
    assert "Hãy" in sentence


@pytest.mark.long
@pytest.mark.once
def test_every_odd_picture_that_came_in_is_shown_to_its_editor_and_to_citizens(board, citizen, uploader):
    images = [PortalImage.objects.create(title=odd, file=ContentFile(*reversed(SHOWN[odd]))) for odd in SHOWN]
    for image in images:
        pictures.cut(image)
    shown = [{"image": image.pk, "alternative": image.title, "author": "Lê Nam"} for image in images]
    blocks = BodyBlock().to_python([{"type": "picture", "value": value} for value in shown])
    page = board.news(body=blocks, by="bien-tap-vien")
    assert shows(uploader.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))) >= len(SHOWN)
    assert uploader.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    page = board.published(page)
    assert shows(citizen.get(page.url)) == len(SHOWN)
    for address in ("/", "/tin-tuc/"):
        assert shows(citizen.get(address)) == 1


def test_a_large_picture_is_cut_by_the_worker_and_nothing_that_shows_it_is_submitted_before(
    board, through_the_uploader, uploader
):
    large = encoded(Image.new("1", (5000, 4000), 1), "PNG")
    assert through_the_uploader("lon.png", large)["success"]
    image = PortalImage.objects.get()
    assert (image.cut_state, Rendition.objects.count()) == (CutState.WAITING, 0)
    for screen in (reverse("wagtailimages:index"), reverse("wagtailimages_chooser:choose")):
        assert uploader.get(screen).status_code == 200
    page = board.news(body=body("Tin", image=image))
    with refuses("incomplete") as refused:
        board.submitted(page)
    assert "Cổng đang xử lý ảnh «Ảnh»" in str(refused.value)
    assert Rendition.objects.count() == 0
    pictures.cut_waiting()
    assert board.submitted(page) is not None
    assert Rendition.objects.filter(image=image).count() == len(pictures.EVERY_FILTER)


def damaged(image, how):
    """As a disk, or a copy that was broken off, leaves it: the original, and nothing that was cut."""
    storage, name = image.file.storage, image.file.name
    image.renditions.all().delete()
    content = {"emptied": b"", "cut": PNG[: len(PNG) // 2], "of-another-kind": b"<svg/>", "missing": None}[how]
    storage.delete(name)
    if content is not None:
        storage.save(name, ContentFile(content))


@pytest.mark.parametrize("how", ["emptied", "cut", "of-another-kind", "missing"])
def test_no_public_page_and_no_screen_fails_for_a_damaged_original(how, board, citizen, uploader):
    image = an_image()
    page = board.published(board.news(body=body("Chữ", image=image)))
    damaged(image, how)
    PortalImage.objects.update(collection=board.board.collection, uploaded_by_user=board.user("bien-tap-vien"))
    for address in (page.url, "/", "/tin-tuc/", "/rss/tin-tuc.xml", "/api/v2/pages/?type=news.NewsPage&fields=*"):
        answer = citizen.get(address)
        assert answer.status_code == 200, address
        assert shows(answer) == 0
    for address in (page.url, "/", "/tin-tuc/"):
        assert f'image">{ALTERNATIVE}</span>' in citizen.get(address).content.decode()
    assert b"og:image" not in citizen.get(page.url).content
    assert not Rendition.objects.exists()
    assert b"no-picture.svg" in uploader.get(reverse("wagtailimages:index")).content
    for screen in (
        reverse("wagtailimages:index") + "?layout=list",
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("review_file", args=[page.pk]),
    ):
        assert uploader.get(screen).status_code == 200, screen


def told_by_the_command():
    said = io.StringIO()
    try:
        call_command("cut_pictures", stdout=said)
    except SystemExit as ended:
        return said.getvalue(), ended.code
    return said.getvalue(), 0


def test_the_command_cuts_what_was_stored_before_and_names_what_cannot_be_shown(board, citizen):
    kept, lost, gone = (an_image(f"{number}.png") for number in range(3))
    page = board.published(board.news(body=body("Chữ", image=lost)))
    kept.renditions.all().delete()
    PortalImage.objects.update(cut_state=CutState.WAITING)
    damaged(lost, "cut")
    row = gone.renditions.first()
    row.file.storage.delete(row.file.name)
    said, status = told_by_the_command()
    assert status == 1
    assert "3 ảnh: 2 ảnh đủ các cỡ, 1 ảnh không hiện được." in said
    assert f"Số {lost.pk}," in said
    assert "đang ở trang công khai" in said
    for image in (kept, gone):
        image.refresh_from_db()
        assert (image.cut_state, pictures.missing_cuts(image)) == (CutState.MADE, [])
        assert all(row.file.storage.exists(row.file.name) for row in image.renditions.all())
    assert citizen.get(page.url).status_code == 200
    with refuses("incomplete") as refused:
        board.submitted(board.news(body=body("Tin khác", image=PortalImage.objects.get(pk=lost.pk))))
    assert "Ảnh «Cầu mới» không hiện được." in str(refused.value)
    damaged(lost, "missing")
    lost.file.storage.save(lost.file.name, ContentFile(PNG))
    assert told_by_the_command() == ("3 ảnh: 3 ảnh đủ các cỡ, 0 ảnh không hiện được.\n", 0)


def test_another_file_and_another_point_of_focus_are_cut_anew(board, uploader, django_capture_on_commit_callbacks):
    image = an_image(colour="red")
    PortalImage.objects.update(collection=board.board.collection, uploaded_by_user=board.user("bien-tap-vien"))
    form = {"title": "Cầu", "collection": board.board.collection.pk, "author": "Lê Nam", "description": ""}
    address = reverse("wagtailimages:edit", args=[image.pk])
    before = set(image.renditions.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        sent = {**form, "file": SimpleUploadedFile("xanh.png", encoded(Image.new("RGB", (640, 480), "blue"), "PNG"))}
        assert uploader.post(address, sent).url == reverse("wagtailimages:index")
    image = PortalImage.objects.get()
    assert (image.cut_state, pictures.missing_cuts(image)) == (CutState.MADE, [])
    assert not before & set(image.renditions.values_list("pk", flat=True))
    with image.renditions.get(filter_spec="max-165x165").file.open() as stored, Image.open(stored) as shown:
        red, _green, blue = shown.convert("RGB").getpixel((5, 5))
        assert blue > red
    with django_capture_on_commit_callbacks(execute=True):
        focus = {"focal_point_x": 600, "focal_point_y": 400, "focal_point_width": 20, "focal_point_height": 20}
        assert uploader.post(address, {**form, **focus}).status_code == 302
    image = PortalImage.objects.get()
    assert image.focal_point_x == 600
    assert (image.cut_state, pictures.missing_cuts(image)) == (CutState.MADE, [])
