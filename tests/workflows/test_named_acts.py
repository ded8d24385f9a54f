"""The acts stand in one enumeration and in no field of the database: a new act needs no migration."""

import pytest
from django.apps import apps
from django.db.models import CharField

from workflows.models import Decision, Tick
from workflows.models.named_act import NamedAct
from workflows.rules.act import Act

NAMED = [model for model in apps.get_models() if issubclass(model, NamedAct)]


def test_what_keeps_an_act_names_it():
    assert {Decision, Tick} <= set(NAMED)


@pytest.mark.parametrize("model", NAMED)
@pytest.mark.parametrize("act", Act)
def test_every_act_fits_its_field_and_is_called_by_its_label(model, act):
    field = model._meta.get_field("act")
    assert isinstance(field, CharField)
    assert len(act.value) <= field.max_length
    assert model(act=act.value).get_act_display() == act.label


def test_an_act_that_is_no_longer_known_is_shown_as_it_was_written():
    assert Decision(act="old-act").get_act_display() == "old-act"


def test_no_field_has_the_acts_as_its_choices():
    keys = {
        f"{model.__name__}.{field.name}": {key for key, _label in field.flatchoices}
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "choices", None)
    }
    assert [name for name, values in keys.items() if set(Act.values) <= values] == []
