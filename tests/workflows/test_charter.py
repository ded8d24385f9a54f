"""Charters: the four load twice without a difference, broken ones each get their own sentence, changed ones spare running reviews."""

import copy

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board import charter_data, load_board
from workflows.charter.file import CHARTERS_FOLDER, CharterError, find, read
from workflows.charter.file import load as load_file
from workflows.charter.words import Content
from workflows.models import Board, Chain, CharterVersion, Decision, Member
from workflows.services.board import site_tree
from workflows.services.board.compiler import load, plan
from workflows.verification.publications import breaches

VOTE = {"quorum": "half-of-members", "majority": "of-present", "tie": "chief", "rule": "R47"}
FOUR = ["tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan"]


def set_at(path, value):
    """A change of charter data: `set_at("chain.0.step.1.who", [])`; a value of `...` removes the key."""

    def change(data):
        *way, last = path.split(".")
        for part in way:
            data = data[int(part) if part.isdigit() else part]
        key = int(last) if last.isdigit() else last
        if value is ...:
            del data[key]
        else:
            data[key] = value

    return change


def add_to(path, value):
    def change(data):
        for part in path.split("."):
            data = data[int(part) if part.isdigit() else part]
        data.append(copy.deepcopy(value(data)) if callable(value) else value)

    return change


BROKEN = [
    (set_at("board", ...), "board", "Thiếu mục này"),
    (set_at("board.slug", "Tuyên Quang"), "board.slug", "chữ thường không dấu"),
    (set_at("board.tier", "district"), "board.tier", "Chọn một trong"),
    (set_at("board.email", ""), "board.email", "không được để trống"),
    (set_at("charter.in_force_from", "hôm qua"), "charter.in_force_from", "ngày"),
    (set_at("legal_basis", []), "legal_basis", "ít nhất 1"),
    (set_at("bord", {}), "bord", "Không có mục nào tên như vậy"),
    (set_at("role.0.key", "giam-doc"), "role[0].function", "Chọn một trong"),
    (set_at("role.0.function", "giam-doc"), "role[0].function", "Chọn một trong"),
    (add_to("role", lambda rows: rows[0]), "role", "2 lần"),
    (add_to("member", lambda rows: rows[1]), "member", "2 lần"),
    (set_at("member.0.role", "thu-ky"), "member", "đúng một Trưởng ban"),
    (add_to("member", {"key": "truong-ban-2", "role": "truong-ban", "title": "x", "rule": "R1"}), "member", "có 2"),
    (set_at("field.0.in_charge", "ai-do"), "field[0].in_charge", "Không có thành viên nào mang khóa «ai-do»"),
    (set_at("unit.0.deputy", "ai-do"), "unit[0].deputy", "Không có thành viên nào mang khóa «ai-do»"),
    (set_at("chain.3", ...), "chain", "Chưa có quy trình nào cho loại nội dung «page»"),
    (set_at("chain.0.content", ["news", "page"]), "chain", "có 2 quy trình"),
    (set_at("chain.0.step.3", ...), "chain[0].step", "đúng một bước đăng tải"),
    (set_at("chain.0.step.1.kind", "review"), "chain[0].step", "Có trường hợp không ai phê duyệt"),
    (set_at("chain.0.step.1.who", ["bo-truong"]), "chain[0].step[1].who", "Không có thành viên nào giữ vai"),
    (set_at("chain.0.step.3.when", "sensitive"), "chain[0].step[3].when", "luôn áp dụng"),
    (set_at("chain.0.step.1.author_may", True), "chain[0].step[1].author_may", "Chỉ bước đăng tải"),
    (
        set_at("chain.0.step.0.within", {"amount": 0, "unit": "working-day"}),
        "chain[0].step[0].within.amount",
        "từ 1 trở lên",
    ),
    (set_at("chain.0.drafted_by", []), "chain[0].drafted_by", "ít nhất 1"),
    (set_at("withdrawal.who", ["ai-do"]), "withdrawal.who", "chưa được khai ở mục role"),
    (set_at("board.hostname", "có dấu.vn"), "board.hostname", "không dấu"),
    (set_at("chain.0.step.1.kind", "vote"), "chain[0].step[1].kind", "cần mục vote"),
    (set_at("chain.0.step.0.kind", "vote"), "chain[0].step[0].in_charge_of", "của cả Ban"),
    (set_at("vote", {**VOTE, "who": ["ai-do"]}), "vote.who", "chưa được khai ở mục role"),
    (set_at("vote", {**VOTE, "called_by": []}), "vote.called_by", "ít nhất 1"),
    (set_at("vote", {**VOTE, "secret": "kín"}), "vote.secret", "true hoặc false"),
    (set_at("vote", {**VOTE, "tie": "coin"}), "vote.tie", "Chọn một trong"),
]


