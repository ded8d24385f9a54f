"""The rules page of a board that works: printed by a command, shown on a screen, and of one mind with the gate that people meet."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.board import ROLES, charter_data
from workflows.charter.file import CHARTERS_FOLDER
from workflows.charter.words import RoleKey
from workflows.gate import emergencies, gate, item_state, lendable
from workflows.gate import votes as votes_gate
from workflows.gate.on_paper import items, others, votes
from workflows.gate.on_paper.items import Item
from workflows.gate.on_paper.somebody import Somebody
from workflows.rules.act import Act
from workflows.services.chain import flag
from workflows.services.emergencies.publish_urgently import publish_urgently

pytestmark = pytest.mark.django_db
REASON = "Lý do rõ ràng"


@pytest.fixture
def charter():
    return charter_data() | {
        "secrecy_declaration": {"who": ["truong-ban", "pho-truc"], "rule": "R132"},
        "succession": {"order": ["pho-truc", "pho-ban"], "rule": "R55"},
    }


def printed(*names, **options):
    out = StringIO()
    call_command("print_rules", *names, stdout=out, **options)
    return out.getvalue()


def seats_of(board, role):
    return [member.user for member in board.board.members.filter(role=role)]


def agrees(board, act, item, ask, **known):
    """Whether, for each role, somebody of it may on the board where the page says so, and nobody where it does not. The roles that may."""
    found = set()
    for role in board.board.rules.role:
        on_paper = items.ask(board.board.rules, replace(Somebody.of(role), **known), act, item).refusal
        there = [ask(user) for user in seats_of(board, role.key)]
        assert (on_paper is None) == any(refusal is None for refusal in there), (role.key, act, there)
        found |= {role.key} if on_paper is None else set()
    return found


def chain_of(board):
    return board.board.rules.chain[0]


@pytest.mark.parametrize("number", range(4))
def test_at_each_step_the_page_says_what_the_gate_says(board, number):
    step = chain_of(board).step[number]
    page, item = board.at_step(step.key), Item.of(chain_of(board), step=step)
    state = item_state.open_step(page)
    acts = [Act.REVIEW, Act.APPROVE, Act.PUBLISH, Act.RETURN, Act.EDIT, Act.SUBMIT, Act.FLAG, Act.UNFLAG]
    may = {
        act: agrees(board, act, item, lambda user, act=act: gate.ask(user, act, page, state, REASON))
        for act in acts
        if not (page.is_sensitive and act in (Act.FLAG, Act.UNFLAG))
    }
    assert may[Act.RETURN] == set(step.who)
    if step.kind == "publish":
        asked = agrees(board, Act.APPOINT, item, lambda user: _moment(user, page, state, Act.APPOINT))
        assert asked == set(step.who)


def _moment(user, page, state, act):
    refusal = gate.ask(user, act, page, state)
    return None if refusal is None or refusal.code in ("reason-needed", "moment-needed") else refusal


def test_of_a_draft_and_of_what_is_public_the_page_says_what_the_gate_says(board):
    draft, public = board.news(), board.published(title="Tin đã đăng")
    chain = chain_of(board)
    drafted = agrees(board, Act.SUBMIT, Item.of(chain), lambda user: gate.ask(user, Act.SUBMIT, draft, None, REASON))
    assert drafted == set(map(str, chain.drafted_by))
    live = Item.of(chain, is_live=True)
    for act in (Act.WITHDRAW, Act.PROPOSE, Act.DECLINE, Act.MOVE, Act.DELETE):
        agrees(board, act, live, lambda user, act=act: gate.ask(user, act, public, None, REASON))


def test_of_a_mark_the_page_says_what_the_gate_says(board):
    page = board.at_step("phe-duyet")
    state, step = board.step(page), chain_of(board).step[1]
    flag.flag(state, board.user("pho-ban"), REASON)
    state = board.step(page)
    flagged = Item.of(chain_of(board), step=step, is_flagged=True)
    asked = agrees(board, Act.UNFLAG, flagged, lambda user: gate.ask(user, Act.UNFLAG, page, state, REASON))
    assert asked == {"truong-ban"}
    marked = board.news(title="Công văn MẬT", lead="Độ mật: TỐI MẬT", by="cong-tac-vien-2")
    item = Item.of(chain_of(board), has_mark=True)
    asked = agrees(board, Act.DECLARE, item, lambda user: gate.ask(user, Act.DECLARE, marked, None, REASON))
    assert asked == {"truong-ban", "pho-truc"}


def test_of_an_emergency_the_page_says_what_the_gate_says(board):
    page, chain = board.news(), chain_of(board)
    asked = agrees(
        board, Act.URGENT, Item.of(chain), lambda user: emergencies.ask(user, Act.URGENT, page, None, REASON)
    )
    assert asked == {"truong-ban"}
    publish_urgently(page, board.user("truong-ban"), REASON)
    page = type(page).objects.get(pk=page.pk)
    posted = Item.of(chain, is_live=True, is_unconfirmed=True)
    for role in (each for each in board.board.rules.role if each.key != "truong-ban"):
        for act, ask in ((Act.AFFIRM, emergencies.ask), (Act.WITHDRAW, gate.ask)):
            on_paper = items.ask(board.board.rules, Somebody.of(role), act, posted).refusal
            there = [ask(user, act, page, None, REASON) for user in seats_of(board, role.key)]
            assert (on_paper is None) == any(refusal is None for refusal in there), (role.key, act)


def test_of_a_vote_the_page_says_what_the_gate_says(board):
    page, rules = board.at_step("tham-dinh"), board.board.rules
    state = board.step(page)
    waits_for = {member.user_id for member in state.entitled.all()}
    for role in rules.role:
        for user in seats_of(board, role.key):
            asked = {**votes_gate.offered(user, state), **votes_gate.offered(user, board.board)}
            for act, refusal in asked.items():
                on_paper = votes.ask(rules, Somebody.of(role), act, waits_for_them=user.pk in waits_for).refusal
                assert (on_paper and on_paper.code) == (refusal and refusal.code), (role.key, act)


def test_of_deeds_the_page_says_whom_the_form_offers(board):
    giver, roles = board.member("truong-ban"), {role.key: role for role in board.board.rules.role}
    for offered in lendable.receivers_of(giver):
        who = Somebody.of(roles[offered.member.role_key])
        refusal = others.ask_to_stand_in(board.board.rules, who, RoleKey.CHIEF).refusal
        assert (refusal.sentence if refusal else "") == offered.why_not
    assert lendable.held_by(giver) == {"approve", "withdraw", "urgent", "vote", "conclude"}


def test_a_board_is_printed_by_the_charter_that_it_works_by(board):
    text = printed(board.board.slug)
    version = board.board.charter
    assert f"Bản quy chế nạp lần {version.number}, ngày " in text
    assert version.digest in text
    assert all(title in text for title in ROLES.values())
    assert printed(all=True) == text
    assert len(text.splitlines()) < 200


def test_a_file_is_printed_before_any_board_has_it_and_without_a_database(django_db_blocker):
    with django_db_blocker.block():
        text = printed(str(CHARTERS_FOLDER / "tan-cuong.toml"))
    assert text.startswith("BẢNG QUY TẮC – Ban Biên tập Trang thông tin điện tử xã Tân Cương\n")
    assert "chưa được nạp cho Ban nào" in text
    assert text.splitlines()[0] == printed("tan-cuong").splitlines()[0]


@pytest.mark.parametrize("names", [[], ["khong-co"], ["khong-co.toml"]])
def test_what_is_no_board_and_no_file_is_refused_with_a_sentence(board, names):
    with pytest.raises(CommandError, match=r"Hãy ghi mã|Không có tệp"):
        printed(*names)


def test_the_board_shows_its_page_to_its_members_with_every_answer(board, other_board):
    client, url = Client(headers={"host": board.hostname}), reverse("rules_page", args=[board.board.slug])
    client.force_login(board.user("cong-tac-vien"), backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(url).content.decode()
    assert all(title in text for title in ROLES.values())
    assert board.board.charter.digest in text
    assert "được, ghi lý do" in text
    assert "Bạn đã viết một phần nội dung này, nên người khác phải duyệt." in text
    assert url in client.get(reverse("board", args=[board.board.slug])).content.decode()
    assert client.get(reverse("rules_page", args=[other_board.board.slug])).status_code == 302
