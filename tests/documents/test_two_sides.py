"""Whatever the order in which documents are entered, published, corrected and withdrawn: relations are two-sided, and the stretches right."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.models import DocumentIndexPage, DocumentPage, Registered
from documents.validity.others import incoming, outgoing
from documents.validity.related import said_of_each
from documents.validity.relation_kinds import Kind
from documents.validity.relations import DocumentRelation
from workflows.digests.digest import content_digest, seal_of, sha256_of
from workflows.ledger import ledger
from workflows.ledger.certificates import certify
from workflows.rules.act import Act
from workflows.services.chain.withdraw import withdraw

pytestmark = pytest.mark.django_db
NUMBERS = ["1/QĐ-UBND", "2/QĐ-UBND", "3/QĐ-UBND"]
DAYS = [None, datetime.date(2026, 1, 1), datetime.date(2026, 3, 1), datetime.date(2026, 5, 1)]

SAID = st.tuples(st.sampled_from(Kind), st.sampled_from(NUMBERS), st.booleans(), st.sampled_from(DAYS))
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from(NUMBERS), st.sampled_from(DAYS), st.lists(SAID, max_size=3)),
        st.tuples(st.just("withdraw"), st.sampled_from(NUMBERS)),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_relations_are_two_sided_whatever_the_order(board, acts):
    with transaction.atomic():
        keys = {}
        for act in acts:
            if act[0] == "publish":
                _publish(board, keys, *act[1:])
            else:
                _withdraw(board, keys, act[1])
            assert wrong_about(keys) == []
        transaction.set_rollback(True)


def _publish(board, keys, number, effective, said):
    """A version of this document that says this, by a decision of the ledger; a chain of its own would only be slower."""
    index = board.index(DocumentIndexPage)
    page = DocumentPage.objects.filter(pk=keys.get(number)).first()
    if page is None:
        page = DocumentPage(
            title=number, slug=f"vb-{number[0]}", number=number, type="quyet-dinh", issuer="Ủy ban", abstract="Về", signed_on=datetime.date(2025, 1, 1), live=False,
            field=board.board.fields.first(),
        )  # fmt: skip
        index.add_child(instance=page)
        keys[number] = page.pk
    page.effective_on = effective
    rows = []
    for kind, other, is_named, from_on in said:
        target = keys.get(other)
        if other == number or (target is None and not is_named):
            continue
        name = {"named_number": other, "named_type": "quyet-dinh", "named_issuer": "uỷ ban"}
        rows.append(DocumentRelation(kind=kind, from_on=from_on, **(name if is_named else {"target_id": target})))
    page.relations = rows
    revision = page.save_revision()
    seal, digest = seal_of(revision.as_object()), content_digest(revision.content, [])
    said = {"seal": sha256_of(seal), **ledger.about(page, revision, digest)}
    certify(revision, ledger.write(board.board, Act.URGENT, ledger.Actor(), **said), [], seal)
    revision.publish(skip_permission_checks=True)


def _withdraw(board, keys, number):
    page = DocumentPage.objects.filter(pk=keys.get(number), live=True).first()
    if page:
        withdraw(page, board.user("truong-ban"), "Thử")


def wrong_about(keys):
    """What is not as it must be: what A says of B, B shows as said by A, and the other way round; drafts and withdrawn documents say and show
    nothing."""
    pages = {page.pk: page for page in DocumentPage.objects.filter(pk__in=keys.values(), live=True)}
    out = {(pk, line.kind, line.page.pk) for pk, page in pages.items() for line in outgoing(page) if line.page}
    into = {(line.page.pk, line.kind, pk) for pk, page in pages.items() for line in incoming(page.said_of_it)}
    speakers = {row.page_id for _page, row in said_of_each(list(pages.values()))}
    registered = set(Registered.objects.values_list("pk", flat=True))
    return [
        *(out ^ into),
        *(speakers - set(pages)),
        *(registered ^ set(pages)),
        *(page.number for page in pages.values() if page.standing != page.status.standing),
    ]
