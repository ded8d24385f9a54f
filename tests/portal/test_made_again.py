"""`verify_publications --deep`: what was made of a file is made again and compared."""

import hashlib
import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from documents.files.texts import FileText, read_waiting
from pages.models import Rendition
from tests.board import an_image, body
from workflows.verification import again, publications

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def in_one_night(monkeypatch):
    monkeypatch.setattr(again, "NIGHTS", 1)


def reseal(row, **values):
    """As somebody does it who has the database and the code."""
    for name, value in values.items():
        setattr(row, name, value)
    values["seal"] = type(row)._meta.get_field("seal").of(row)
    type(row).objects.filter(pk=row.pk).update(**values)


def test_nothing_is_named_of_what_was_made_of_its_file(board):
    board.published(body=body("Chữ", image=an_image()))
    board.published(board.document(files=1))
    read_waiting()
    assert Rendition.objects.exists()
    assert FileText.objects.exists()
    assert list(again.breaches()) == []
    call_command("verify_publications", deep=True, files=True)


def test_another_picture_in_the_place_of_a_cut_one_is_named(board):
    board.published(body=body("Chữ", image=an_image(colour="red")))
    row = Rendition.objects.order_by("pk").first()
    out = io.BytesIO()
    Image.new("RGB", (row.width, row.height), "blue").save(out, "WEBP")
    with default_storage.open(row.file.name, "wb") as file:
        file.write(out.getvalue())
    reseal(row, sha256=hashlib.sha256(out.getvalue()).hexdigest())
    assert not [breach for breach in publications.breaches() if "Ảnh đã cắt" in breach or "ảnh đã cắt" in breach]
    assert any(row.file.name in breach for breach in again.breaches())


def test_other_words_in_the_place_of_a_files_are_named(board):
    board.published(board.document(files=1))
    read_waiting()
    reseal(FileText.objects.get(), text="Chữ khác")
    assert any("Chữ của tệp" in breach for breach in again.breaches())


def test_each_row_has_its_night(monkeypatch):
    monkeypatch.setattr(again, "NIGHTS", 28)
    asked = []
    monkeypatch.setattr(
        again, "AGAIN", [lambda tonight: iter(asked.append([key for key in range(1000) if tonight(key)]) or ())]
    )
    list(again.breaches())
    assert 10 < len(asked[0]) < 80


def test_a_cut_picture_that_was_taken_away_is_named(board):
    board.published(body=body("Chữ", image=an_image()))
    row = Rendition.objects.order_by("pk").first()
    Rendition.objects.filter(pk=row.pk)._raw_delete("default")
    assert any(f"Ảnh công khai «Cầu mới» (số {row.image_id}): thiếu" in breach for breach in publications.breaches())
