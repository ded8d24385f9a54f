"""Roles that a charter names as it likes: which function the rules read, what is given to a role by its own key, what a mistake of it says."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from tests.board import charter_data, refuses
from tests.workflows.test_charter import add_to, set_at
from tests.workflows.test_charter_mistakes import mistakes
from workflows.charter.file import read
from workflows.charter.words import HELPING, RoleKey
from workflows.clocks.deadlines import next_level
from workflows.gate import gate
from workflows.models.board import Board, Member
from workflows.rules.act import Act
from workflows.services.board import compiler
from workflows.services.board.compiler import load, plan
from workflows.verification import constitution

OFFICE = {"key": "chanh-van-phong", "title": "Phó Trưởng ban, Chánh Văn phòng", "function": "pho-ban", "rule": "R9"}
SEAT = {"key": "van-phong", "role": "chanh-van-phong", "title": "Chánh Văn phòng", "rule": "R9"}


def with_office(*, approves=("chanh-van-phong",)):
    """The charter of the tests with a second deputy, whose role has a name of its own and who approves."""
    data = charter_data()
    data["role"].append(OFFICE)
    data["member"].append(SEAT)
    data["chain"][0]["step"][1] = {**data["chain"][0]["step"][1], "who": list(approves)}
    return data


@pytest.fixture
def charter():
    return with_office()


@pytest.mark.django_db
def test_a_role_of_its_own_name_has_the_function_that_it_says(board):
    seat = board.member("van-phong")
    assert (seat.role, seat.role_key, seat.role_title) == ("pho-ban", "chanh-van-phong", OFFICE["title"])
    assert board.member("pho-ban").role_key == "pho-ban"


@pytest.mark.django_db
def test_what_is_given_to_an_own_key_is_not_given_to_others_of_the_function(board):
    page = board.at_step("phe-duyet")
    assert [seat.key for seat in board.step(page).entitled.all()] == ["van-phong"]
    with refuses("not-yours"):
        board.pass_on(page, "pho-ban")
    board.pass_on(page, "van-phong")
    assert board.step(page).task.specific.key == "dang-tai"


@pytest.mark.django_db
def test_what_is_given_to_a_function_is_given_to_every_role_that_has_it(board):
    assert load(read(with_office(approves=["pho-ban"]), "thu.toml")).differences
    page = board.at_step("phe-duyet")
    assert {seat.key for seat in board.step(page).entitled.all()} == {"pho-ban", "van-phong"}


@pytest.mark.django_db
def test_its_group_in_the_admin_is_its_own(board):
    group = Group.objects.get(name="thu-nghiem: chanh-van-phong")
    assert list(group.user_set.all()) == [board.user("van-phong")]


@pytest.mark.django_db
def test_another_own_key_is_another_role_and_empties_the_seat_until_somebody_confirms(board):
    data = with_office()
    data["role"].append({**OFFICE, "key": "pho-van-phong"})
    data["member"][-1] = {**SEAT, "role": "pho-van-phong"}
    data["chain"][0]["step"][1]["who"] = ["pho-van-phong"]
    load(read(data, "thu.toml"))
    assert board.member("van-phong").user is None


# -- while items wait for a role by its own key


def renamed():
    """The same charter, in which the role is called by another key."""
    data = with_office()
    data["role"][-1] = {**OFFICE, "key": "pho-van-phong"}
    data["member"][-1] = {**SEAT, "role": "pho-van-phong"}
    data["chain"][0]["step"][1]["who"] = ["pho-van-phong"]
    return data


def without_the_role():
    data = with_office(approves=["pho-ban"])
    del data["role"][-1], data["member"][-1]
    return data


def without_a_function():
    """Nobody of the function that an item waits for is left."""
    data = with_office()
    data["member"] = [member for member in data["member"] if member["role"] != "thu-ky"]
    for chain in data["chain"]:
        chain["step"][-1] = {**chain["step"][-1], "who": ["pho-truc"]}
        chain["drafted_by"] = [role for role in chain["drafted_by"] if role != "thu-ky"]
    return data


def written(value):
    """As TOML has it in a line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {written(each)}" for name, each in value.items()) + "}"
    return (
        "[" + ", ".join(map(written, value)) + "]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
    )