@pytest.mark.parametrize(
    ("change", "place", "sentence"), BROKEN, ids=[f"{number}-{row[1]}" for number, row in enumerate(BROKEN)]
)
def test_a_broken_charter_names_file_place_and_fault(change, place, sentence):
    data = charter_data()
    change(data)
    with pytest.raises(CharterError) as caught:
        read(data, "hong.toml")
    assert "hong.toml" in str(caught.value)
    named = [mistake for mistake in caught.value.mistakes if mistake.place == place and sentence in mistake.sentence]
    assert named, str(caught.value)
    for mistake in named:
        assert mistake.sentence[0].isupper(), mistake
        assert mistake.sentence.endswith("."), mistake


def test_a_file_that_is_not_toml_says_so(tmp_path):
    broken = tmp_path / "hong.toml"
    broken.write_text("[board\nname = ")
    with pytest.raises(CharterError, match="không đúng cú pháp TOML"):
        load_file(broken)
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CharterError, match="UTF-8"):
        load_file(broken)


def test_an_unknown_charter_lists_the_known_ones():
    with pytest.raises(CharterError, match="tan-cuong"):
        find("khong-co")


@pytest.mark.parametrize("slug", FOUR)
def test_each_of_the_four_charters_says_where_every_value_comes_from(slug):
    charter = load_file(CHARTERS_FOLDER / f"{slug}.toml")
    assert {content for chain in charter.chain for content in chain.content} == set(Content)
    sourced = [
        *charter.role,
        *charter.member,
        *charter.field,
        *charter.chain,
        *(step for chain in charter.chain for step in chain.step),
    ]
    assert all(value.rule for value in sourced)
    assert any("224/2026" in basis.title + basis.number for basis in charter.legal_basis)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", FOUR)
def test_loading_the_same_charter_twice_changes_nothing(slug):
    charter = load_file(find(slug))
    load(charter)
    before = (CharterVersion.objects.count(), Chain.objects.count(), Member.objects.count(), Decision.objects.count())
    assert load(load_file(find(slug))).differences == []
    assert before == (
        CharterVersion.objects.count(),
        Chain.objects.count(),
        Member.objects.count(),
        Decision.objects.count(),
    )


@pytest.mark.django_db
def test_difference_lists_changes_and_changes_nothing(tmp_path, capsys):
    load_board()
    changed = charter_data()
    changed["member"][0]["title"] = "Giám đốc Sở mới"
    result = plan(read(changed, "x"))
    assert any(
        "member[truong-ban].title" in sentence and "Giám đốc Sở mới" in sentence for sentence in result.differences
    )
    assert Board.objects.get().rules.member[0].title != "Giám đốc Sở mới"


@pytest.mark.django_db
def test_a_review_in_progress_keeps_the_chain_it_began_under(board):
    page = board.at_step("phe-duyet")
    run = board.step(page).workflow_state
    changed = charter_data()
    changed["chain"][0]["step"][1]["who"] = ["truong-ban"]
    load(read(changed, "x"))
    board.pass_on(page, "pho-truc")
    assert board.step(page).task.specific.key == "dang-tai"
    assert board.step(page).workflow_state_id == run.pk
    later = board.news(title="Tin sau")
    board.submitted(later)
    board.pass_on(later, "thanh-vien")
    assert [member.key for member in board.step(later).entitled.all()] == ["truong-ban"]


