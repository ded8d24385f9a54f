"""What documents say of each other: stored once, read from both sides, from published documents only, and judged with the text."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import DocumentPage, Registered
from documents.validity.registered import Period
from documents.validity.relation_kinds import Kind
from documents.validity.relations import DocumentRelation
from documents.validity.status import Standing
from tests.board import refuses
from workflows.models import Certificate
from workflows.models.judged import Judged
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
TODAY, DAY = datetime.date(2026, 6, 1), datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime.datetime(2026, 6, 1, 3, tzinfo=datetime.UTC)):
        yield


def a_draft(board, number, *relations, **values):
    """A draft that says this of others: dictionaries of the fields of a relation."""
    values = {"signed_on": "2026-01-01", "effective_on": "2026-05-10", **values}
    page = board.document(title=f"Quyết định {number}", number=number, **values)
    page = DocumentPage.objects.get(pk=page.pk)
    for said in relations:
        page.relations.add(DocumentRelation(**said))
    page.save_revision(user=page.owner)
    return page


def a_document(board, number, *relations, **values):
    return board.published(a_draft(board, number, *relations, **values))


def fresh(page):
    return DocumentPage.objects.get(pk=page.pk)


def stands(page):
    """How it stands today, as its page, the stretches and the lists say, which must be one."""
    page = fresh(page)
    assert page.status.standing == page.standing
    return page.standing


def lines(page):
    return {heading: [line.name for line in found] for heading, found in fresh(page).related_groups}


def test_a_published_relation_is_read_from_both_sides_and_changes_nothing_of_the_other_document(board, citizen):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    before = (fresh(old).live_revision_id, Certificate.objects.filter(page=old).count(), fresh(old).last_published_at)
    new = a_document(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old})
    assert lines(new) == {"thay thế": [old.name]}
    assert lines(old) == {"được thay thế bởi": [new.name]}
    assert stands(old) == Standing.ENDED
    shown = citizen.get(old.url).content.decode()
    assert "Hết hiệu lực." in shown
    assert f'Văn bản này được thay thế bởi <a href="{board.address(new)}">{new.name}</a>' in shown
    assert (
        fresh(old).live_revision_id,
        Certificate.objects.filter(page=old).count(),
        fresh(old).last_published_at,
    ) == before
    assert DocumentRelation.objects.count() == 1
    assert list(breaches()) == []


def test_a_draft_and_what_is_judged_say_nothing_yet(board, citizen):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    draft = a_draft(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old})
    board.submitted(draft)
    assert stands(old) == Standing.IN_FORCE
    assert lines(old) == {}
    assert "12/QĐ-UBND" not in citizen.get(old.url).content.decode()


def test_a_withdrawn_document_says_nothing_any_more(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    new = a_document(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old})
    assert stands(old) == Standing.ENDED
    withdraw(new, board.user("truong-ban"), "Ban hành nhầm")
    assert stands(old) == Standing.IN_FORCE
    assert lines(old) == {}


def test_a_relation_taken_out_in_a_new_version_ends_with_its_publication(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    new = a_document(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old})
    draft = new.get_latest_revision_as_object()
    draft.relations.clear()
    draft.save_revision(user=new.owner)
    assert stands(old) == Standing.ENDED
    board.published(fresh(new))
    assert stands(old) == Standing.IN_FORCE
    assert list(breaches()) == []


def test_a_draft_or_a_withdrawn_document_is_not_shown_as_the_other_side(board, citizen):
    hidden = board.document(title="Chưa công bố", number="99/QĐ-UBND")
    page = a_document(board, "12/QĐ-UBND", {"kind": "can-cu", "target": DocumentPage.objects.get(pk=hidden.pk)})
    assert lines(page) == {}
    assert "99/QĐ-UBND" not in citizen.get(page.url).content.decode()
    board.published(fresh(hidden))
    assert lines(page) == {"căn cứ": [fresh(hidden).name]}


NAMED = {
    "kind": "bai-bo", "named_number": "7/QĐ-UBND", "named_type": "quyet-dinh", "named_issuer": "UỶ BAN NHÂN DÂN tỉnh Thử",
}  # fmt: skip


def test_a_document_that_is_only_named_is_linked_by_itself_when_it_is_entered(board, citizen):
    new = a_document(board, "12/QĐ-UBND", NAMED)
    assert lines(new) == {"bãi bỏ": ["Quyết định số 7/QĐ-UBND của UỶ BAN NHÂN DÂN tỉnh Thử"]}
    assert "số 7/QĐ-UBND" in citizen.get(new.url).content.decode()
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01", issuer="Ủy ban nhân dân tỉnh Thử")
    assert stands(old) == Standing.ENDED
    assert lines(new) == {"bãi bỏ": [old.name]}
    assert lines(old) == {"bị bãi bỏ bởi": [new.name]}
    assert list(breaches()) == []


@pytest.mark.parametrize("other", [{"type": "chi-thi"}, {"issuer": "Sở Nội vụ"}, {"number": "17/QĐ-UBND"}])
def test_another_type_issuer_or_number_is_another_document(board, other):
    a_document(board, "12/QĐ-UBND", NAMED)
    values = {"number": "07/QĐ-UBND", "effective_on": "2026-01-01", **other}
    assert stands(a_document(board, values.pop("number"), **values)) == Standing.IN_FORCE


def test_a_document_named_without_its_issuer_is_shown_and_never_linked(board):
    new = a_document(board, "12/QĐ-UBND", {**NAMED, "named_issuer": ""})
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    assert stands(old) == Standing.IN_FORCE
    assert lines(new) == {"bãi bỏ": ["Quyết định số 7/QĐ-UBND"]}


def test_sites_do_not_see_each_other(board, other_board):
    a_document(other_board, "12/QĐ-UBND", NAMED)
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    assert stands(old) == Standing.IN_FORCE
    assert lines(old) == {}
    draft = a_draft(other_board, "13/QĐ-UBND", {"kind": "bai-bo", "target": old})
    assert ["thuộc cổng khác" in problem for problem in Judged.latest(draft).problems] == [True]
    twice = {"kind": "bai-bo", "named_number": "1/QĐ-UBND"}
    assert len(a_draft(board, "14/QĐ-UBND", twice, twice).submission_problems()) == 1


def test_it_counts_from_the_day_it_names_or_else_from_when_its_document_takes_effect(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    new = a_document(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old}, effective_on="2026-06-15")
    assert stands(old) == Standing.IN_FORCE
    with time_machine.travel(datetime.datetime(2026, 6, 15, 3, tzinfo=datetime.UTC)):
        assert stands(old) == Standing.ENDED
    draft = new.get_latest_revision_as_object()
    draft.effective_on = datetime.date(2026, 7, 1)
    draft.save_revision(user=new.owner)
    board.published(fresh(new))
    with time_machine.travel(datetime.datetime(2026, 6, 15, 3, tzinfo=datetime.UTC)):
        assert stands(old) == Standing.IN_FORCE


def test_a_draft_whose_other_side_is_deleted_still_opens(board):
    target, draft = a_draft(board, "2/QĐ-UBND"), a_draft(board, "1/QĐ-UBND")
    draft.relations.add(DocumentRelation(kind=Kind.REPLACES, target=target))
    draft.save_revision()
    target.delete()
    opened = fresh(draft).get_latest_revision_as_object()
    assert [relation.target_id for relation in opened.relations.all()] == [None]


def test_what_a_published_document_names_is_not_deleted(board):
    target = a_draft(board, "2/QĐ-UBND")
    a_document(board, "1/QĐ-UBND", {"kind": Kind.REPLACES, "target": target})
    with refuses("is-named"):
        target.delete()


def test_a_suspension_ends_by_itself(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    a_document(
        board, "12/QĐ-UBND", {"kind": "ngung-hieu-luc", "target": old, "from_on": TODAY - 12 * DAY, "until_on": TODAY + 9 * DAY}
    )  # fmt: skip
    assert stands(old) == Standing.SUSPENDED
    with time_machine.travel(datetime.datetime(2026, 6, 11, 3, tzinfo=datetime.UTC)):
        assert stands(old) == Standing.IN_FORCE


def test_a_relation_cannot_be_slipped_into_or_out_of_a_published_document(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    new = a_document(board, "12/QĐ-UBND", {"kind": "can-cu", "target": old})
    row = DocumentRelation.objects.get()
    row.kind = "bai-bo"
    with refuses("not-certified"):
        row.save()
    with refuses("not-certified"):
        DocumentRelation(page=new, kind="bai-bo", target=old).save()
    with refuses("not-withdrawn"):
        DocumentRelation.objects.get().delete()
    DocumentRelation.objects.update(kind="bai-bo")
    assert any("relations" in breach for breach in breaches())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "target"),
        ({"named_number": "1/QĐ-UBND", "until_on": TODAY}, "until_on"),
        ({"kind": "ngung-hieu-luc", "named_number": "1", "from_on": TODAY, "until_on": datetime.date(2026, 5, 1)}, "until_on"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_beside_its_field(board, values, field):
    with pytest.raises(ValidationError) as refused:
        DocumentRelation(**{"kind": "bai-bo", **values}).clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.once
def test_the_page_takes_the_same_queries_with_three_relations_and_with_fifteen(board, citizen):
    def queries(page):
        citizen.get(page.url)
        with CaptureQueriesContext(connection) as found:
            assert citizen.get(page.url).status_code == 200
        return len(found)

    old = [a_document(board, f"{number}/QĐ-UBND", effective_on="2026-01-01") for number in range(15)]
    few = a_document(board, "100/QĐ-UBND", *({"kind": "bai-bo", "target": page} for page in old[:3]))
    some = queries(few)
    many = a_document(board, "101/QĐ-UBND", *({"kind": "sua-doi", "target": page} for page in old))
    assert queries(many) == some
    said = queries(old[0])
    for number in range(3):
        a_document(board, f"{200 + number}/QĐ-UBND", {"kind": "sua-doi", "target": old[0]})
    assert queries(old[0]) == said


def test_the_register_is_written_anew_as_it_was(board):
    old = a_document(board, "07/QĐ-UBND", effective_on="2026-01-01")
    a_document(board, "12/QĐ-UBND", {"kind": "thay-the", "target": old}, NAMED | {"named_number": "9/QĐ-UBND"})
    columns = ("page", "section", "standing", "from_on", "before")
    kept = (
        list(Registered.objects.order_by("pk").values()),
        list(Period.objects.order_by("page", "from_on").values(*columns)),
    )
    call_command("rebuild_listings")
    assert kept == (
        list(Registered.objects.order_by("pk").values()),
        list(Period.objects.order_by("page", "from_on").values(*columns)),
    )


def test_every_kind_has_words_for_both_sides():
    assert all(kind.label and kind.passive for kind in Kind)
    assert len({kind.passive for kind in Kind}) == len(Kind)
