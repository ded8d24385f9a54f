"""2.14: a picture that is stored tells nobody where and when it was taken, whichever way it comes in; its pixels stay as they were."""

import hashlib
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from pages import pictures
from pages.models import PortalImage
from pages.picture_metadata import without_metadata
from tests.board import body, refuses

FORMATS = ["JPEG", "PNG", "WEBP"]
WHERE = {1: "N", 2: (21.0, 49.0, 12.5), 3: "E", 4: (105.0, 12.0, 40.0)}
GPS, MODEL, TAKEN, TURN = 0x8825, 0x0110, 0x9003, 0x0112
SECRETS = (b"Telephone X", b"2026:05:04", b"Nha rieng", b"http://ns.adobe.com", b"xmp-place")


def a_photo(kind, turn=6, colour="red", **saved):
    """A photograph as a telephone makes it: a place, a moment, a model, XMP, a comment, a turn and a colour profile."""
    image = Image.new("RGB", (64, 48), colour)
    image.paste("blue", (0, 0, 20, 20))
    exif = image.getexif()
    exif[MODEL], exif[TURN] = "Telephone X", turn
    exif.get_ifd(GPS).update(WHERE)
    exif.get_ifd(0x8769)[TAKEN] = "2026:05:04 08:00:00"
    more = {"xmp": b"<x:xmpmeta>http://ns.adobe.com xmp-place</x:xmpmeta>"}
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", "Nha rieng")
        told.add_itxt("XML:com.adobe.xmp", "xmp-place")
        more = {"pnginfo": told}
    if kind == "JPEG":
        more["comment"] = b"Nha rieng"
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(out, kind, exif=exif, icc_profile=profile, **more, **saved)
    return out.getvalue()


def assert_tells_nothing(content):
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert dict(image.getexif().get_ifd(GPS)) == {}
        assert set(image.getexif()) <= {TURN}
        assert "xmp" not in image.info
    assert not [secret for secret in SECRETS if secret in content]


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.convert("RGB")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_photograph_loses_its_place_and_keeps_pixels_turn_and_colours(kind):
    photo = a_photo(kind)
    with Image.open(io.BytesIO(photo)) as before:
        assert dict(before.getexif().get_ifd(GPS))[2] == WHERE[2]
        profile = before.info["icc_profile"]
    cleaned = without_metadata(photo)
    assert_tells_nothing(cleaned)
    assert ImageChops.difference(pixels(photo), pixels(cleaned)).getbbox() is None
    with Image.open(io.BytesIO(cleaned)) as after:
        assert after.getexif()[TURN] == 6
        assert after.info["icc_profile"] == profile


@pytest.mark.parametrize("kind", FORMATS)
def test_an_upright_photograph_keeps_no_exif_at_all_and_cleaning_twice_changes_nothing(kind):
    cleaned = without_metadata(a_photo(kind, turn=1))
    with Image.open(io.BytesIO(cleaned)) as after:
        assert "exif" not in after.info
    assert without_metadata(cleaned) == cleaned
    turned = without_metadata(a_photo(kind))
    assert without_metadata(turned) == turned


def test_a_progressive_photograph_and_what_hides_behind_its_end():
    photo = a_photo("JPEG", progressive=True)
    cleaned = without_metadata(photo + a_photo("JPEG", colour="green") + b"xmp-place")
    assert_tells_nothing(cleaned)
    assert cleaned.endswith(b"\xff\xd9")
    assert ImageChops.difference(pixels(photo), pixels(cleaned)).getbbox() is None
    png = a_photo("PNG")
    assert without_metadata(png + b"xmp-place") == without_metadata(png)


def test_a_photograph_that_is_cut_off_loses_its_place_too():
    photo = a_photo("JPEG")
    cleaned = without_metadata(photo[: photo.rindex(b"\xff\xd9") - 20])
    assert not [secret for secret in SECRETS if secret in cleaned]
    with Image.open(io.BytesIO(cleaned)) as image:
        assert set(image.getexif()) == {TURN}


def test_an_odd_photograph_and_other_formats_are_written_anew_and_tell_nothing():
    photo = a_photo("JPEG")
    assert_tells_nothing(without_metadata(photo[:20] + b"\0" + photo[20:]))
    out = io.BytesIO()
    image = Image.open(io.BytesIO(photo))
    image.save(out, "TIFF", exif=image.getexif())
    cleaned = without_metadata(out.getvalue())
    assert not [secret for secret in SECRETS if secret in cleaned]
    with Image.open(io.BytesIO(cleaned)) as tiff:
        assert dict(tiff.getexif().get_ifd(GPS)) == {}


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff", b"RIFF0000WEBP", b"<svg/>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_comes_back_as_it_was(content):
    assert without_metadata(content) == content


@pytest.fixture
def uploader(client_of):
    return client_of("bien-tap-vien")


def stored(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def assert_clean(image):
    content = stored(image)
    assert_tells_nothing(content)
    assert image.file_size in (None, len(content))
    assert image.file_hash in ("", hashlib.sha1(content, usedforsecurity=False).hexdigest())


def upload(kind="JPEG"):
    return SimpleUploadedFile("anh.jpg", a_photo(kind), content_type="image/jpeg")


def test_the_upload_form_the_multiple_upload_and_the_chooser_store_it_clean(board, uploader):
    collection = board.board.collection.pk
    form = {
        "title": "Cầu",
        "file": upload(),
        "collection": collection,
        "author": "Lê Nam",
        "tags": "",
        "description": "",
    }
    uploader.post(reverse("wagtailimages:add"), form)
    uploader.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Cầu hai", "files[]": upload(), "collection": collection},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    chooser = {
        f"image-chooser-upload-{name}": value for name, value in {**form, "title": "Ba", "file": upload()}.items()
    }
    uploader.post(reverse("wagtailimages_chooser:create"), chooser)
    assert PortalImage.objects.count() == 3
    for image in PortalImage.objects.all():
        assert_clean(image)


def test_plain_code_stores_it_clean_when_it_creates_replaces_and_saves_the_file_alone(board):
    image = PortalImage.objects.create(title="Cầu", file=ContentFile(a_photo("JPEG"), name="a.jpg"))
    assert_clean(image)
    image.file = ContentFile(a_photo("PNG"), name="b.png")
    image.save()
    assert_clean(PortalImage.objects.get(pk=image.pk))
    image.file.save("c.webp", ContentFile(a_photo("WEBP"), name="c.webp"))
    assert_tells_nothing(stored(PortalImage.objects.get(pk=image.pk)))


def test_a_replaced_picture_that_is_cited_is_still_refused(board):
    image = PortalImage.objects.create(title="Cầu", file=ContentFile(a_photo("JPEG"), name="a.jpg"))
    pictures.cut(image)
    board.submitted(board.news(body=body("Tin", image=image)))
    image.file = ContentFile(a_photo("JPEG", colour="green"), name="a.jpg")
    with refuses("file-is-cited"):
        image.save()
