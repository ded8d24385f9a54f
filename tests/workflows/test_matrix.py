"""All doors asked the whole matrix of acts × people × states: they are of one mind, and the mind is the gate's."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from workflows.charter.words import StepKind
from workflows.gate import gate, item_state
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refused
from workflows.screens.acts_on_offer import offered as offered_acts
from workflows.services.chain import buttons, recall, submit
from workflows.services.chain.withdraw import withdraw
from workflows.views import review_file

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STATES = ["draft", "tham-dinh", "phe-duyet", "nhay-cam", "dang-tai", "published", "returned", "withdrawn"]
PEOPLE = [
    "truong-ban",
    "pho-truc",
    "pho-ban",
    "thanh-vien",
    "thanh-vien-2",
    "bien-tap-vien",
    "thu-ky",
    "cong-tac-vien",
    "cong-tac-vien-2",
    "technician",
    "outsider",
    "nobody",
]
REASON = "Lý do rõ ràng"


def in_state(board, state):
    if state == "draft":
        return board.news()
    if state in ("published", "withdrawn"):
        page = board.published()
        if state == "withdrawn":
            withdraw(page, board.user("truong-ban"), "Sai")
            page = type(page).objects.get(pk=page.pk)
        return page
    if state == "returned":
        page = board.at_step("phe-duyet")
        board.returned(page, "pho-truc")
        draft = page.get_latest_revision_as_object()
        draft.lead = "Số liệu đã sửa."
        draft.save_revision(user=page.owner)
        return type(page).objects.get(pk=page.pk)
    return board.at_step(state)


@pytest.fixture
def people(board, django_user_model, other_board):
    known = {seat: board.user(seat) for seat in PEOPLE[:9]}
    known["technician"] = django_user_model.objects.create(username="quan-tri", is_superuser=True)
    known["outsider"] = other_board.user("truong-ban")
    known["nobody"] = AnonymousUser()
    return known


def tried(work):
    """Whether the ledger grew by doing this; everything is rolled back."""
    before = Decision.objects.count()
    with transaction.atomic():
        try:
            with transaction.atomic():
                work()
            grew = Decision.objects.count() > before
        except Refused:
            grew = False
        transaction.set_rollback(True)
    return grew


@pytest.mark.parametrize("state", STATES)
def test_all_doors_are_of_one_mind(board, people, state, monkeypatch):
    # What a refusal shows is asked elsewhere.
    monkeypatch.setattr(review_file, "render", lambda *_args, **_kwargs: HttpResponse())
    page = in_state(board, state)
    step = item_state.open_step(page)
    positive = ACT_OF_KIND[StepKind(step.kind)] if step else Act.APPROVE
    seen = 0
    for name, user in people.items():
        client = Client(headers={"host": board.hostname})
        if name != "nobody":
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        offered = (
            {offer.act for offer in offered_acts(user, page, step) if not offer.refusal} if name != "nobody" else set()
        )
        for act in (positive, Act.RETURN, Act.RECALL, Act.SUBMIT, Act.WITHDRAW):
            allowed = gate.ask(user, act, page, step, REASON) is None
            answers = {
                "service": tried(lambda act=act, user=user: perform(page, user, act, step)),
                "review file": act.value in offered,
                "post": tried(
                    lambda act=act, client=client: client.post(
                        reverse("review_act", args=[page.pk]),
                        {"act": act.value, "step": step.pk if step else "", "reason": REASON},
                    )
                ),
            }
            if act in (positive, Act.RETURN) and step:
                wagtails = gate.POSITIVE_ACTION if act is positive else gate.RETURN_ACTION
                answers["task actions"] = wagtails in {
                    action for action, _label, _modal in step.task.specific.get_actions(page, user)
                }
                url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, wagtails, step.pk])
                answers["Wagtail's dashboard"] = tried(
                    lambda client=client, url=url: client.post(url, {"comment": REASON})
                )
            if act is Act.SUBMIT and name != "nobody":
                answers["Wagtail's workflow"] = tried(lambda user=user: page.get_workflow().start(page, user))
            assert set(answers.values()) == {allowed}, (state, name, act, allowed, answers)
            seen += allowed
    assert seen or state == "withdrawn", "a matrix in which nobody may do anything shows nothing"


@pytest.mark.parametrize("state", STATES)
def test_nobody_holds_publish_unpublish_or_privacy_on_any_page(board, people, state):
    page = in_state(board, state)
    for name, user in people.items():
        if name == "nobody":
            continue
        for shown in (page, page.get_parent(), board.board.root_page):
            asked = shown.permissions_for_user(user)
            answers = (
                asked.can_publish(),
                asked.can_publish_subpage(),
                asked.can_unpublish(),
                asked.can_set_view_restrictions(),
                asked.can_unschedule(),
                asked.can_reorder_children(),
                asked.can_lock(),
            )
            assert not any(answers), (state, name, shown)


def perform(page, user, act, step):
    if act is Act.SUBMIT:
        submit.submit(page, user)
    elif act is Act.WITHDRAW:
        withdraw(page, user, REASON)
    elif step is None:
        raise Refused(gate.ask(user, act, page))
    elif act is Act.RECALL:
        recall.recall(step, user, REASON)
    else:
        buttons.perform(step, user, gate.RETURN_ACTION if act is Act.RETURN else gate.POSITIVE_ACTION, REASON)
