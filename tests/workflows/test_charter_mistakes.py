"""Each contradiction of a charter by its place and in a sentence, and what is wrong with a file, without a database."""

import json

import pytest

from tests.board import charter_data, step
from tests.workflows.test_charter import VOTE, add_to, set_at
from workflows.charter import file
from workflows.charter.file import CHARTERS_FOLDER, CharterError, find, read
from workflows.charter.roles import GIVEN_TO_ROLES

DAYS = {"amount": 3, "unit": "day"}
HOURS = {"amount": 3, "unit": "hour"}
TAKEN_TWICE = "được dùng 2 lần"
UNDECLARED = "Vai «thanh-vien» chưa được khai ở mục role."
NOBODY = "Không có thành viên nào giữ vai"
QUESTIONS = {
    "triaged_by": ["thu-ky"], "answered_by": ["truong-ban"], "personal_data": ["thu-ky"], "confidential_to": ["truong-ban"],
    "waits_for_asker": DAYS, "kept_for": DAYS, "rule": "R78",
}  # fmt: skip
GIVEN = {
    "succession": {"order": ["thanh-vien"]},
    "withdrawal": {"who": ["thanh-vien"]},
    "secrecy_declaration": {"who": ["thanh-vien"]},
    "vote": {**VOTE, "called_by": ["thanh-vien"], "who": ["thanh-vien"]},
    "mistakes": {"handled_by": ["thanh-vien"], "answered_by": ["thanh-vien"], "within": DAYS},
    "spot_check": {"items": 2, "per": "week", "who": ["thanh-vien"], "within": DAYS},
    "questions": QUESTIONS
    | {name: ["thanh-vien"] for name in ("triaged_by", "assigned_by", "answered_by", "personal_data", "confidential_to")},
    "urgent": {"who": ["thanh-vien"], "confirmed_by": ["thanh-vien"], "content": ["news"], "within": DAYS},
}  # fmt: skip
DEADLINE = {"key": "tin", "name": "Tin", "content": "news", "starts": "event", "within": DAYS, "rule": "R73"}
CHECK = {"key": "nguon", "text": "Nguồn rõ ràng", "content": ["news"], "at": ["submit"], "rule": "R61"}


def mistakes(*changes):
    """By place: the sentences about a charter with these changes."""
    data = json.loads(json.dumps(charter_data()))  # without parts that its chains have in common
    for change in changes:
        change(data)
    try:
        read(data, "thu.toml")
    except CharterError as error:
        found = {}
        for mistake in error.mistakes:
            assert mistake.sentence[0].isupper(), mistake
            assert not mistake.sentence.isupper(), mistake
            assert mistake.sentence.endswith("."), mistake
            assert "None" not in mistake.sentence, mistake
            found.setdefault(mistake.place, []).append(mistake.sentence)
        return found
    return {}


def test_a_whole_charter_has_none():
    assert mistakes() == {}
    assert mistakes(set_at("questions", QUESTIONS), set_at("deadline", [DEADLINE])) == {}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (set_at("board.aliases", ["thu-nghiem.localhost"]), "board.aliases"),
        (set_at("board.aliases", ["a.localhost", "a.localhost"]), "board.aliases"),
        (add_to("role", lambda rows: rows[0]), "role"),
        (add_to("member", lambda rows: rows[1]), "member"),
        (add_to("field", lambda rows: rows[0]), "field"),
        (add_to("unit", lambda rows: rows[0]), "unit"),
        (add_to("section", lambda rows: rows[0]), "section"),
        (set_at("chain.1.key", "tin-bai"), "chain"),
        (set_at("deadline", [DEADLINE, DEADLINE]), "deadline"),
        (set_at("checklist", [CHECK, CHECK]), "checklist"),
        (set_at("chain.0.step.1.key", "tham-dinh"), "chain[0].step"),
    ],
)
def test_a_key_stands_once_in_its_list(change, place):
    found = mistakes(change)
    assert list(found) == [place]
    assert TAKEN_TWICE in found[place][0]