@pytest.mark.django_db
def test_a_step_whose_members_left_the_board_waits_for_those_who_hold_its_roles_now(board):
    page = board.at_step("tham-dinh")
    assert [member.key for member in board.step(page).entitled.all()] == ["thanh-vien"]
    changed = charter_data()
    changed["member"] = [member for member in changed["member"] if member["key"] != "thanh-vien"]
    for field in changed["field"]:
        field["in_charge"] = "thanh-vien-2"
    load(read(changed, "x"))
    assert [member.key for member in board.step(page).entitled.all()] == ["thanh-vien-2"]


@pytest.mark.django_db
def test_the_command_refuses_a_broken_file_with_its_mistakes(tmp_path):
    path = tmp_path / "hong.toml"
    path.write_text('[board]\nslug = "x"\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"hong\.toml: board\.name: Thiếu mục này"):
        call_command("load_charter", str(path))


@pytest.mark.django_db
def test_dry_run_writes_nothing(capsys):
    call_command("load_charter", "tan-cuong", "--dry-run")
    assert "chưa thay đổi gì" in capsys.readouterr().out
    assert not Board.objects.exists()


@pytest.mark.django_db
def test_no_group_may_publish_lock_or_delete(board):
    from wagtail.models import GroupPagePermission

    assert set(GroupPagePermission.objects.values_list("permission__codename", flat=True)) == {
        "add_page",
        "change_page",
    }


@pytest.mark.django_db
def test_a_site_gets_the_sections_that_a_newer_version_of_the_portal_brings(monkeypatch):
    older = [model for model in site_tree.reviewed_classes() if model.__name__ != "DraftIndexPage"]
    with monkeypatch.context() as patched:
        patched.setattr(site_tree, "reviewed_classes", lambda: older)
        call_command("load_charter", "tan-cuong", verbosity=0)
    board = Board.objects.get(slug="tan-cuong")
    assert not board.root_page.get_children().filter(slug="lay-y-kien").exists()
    call_command("load_charter", "tan-cuong", verbosity=0)
    assert board.root_page.get_children().live().filter(slug="lay-y-kien").exists()
    assert board.charter_versions.count() == 2
    assert board.chains.count() == board.chains.filter(is_current=True).count()
    assert list(breaches()) == []


def changed_charter(more=0):
    """The charter of the tests with every chain changed, and so many seats, fields, units and sections more."""
    data = charter_data()
    for chain in data["chain"]:
        chain["name"] += f" (sửa {more})"
    numbers = range(more)
    data["member"] += [{**data["member"][-1], "key": f"them-{number}"} for number in numbers]
    data.setdefault("section", [])
    data["section"] += [{"key": f"them-{number}", "name": f"Thêm {number}"} for number in numbers]
    data["field"] += [
        {**data["field"][0], "key": f"them-{number}", "in_charge": f"them-{number}"} for number in numbers
    ]
    return read(data, "x")


def queries_of(charter):
    with CaptureQueriesContext(connection) as captured:
        assert load(charter).differences
    return len(captured)


@pytest.mark.django_db
def test_a_changed_charter_asks_no_more_for_many_seats_fields_and_sections_than_for_few():
    load_board()
    few = queries_of(changed_charter(more=1))
    many = queries_of(changed_charter(more=30))
    assert many <= few <= 120
    board = Board.objects.get()
    assert board.fields.get(key="them-29").in_charge == board.members.get(key="them-29")


@pytest.mark.django_db
def test_a_new_board_asks_for_little_beside_what_publishing_the_pages_of_its_site_takes():
    """Each of the six pages is saved, revised, certified, published and found through the doors of every other page."""
    assert queries_of(load_file(find("tuyen-quang"))) <= 130 + 6 * 100


@pytest.mark.django_db
def test_what_a_charter_has_no_longer_is_kept_and_out_of_use_and_comes_back_with_it():
    load_board()
    load(changed_charter(more=2))
    key = Member.objects.get(key="them-1").pk
    load(changed_charter(more=1))
    assert not Member.objects.get(key="them-1").is_active
    load(changed_charter(more=2))
    assert Member.objects.get(key="them-1").is_active
    assert Member.objects.get(key="them-1").pk == key
