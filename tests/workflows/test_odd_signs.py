"""No row is written with signs that nobody sees: the guard behind all forms, for imports, plug-ins and plain code."""

import datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.utils import timezone
from taggit.models import Tag
from wagtail.fields import StreamField
from wagtail.models import Comment, Page

from news.models import NewsPage
from pages.models import PortalDocument, PortalImage
from tests.board import a_document, an_image, refuses
from workflows.doors.guards.signs import COPIES, refuse_odd_signs
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db

ODD = "Nước\u202e sạch\x0b"
MODELS = sorted(
    (model for model in apps.get_models() if not model._meta.proxy and not issubclass(model, COPIES)),
    key=lambda model: model._meta.label,
)


def odd_value_for(field):
    """A value of this field with odd signs in it; None where it holds no text. Django drops them from the names of files by itself."""
    if isinstance(field, StreamField):
        return [("quote", {"text": ODD, "by": ""})]
    if isinstance(field, JSONField):
        return [{"a": ODD}]
    is_text = isinstance(field, CharField | TextField) and field.name != "path"  # a place in a tree is none
    return ODD if is_text else None


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_text_of_every_table_is_asked(model):
    for field in model._meta.concrete_fields:
        odd = odd_value_for(field)
        if odd is None:
            continue
        instance = model()
        setattr(instance, field.attname, odd)
        with refuses("odd-signs"):
            refuse_odd_signs(model, instance, update_fields={field.name})


def test_code_saves_none(board):
    page = board.news()
    page.title = ODD
    for save in (
        lambda: PortalImage.objects.create(title=ODD, file=an_image().file),
        lambda: a_document(ODD),
        lambda: Tag.objects.create(name=ODD),
        lambda: get_user_model().objects.create(username="moi", first_name=ODD),
        lambda: Comment.objects.create(page=page, user=board.user("thu-ky"), text=ODD, contentpath="title"),
    ):
        with refuses("odd-signs"):
            save()
    assert not PortalImage.objects.filter(title=ODD).exists()
    assert not PortalDocument.objects.filter(title=ODD).exists()


def test_a_page_that_code_saves_is_mended(board):
    page = board.news()
    page.title = ODD
    page.save_revision()
    assert page.get_latest_revision().content["title"] == "Nước sạch "


def test_what_was_stored_before_stays_as_it_was(board):
    """A rule that came later keeps nobody from withdrawing what was approved, nor from changing the rest of a row."""
    image = an_image("Ảnh")
    PortalImage.objects.filter(pk=image.pk).update(title=ODD)
    image.refresh_from_db()
    image.description = "Cầu Tân Cương"
    image.save()
    assert PortalImage.objects.get(pk=image.pk).title == ODD
    image.title = f"{ODD} mới"
    with refuses("odd-signs"):
        image.save()


@pytest.mark.parametrize("goes", ["withdrawn", "expires"])
def test_a_title_of_before_keeps_nothing_public(board, time_machine, goes):
    page = board.published(board.news(expire_at=timezone.now() + datetime.timedelta(days=1)))
    Page.objects.filter(pk=page.pk).update(title=ODD, draft_title=ODD)
    if goes == "withdrawn":
        withdraw(NewsPage.objects.get(pk=page.pk), board.user("truong-ban"), "Sai")
    else:
        time_machine.move_to(timezone.now() + datetime.timedelta(days=2))
        call_command("run_worker", "--once")
    assert not Page.objects.get(pk=page.pk).live