def load_by_command(data, folder, *options):
    path = folder / "quy-che.toml"
    path.write_text("\n".join(f"{name} = {written(value)}" for name, value in data.items()), encoding="utf-8")
    call_command("load_charter", str(path), *options, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["tham-dinh", "phe-duyet"])
@pytest.mark.parametrize("options", [[], ["--dry-run"], ["--difference"]])
@pytest.mark.parametrize("changed", [renamed, without_the_role])
def test_a_charter_that_leaves_items_in_progress_to_nobody_is_not_loaded_and_names_them(
    board, tmp_path, changed, options, key
):
    page = board.at_step(key, title="Khánh thành cầu mới")
    with pytest.raises(CommandError) as caught:
        load_by_command(changed(), tmp_path, *options)
    told = str(caught.value)
    assert "không còn ai giữ vai «chanh-van-phong»" in told
    assert "bước «Bước phe-duyet» của quy trình cũ còn chờ vai đó ở: «Khánh thành cầu mới»" in told
    assert board.board.charter_versions.count() == 1
    if key == "tham-dinh":
        board.pass_on(page, "thanh-vien")
    board.pass_on(page, "van-phong")
    assert board.step(page).task.specific.key == "dang-tai"


@pytest.mark.django_db
def test_the_same_is_told_of_a_function_and_of_every_item(board, tmp_path):
    for number in range(7):
        board.at_step("tham-dinh", title=f"Tin {number}")
    with pytest.raises(CommandError) as caught:
        load_by_command(without_a_function(), tmp_path)
    assert "«Tin 4» và 2 mục khác" in str(caught.value)
    assert "«thu-ky»" in str(caught.value)


@pytest.mark.django_db
@pytest.mark.parametrize("is_passed", [True, False])
def test_once_these_items_are_through_that_step_or_returned_it_is_loaded(board, tmp_path, is_passed):
    page = board.at_step("phe-duyet")
    if is_passed:
        board.pass_on(page, "van-phong")
    else:
        board.returned(page, "van-phong")
    load_by_command(renamed(), tmp_path)
    assert board.board.charter_versions.count() == 2


@pytest.mark.django_db
def test_items_wait_for_whoever_else_still_has_the_former_key(board, tmp_path):
    page, data = board.at_step("phe-duyet"), renamed()
    data["role"].append(OFFICE)
    data["member"].append({**SEAT, "key": "van-phong-2"})
    load_by_command(data, tmp_path)
    assert {seat.key for seat in board.step(page).entitled.all()} == {"van-phong-2"}


@pytest.mark.django_db
def test_what_was_left_to_nobody_before_keeps_no_charter_out_and_gets_somebody_again(board, tmp_path, monkeypatch):
    page = board.at_step("phe-duyet")
    with monkeypatch.context() as before:
        before.setattr(compiler, "require_served", lambda *_: None)
        load(read(renamed(), "thu.toml"))
    assert not board.step(page).entitled.exists()
    load_by_command({**renamed(), "withdrawal": {"who": ["pho-truc"], "rule": "R52"}}, tmp_path)
    load_by_command(with_office(), tmp_path)
    assert {seat.key for seat in board.step(page).entitled.all()} == {"van-phong"}


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["role", "role_key"])
def test_nobody_saves_another_role_and_verification_names_it(board, column):
    seat = board.member("thu-ky")
    setattr(seat, column, "truong-ban")
    with refuses("seat-is-charter"):
        seat.save()
    Member.objects.filter(pk=seat.pk).update(**{column: "truong-ban"})
    is_chief = Member.objects.named(["truong-ban"]).filter(pk=seat.pk).exists()
    assert is_chief is board.member("thu-ky").is_named(["truong-ban"]) is (column == "role"), (
        "what it is called lends nothing"
    )
    stored = Board.objects.get(pk=board.board.pk)
    assert any("«thu-ky» không đúng quy chế" in sentence for sentence in constitution.breaches(stored))
    assert any("«thu-ky»" in sentence for sentence in plan(stored.rules).differences)


