"""Days that people type into pages and their rows: each makes sense, and what has happened does not lie ahead."""

import datetime

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import DateField
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from documents.models import DocumentPage, DocumentRelation
from pages.dated import Dated
from questions.models import QuestionPage
from tests.documents.test_proposals import form_of

pytestmark = pytest.mark.django_db


def typed_days():
    """Every day or moment of a page, or of a row inside one, that a form shows."""
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        is_inside = any(isinstance(field, ParentalKey) for field in model._meta.local_fields)
        if (issubclass(model, Page) and model is not Page) or (is_inside and hasattr(model, "panels")):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, DateField) and field.editable:
                    yield pytest.param(model, field.name, id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "name"), list(typed_days()))
def test_every_day_is_asked(model, name):
    assert issubclass(model, Dated)
    for day in (datetime.date(1, 1, 1), datetime.date(202, 5, 4), datetime.date(9999, 12, 31)):
        with pytest.raises(ValidationError) as refused:
            model(**{name: day}).clean_fields()
        assert refused.value.message_dict[name] == ["Năm phải từ 1945 đến 2200. Hãy xem lại ngày đã nhập."]


@pytest.mark.parametrize(
    ("model", "name"), [(DocumentPage, "signed_on"), (DocumentRelation, "named_on"), (QuestionPage, "asked_on")]
)
def test_what_has_happened_does_not_lie_ahead(model, name):
    today = timezone.localdate()
    for day, is_refused in ((today, False), (today + datetime.timedelta(days=1), True)):
        with pytest.raises(ValidationError) as refused:
            model(**{name: day}).clean_fields()  # much else is missing
        assert (name in refused.value.message_dict) is is_refused


@pytest.mark.parametrize("day", ["0001-01-01", "0202-05-04", "01/01/0001", "31/12/2199"])
def test_the_form_says_so_and_keeps_what_was_typed(board, client_of, day):
    page = board.document()
    client = client_of("bien-tap-vien")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, form_of(client, page) | {"signed_on": day, "abstract": "Chữ vừa gõ"})
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors["signed_on"]
    assert form["signed_on"].value() == day
    assert "Chữ vừa gõ" in response.content.decode()