@pytest.mark.parametrize(("table", "names"), GIVEN_TO_ROLES.items())
def test_what_is_given_to_a_role_is_given_to_one_that_the_charter_has(table, names):
    data = charter_data()
    roles = [role for role in data["role"] if role["key"] != "thanh-vien"]
    found = mistakes(set_at("role", roles), set_at(table, {"rule": "R1", **GIVEN[table]}))
    for name in names:
        assert UNDECLARED in found[f"{table}.{name}"]
    assert found["member[3].role"] == [UNDECLARED]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ([set_at("member.0.role", "thu-ky")], "member", "đúng một Trưởng ban; tệp này có 0."),
        ([set_at("urgent.confirmed_by", ["truong-ban"])], "urgent.confirmed_by", "ít nhất hai người"),
        ([set_at("questions", QUESTIONS | {"kept_for": HOURS})], "questions.kept_for", "bằng ngày (day)"),
        ([set_at("questions", QUESTIONS | {"waits_for_asker": HOURS})], "questions.waits_for_asker", "không bằng giờ"),
        (
            [set_at("questions", QUESTIONS | {"within": {"question": HOURS}})],
            "questions.within.question",
            "không bằng giờ",
        ),
        (
            [
                set_at("questions", QUESTIONS | {"confidential_to": ["thu-ky"]}),
                set_at("member.5.role", "bien-tap-vien"),
                set_at("chain.0.step.3.who", ["truong-ban"]),
            ],
            "questions.confidential_to",
            "không ai đọc được",
        ),
        ([set_at("chain.0.content", ["news", "page"])], "chain", "«page» có 2 quy trình; chỉ được một"),
        ([set_at("chain.3", ...)], "chain", "loại nội dung «page»"),
        ([add_to("chain.0.step", lambda rows: {**rows[3], "key": "lai"})], "chain[0].step", "đúng một bước đăng tải"),
        ([set_at("chain.0.step.1.when", "not-sensitive")], "", ""),
        ([set_at("chain.0.step.1.when", "sensitive")], "chain[0].step", "không ai phê duyệt"),
        ([set_at("chain.0.step.2.when", "not-sensitive")], "chain[0].step", "trực tiếp cho ý kiến"),
        ([set_at("chain.0.step.2.who", ["pho-truc"])], "chain[0].step", "trực tiếp cho ý kiến"),
        (
            [set_at("chain.0.step.2.kind", "review"), set_at("chain.0.step.1.kind", "review")],
            "chain[0].step",
            "ít nhất một bước phê duyệt",
        ),
        ([set_at("chain.0.step.3.when", "sensitive")], "chain[0].step[3].when", "không được đặt điều kiện"),
        ([set_at("chain.0.step.1.author_may", True)], "chain[0].step[1].author_may", "tác giả tự làm"),
        ([set_at("chain.0.step.1.in_charge_of", "unit")], "", ""),
        (
            [set_at("chain.0.step.1.in_charge_of", "unit"), set_at("unit", [])],
            "chain[0].step[1].in_charge_of",
            "không khai đơn vị nào",
        ),
        ([add_to("chain.0.step", lambda rows: rows.pop()), set_at("vote", VOTE)], "", ""),
        (
            [lambda data: data["chain"][0]["step"].insert(0, step("y-kien", "vote", ["pho-ban"]))],
            "chain[0].step[0].kind",
            "cần mục vote",
        ),
        (
            [
                lambda data: data["chain"][0]["step"].insert(0, step("y", "vote", ["pho-ban"], in_charge_of="field")),
                set_at("vote", VOTE),
            ],
            "chain[0].step[0].in_charge_of",
            "của cả Ban",
        ),
        (
            [set_at("deadline", [{**DEADLINE, "starts": "publication", "pauses": ["chờ"]}])],
            "deadline[0]",
            "không tạm dừng",
        ),
        (
            [
                set_at("deadline", [{**DEADLINE, "starts": "publication", "extends": {"times": 1, "within": DAYS}}]),
            ],
            "deadline[0]",
            "không gia hạn",
        ),
    ],
)
def test_a_contradiction_is_named_by_its_place(changes, place, words):
    found = mistakes(*changes)
    assert bool(found) is bool(place)
    assert not place or any(words in sentence for sentence in found[place])


def without_contributors(data):
    data["member"] = [member for member in data["member"] if member["role"] != "cong-tac-vien"]


def test_what_a_chain_gives_to_a_role_somebody_must_hold():
    found = mistakes(without_contributors, set_at("chain.0.step.0.who", ["thanh-vien", "cong-tac-vien"]))
    assert found["chain[0].drafted_by"] == [f"{NOBODY} «cong-tac-vien»."]
    assert NOBODY in found["chain[0].step[0].who"][0]


def test_an_error_names_the_file_and_the_place_a_line_for_each():
    with pytest.raises(CharterError) as caught:
        read({**charter_data(), "bord": {}, "board": {}}, "thu.toml")
    assert caught.value.file == "thu.toml"
    lines = str(caught.value).splitlines()
    assert lines[0] == "thu.toml: board.slug: Thiếu mục này. Hãy bổ sung."
    assert len(lines) == len(caught.value.mistakes)


def test_a_value_of_another_kind_is_told_as_such():
    sentence = mistakes(set_at("board.tier", "district"))["board.tier"][0]
    assert sentence.startswith("Giá trị «district» không dùng được. Chọn một trong: '")
    assert "', '" in sentence
    assert " or " not in sentence
    listed = sentence.removesuffix(".").split(": ")[1].split(", ")
    assert len(listed) > 1
    assert all(word[0] == word[-1] == "'" for word in listed)
    assert sentence.split(": ")[1].islower()
    hours = {"amount": 1.5, "unit": "hour"}
    assert mistakes(set_at("urgent.within", hours))["urgent.within.amount"] == ["Giá trị không hợp lệ."]


def test_two_people_who_can_confirm_are_enough():
    assert mistakes(set_at("urgent.confirmed_by", ["thanh-vien"])) == {}


def test_an_unknown_charter_is_told_with_those_that_there_are(tmp_path):
    with pytest.raises(CharterError) as caught:
        find("khong-co")
    assert str(caught.value).startswith("khong-co: Không có tệp quy chế này. Các quy chế có sẵn: an-giang, ")
    assert [mistake.place for mistake in caught.value.mistakes] == [""]
    assert find("tan-cuong") == CHARTERS_FOLDER / "tan-cuong.toml"
    own = tmp_path / "rieng.toml"
    own.touch()
    assert find(str(own)) == own


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "hong.toml: Tệp không phải văn bản UTF-8."),
        (b"[board\n", "hong.toml: Tệp không đúng cú pháp TOML: "),
    ],
    ids=["not UTF-8", "not TOML"],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, content, words):
    broken = tmp_path / "hong.toml"
    broken.write_bytes(content)
    with pytest.raises(CharterError) as caught:
        file.load(broken)
    assert caught.value.file == "hong.toml"
    assert [mistake.place for mistake in caught.value.mistakes] == [""]
    assert str(caught.value).startswith(words)
    assert str(caught.value).endswith(".")


def test_a_charter_that_is_wrong_as_a_whole_names_its_file(tmp_path):
    broken = tmp_path / "hong.toml"
    broken.write_text('bord = "x"', encoding="utf-8")
    with pytest.raises(CharterError, match=r"^hong\.toml: board: "):
        file.load(broken)