def test_a_key_of_todays_says_its_function_and_a_file_without_is_as_it_was():
    whole = read(charter_data(), "thu.toml")
    assert [role.function for role in whole.role] == [None] * len(whole.role)


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ([add_to("role", {**OFFICE, "function": ...})], "role[7].function", "phải nói giữ chức năng nào"),
        ([add_to("role", {**OFFICE, "function": "giam-doc"})], "role[7].function", "Chọn một trong"),
        ([set_at("role.5.function", "pho-ban")], "role[5].function", "là tên một chức năng"),
        ([add_to("role", OFFICE), add_to("role", OFFICE)], "role", "được dùng 2 lần"),
        ([add_to("role", {**OFFICE, "function": "truong-ban"})], "role", "«truong-ban», «chanh-van-phong»"),
        ([set_at("role.0.key", "chu-nhiem"), set_at("role.0.function", "thu-ky")], "role", "không vai nào"),
        ([set_at("member.2.role", "chanh-van-phong")], "member[2].role", "chưa được khai ở mục role"),
        (
            [
                set_at("role.0", {"key": "chu-nhiem", "title": "Chủ nhiệm", "function": "truong-ban", "rule": "R1"}),
                set_at("member.0.role", "chu-nhiem"),
                set_at("withdrawal.who", ["chu-nhiem"]),
            ],
            "withdrawal.who",
            "hãy ghi chức năng «truong-ban» thay «chu-nhiem»",
        ),
    ],
)
def test_a_mistake_about_a_role_is_named_by_its_place(changes, place, words):
    def without_ellipsis(data):
        data["role"] = [{name: value for name, value in role.items() if value is not ...} for role in data["role"]]

    found = mistakes(*changes, without_ellipsis)
    assert any(words in sentence for sentence in found[place])


@pytest.mark.parametrize("function", sorted(HELPING))
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("chain.0.step.1.who", "chain[0].step[1].who"),
        ("chain.0.step.3.who", "chain[0].step[3].who"),
        ("withdrawal.who", "withdrawal.who"),
        ("urgent.confirmed_by", "urgent.confirmed_by"),
    ],
)
def test_a_charter_gives_nothing_to_decide_to_whoever_only_helps(function, path, place):
    helper = {"key": "nguoi-giup", "title": "Người giúp", "function": function, "rule": "R17"}
    for name in ("nguoi-giup", function):
        found = mistakes(add_to("role", helper), set_at(path, ["truong-ban", name]))
        assert any("nên không nêu ở đây" in sentence for sentence in found[place])


def test_whoever_only_helps_is_in_charge_of_nothing_and_helps_a_member():
    helper = {"key": "giup-viec", "title": "Người giúp việc", "rule": "R17"}
    seat = {"key": "giup-viec", "role": "giup-viec", "title": "Người giúp việc", "rule": "R18"}
    found = mistakes(add_to("role", helper), add_to("member", seat), set_at("field.0.in_charge", "giup-viec"))
    assert "không phụ trách được" in found["field[0].in_charge"][0]
    assert mistakes(add_to("role", helper), add_to("member", {**seat, "helps": "thanh-vien"})) == {}
    for helps in ("khong-co", "giup-viec"):
        assert list(mistakes(add_to("role", helper), add_to("member", {**seat, "helps": helps}))) == [
            "member[10].helps"
        ]
    assert list(mistakes(set_at("member.1.helps", "thanh-vien"))) == ["member[1].helps"]


def test_only_drafting_is_given_to_an_assistant_and_nothing_to_the_technical_side():
    for function, is_mistaken in (("giup-viec", False), ("ky-thuat", True)):
        seat = {"key": "giup", "role": function, "title": "Người giúp", "rule": "R18"}
        found = mistakes(
            add_to("role", {"key": function, "title": "Người giúp", "rule": "R17"}),
            add_to("member", seat),
            set_at("chain.0.drafted_by", ["cong-tac-vien", function]),
        )
        assert bool(found) is is_mistaken


@pytest.mark.parametrize("function", sorted(HELPING))
def test_what_is_late_with_whoever_helps_goes_to_the_secretary(function):
    assert next_level({function}, {RoleKey.EDITOR, RoleKey.SECRETARY, RoleKey.CHIEF}) == RoleKey.SECRETARY


@pytest.mark.django_db
def test_a_clock_tells_the_role_that_the_charter_names(board):
    named = ("chanh-van-phong",)
    assert next_level({RoleKey.EDITOR}, board.member("van-phong").names, named) == "chanh-van-phong"


@pytest.mark.django_db
def test_a_person_is_asked_by_every_name_of_their_seats(board):
    page = board.news()
    assert gate.ask(board.user("van-phong"), Act.SUBMIT, page) is None
