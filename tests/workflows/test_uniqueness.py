"""Whatever models declare unique is kept so by the database; where that is dropped, verification names it."""

from unittest import mock

import pytest
from django.apps import apps
from django.db import connection, models

from tests.long import part_of
from workflows.models import ItemClock
from workflows.verification import publications
from workflows.verification.uniqueness import Unique, breaches, declared, missing, standing

TABLES = apps.get_models(include_auto_created=True)
OWN = [
    model for model in TABLES if model._meta.app_config.path.endswith(("workflows", "pages", "documents", "questions"))
]


def ways_to_drop():
    """Each uniqueness of our own tables, as a model and what declares it: a field, a constraint, a group of names."""
    for model in OWN:
        meta = model._meta
        yield from ((model, each) for each in meta.local_concrete_fields if each.unique and not each.primary_key)
        yield from ((model, each) for each in meta.constraints if isinstance(each, models.UniqueConstraint))
        yield from ((model, each) for each in meta.unique_together)


def drop(model, declaring):
    with connection.schema_editor(atomic=False) as editor:
        if isinstance(declaring, models.UniqueConstraint):
            others = [each for each in model._meta.constraints if each is not declaring]
            with mock.patch.object(
                model._meta, "constraints", others
            ):  # SQLite makes the table anew with those that are left
                editor.remove_constraint(model, declaring)
        elif isinstance(declaring, tuple):
            editor.alter_unique_together(model, {declaring}, set())
        else:
            editor.alter_field(model, declaring, without_uniqueness(declaring))


def without_uniqueness(field):
    plain = field.clone()
    if isinstance(field, models.OneToOneField):
        plain = models.ForeignKey(field.related_model, models.PROTECT, related_name="+", null=field.null)
    plain._unique = False
    plain.set_attributes_from_name(field.name)
    plain.model = field.model
    return plain


def test_no_two_declarations_are_taken_for_one_and_each_that_is_away_is_found():
    wanted = declared(TABLES)
    assert len(wanted) > 80
    assert {each.condition for each in wanted} >= {("until", "IS", "NULL"), ()}
    for each in wanted:
        assert missing(wanted, wanted - {each}) == [each]


def test_an_index_under_another_condition_or_none_does_not_count():
    wanted = Unique("a", ("b",), ("c", "IS", "NULL"))
    assert missing([wanted], [Unique("a", ("b",)), Unique("a", ("b",), ("false",)), Unique("a", ("b", "d"))]) == [
        wanted
    ]
    assert missing([Unique("a", ("b",))], [wanted]) == [Unique("a", ("b",))]


@pytest.mark.django_db
def test_after_the_migrations_everything_stands():
    assert declared(TABLES) <= standing()
    assert list(breaches()) == []


@pytest.mark.parametrize(
    ("model", "declaring"),
    part_of(list(ways_to_drop()), 12),
    ids=lambda each: getattr(each, "__name__", "") or getattr(each, "name", "together"),
)
def test_a_uniqueness_that_is_dropped_is_named(transactional_db, model, declaring):
    drop(model, declaring)
    [found] = breaches()
    assert model._meta.db_table in found


def test_an_index_that_was_made_anew_for_no_row_is_named(committed_board):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX clock_runs_once")
        cursor.execute("CREATE UNIQUE INDEX clock_runs_once ON workflows_itemclock (page_id, key) WHERE key IS NULL")
    assert [found for found in publications.breaches() if ItemClock._meta.db_table in found] == list(breaches()) != []
