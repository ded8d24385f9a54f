"""The rules page of each charter says what the charter's file says: the file is read here once more, by itself, and compared cell by cell."""

import tomllib

import pytest

from tests.board import charter_data, step
from tests.four_boards import SLUGS
from workflows.charter.file import CHARTERS_FOLDER, load, read
from workflows.screens.rules_page.page import Version, rules_page
from workflows.screens.rules_page.table import ALLOWED, NOTHING, WITH_REASON

LEADERS = ["truong-ban", "pho-truc", "pho-ban"]
KINDS = {"news": "tin, bài", "document": "văn bản"}


def file_of(slug):
    return tomllib.loads((CHARTERS_FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))


@pytest.fixture(params=[*SLUGS, "small"])
def data(request):
    return charter_data() if request.param == "small" else file_of(request.param)


def page_of(data):
    return rules_page(read(data, "charter.toml"), Version())


def part_of(page, title):
    return next(part for part in page.parts if part.title.startswith(title))


def table_of(page, title):
    """The table of a part, or the one that it refers to."""
    part = part_of(page, title)
    return part.table or table_of(page, part.lines[-1].partition("«")[2].removesuffix("»."))


def roles_allowed(table, head):
    """The roles whose cell in this column says yes; that every role stands in one row is asked on the way."""
    place = [number for number, each in enumerate(table.heads) if each == head]
    assert len(place) == 1, (head, table.heads)
    answers = {str(role): row.cells[place[0]] for row in table.rows for role in row.roles}
    assert all(answer in (ALLOWED, WITH_REASON) or answer.startswith("không (") for answer in answers.values())
    return {role for role, answer in answers.items() if answer in (ALLOWED, WITH_REASON)}


def those_who_act(data):
    """All roles but those that keep the portal running."""
    return {role["key"] for role in data["role"] if role.get("function", role["key"]) != "ky-thuat"}


def case(table, starts):
    return next(row for row in table.rows if not row.roles and row.who.startswith(starts)).cells


def is_yes(cell):
    return cell in (ALLOWED, WITH_REASON)


def declared(data, roles):
    return those_who_act(data) & set(roles)


def test_every_role_of_the_file_has_one_row_in_every_table_and_its_seats_are_named(data):
    page = page_of(data)
    titles = {role["title"] for role in data["role"]}
    for part in page.parts:
        if part.table:
            rows = [row for row in part.table.rows if row.roles]
            assert sorted(role for row in rows for role in row.roles) == sorted(role["key"] for role in data["role"])
            named = {title for row in rows for title in row.who.split("; ")}
            assert named == titles or [row.who for row in rows] == ["mọi vai"], part.title
    seats = " ".join(part_of(page, "Vai, ghế").lines)
    assert all(member["title"] in seats for member in data["member"])


def test_who_submits_decides_posts_and_appoints_is_whom_the_files_chain_names(data):
    page = page_of(data)
    for chain in data["chain"]:
        table = table_of(page, chain["name"])
        assert roles_allowed(table, "trình duyệt") == declared(data, chain["drafted_by"])
        posting = table.heads[1 + len(chain["step"]) :]
        for head, each in zip(table.heads[1:], chain["step"], strict=False):
            assert roles_allowed(table, head) == declared(data, each["who"]), (chain["name"], head)
        assert [head.partition(". ")[2] for head in posting] == ["hẹn giờ đăng", "hủy giờ hẹn đăng"]
        last = chain["step"][-1]["who"]
        assert roles_allowed(table, posting[0]) == declared(data, last)
        assert roles_allowed(table, posting[1]) == declared(data, last + data["withdrawal"]["who"])


def test_the_steps_are_told_with_their_clause_or_as_default(data):
    page = page_of(data)
    for chain in data["chain"]:
        lines = [line for line in part_of(page, chain["name"]).lines if line.startswith("Bước ")]
        assert len(lines) == len(chain["step"])
        for line, each in zip(lines, chain["step"], strict=True):
            assert each["name"] in line
            assert each.get("clause", "mặc định") in line
            assert f"trong {each['within']['amount']} " in line if "within" in each else "trong " not in line


def test_four_eyes_give_way_only_where_the_file_says_so(data):
    page, allowed = page_of(data), {exception["of"] for exception in data.get("exception", [])}
    for chain in data["chain"]:
        table = table_of(page, chain["name"])
        as_author, at_another = case(table, "– người ấy đã viết"), case(table, "– người ấy đã quyết định")
        for number, each in enumerate(chain["step"], start=1):
            if each["kind"] == "publish" and each.get("author_may"):
                assert as_author[number] == ALLOWED
            else:
                assert is_yes(as_author[number]) == ("own-text" in allowed)
            assert is_yes(at_another[number]) == ("two-levels" in allowed)
            assert case(table, "– trả lại")[number] == WITH_REASON
        assert case(table, "– trả lại")[0] == NOTHING
    said = " ".join(part_of(page, "Ngoại lệ").lines)
    assert all(exception["because"].rstrip(".") in said for exception in data.get("exception", []))


def test_who_takes_down_answers_and_looks_again_is_whom_the_file_names(data):
    table, everybody = table_of(page_of(data), "Mục đã đăng"), those_who_act(data)
    withdrawing = declared(data, data["withdrawal"]["who"])
    assert roles_allowed(table, "gỡ xuống") == roles_allowed(table, "không gỡ theo đề nghị") == withdrawing
    assert roles_allowed(table, "đề nghị gỡ") == everybody - withdrawing
    assert roles_allowed(table, "xóa") == set()
    if mistakes := data.get("mistakes"):
        assert roles_allowed(table, "giao xem báo sai sót, gộp") == declared(data, mistakes["handled_by"])
        assert roles_allowed(table, "trả lời người báo") == declared(data, mistakes["answered_by"])
    if check := data.get("spot_check"):
        assert roles_allowed(table, "kiểm tra lại sau khi đăng") == declared(data, check["who"])


def test_who_posts_at_once_and_confirms_it_is_whom_the_file_names(data):
    table, urgent = table_of(page_of(data), "Đăng khẩn"), data["urgent"]
    assert roles_allowed(table, "đăng khẩn") == declared(data, urgent["who"])
    assert roles_allowed(table, "đăng khẩn nội dung nhạy cảm") == declared(data, urgent["who"]) & {"truong-ban"}
    assert roles_allowed(table, "xác nhận bản đăng khẩn") == declared(data, urgent["confirmed_by"])
    assert not any(map(is_yes, case(table, "– chính người ấy đã đăng khẩn")[:3]))
    for content in urgent["content"]:
        (chain,) = [chain for chain in data["chain"] if content in chain["content"]]
        deciding = {role for each in chain["step"] for role in each["who"]}
        taking_back = deciding | {*urgent["confirmed_by"], *data["withdrawal"]["who"]}
        assert roles_allowed(table, f"gỡ {KINDS[content]} chưa ai xác nhận") == declared(data, taking_back)


def test_who_votes_and_puts_to_the_vote_is_whom_the_file_names(data):
    table, vote = table_of(page_of(data), "Biểu quyết"), data.get("vote", {})
    assert roles_allowed(table, "gửi phiếu ý kiến") == declared(data, vote.get("who", [*LEADERS, "thanh-vien"]))
    callers = declared(data, vote.get("called_by", LEADERS))
    assert roles_allowed(table, "đưa ra lấy ý kiến, biểu quyết") == callers
    judging = {
        role
        for chain in data["chain"]
        for each in chain["step"]
        if each["kind"] in ("review", "approve")
        for role in each["who"]
    }
    assert roles_allowed(table, "đưa mục đang chờ mình ra biểu quyết") == callers | declared(data, judging)
    assert roles_allowed(table, "dừng để tự quyết định") == ({"truong-ban"} if vote.get("chief_ends") else set())
    tie = vote.get("tie", "chair")
    assert roles_allowed(table, "quyết định khi bằng phiếu") == ({"truong-ban"} if tie != "rejected" else set())


def test_who_stands_in_for_the_chief_is_the_files_order(data):
    part = part_of(page_of(data), "Ủy quyền")
    receiving = roles_allowed_with_words(part.table, "nhận ủy quyền của Trưởng ban")
    order = data.get("succession", {}).get("order", [])
    if not order:
        assert {role for role, answer in receiving.items() if answer == ALLOWED} == set(receiving) - {"truong-ban"}
        return
    assert receiving[order[0]] == ALLOWED
    assert all(receiving[role] == WITH_REASON for role in order[1:])
    assert {role for role, answer in receiving.items() if is_yes(answer)} == set(order)
    titles = {role["key"]: role["title"] for role in data["role"]}
    assert " → ".join(titles[role] for role in order) in part.lines[0]


def roles_allowed_with_words(table, head):
    place = table.heads.index(head)
    return {str(role): row.cells[place] for row in table.rows for role in row.roles}


def test_who_declares_and_who_marks_is_whom_the_file_names(data):
    table = table_of(page_of(data), "Mục đang soạn")
    declaring = data.get("secrecy_declaration", {}).get("who", [])
    assert roles_allowed(table, "xác nhận một dấu không phải dấu mật") == declared(data, declaring)
    assert roles_allowed(table, "đánh dấu nhạy cảm") == those_who_act(data)
    assert roles_allowed(table, "bỏ dấu nhạy cảm") == {"truong-ban"}
    assert roles_allowed(table, "rút lại") == set()
    assert case(table, "– người ấy đã trình")[1] == WITH_REASON


def test_every_time_and_every_point_of_the_checklist_is_there(data):
    page = page_of(data)
    times, points = " ".join(part_of(page, "Thời hạn").lines), " ".join(part_of(page, "Điều phải xác nhận").lines)
    assert all(f"{each['name']}: {each['within']['amount']} " in times for each in data.get("deadline", []))
    assert all(each["text"].rstrip(".") in points for each in data.get("checklist", []))


def test_every_refusal_has_its_sentence_and_every_sentence_a_refusal(data):
    page = page_of(data)
    cells = {cell for part in page.parts if part.table for row in part.table.rows for cell in row.cells}
    numbers = {int(cell[7:-1]) for cell in cells if cell.startswith("không (")}
    assert numbers == set(range(1, len(page.reasons) + 1))


def test_a_step_given_to_another_role_changes_the_table_and_the_mark_of_the_page():
    before, data = page_of(charter_data()), charter_data()
    data["chain"][0]["step"][1]["who"] = ["thu-ky"]
    after = page_of(data)
    title = data["chain"][0]["name"]
    assert roles_allowed(table_of(before, title), "2. phê duyệt") == {"pho-truc", "pho-ban"}
    assert roles_allowed(table_of(after, title), "2. phê duyệt") == {"thu-ky"}
    assert before.end != after.end
    assert page_of(charter_data()) == before


def test_an_exception_an_order_and_a_vote_that_a_charter_adds_are_seen():
    data = charter_data()
    data["exception"] = [{"of": "own-text", "because": "Ban ít người.", "rule": "R1", "clause": "Điều 9"}]
    data["succession"] = {"order": ["pho-ban", "pho-truc"], "rule": "R55"}
    data["vote"] = {"quorum": "half-of-members", "majority": "of-members", "tie": "rejected", "rule": "R47"}
    page = page_of(data)
    assert case(table_of(page, data["chain"][0]["name"]), "– người ấy đã viết")[1] == WITH_REASON
    assert part_of(page, "Ngoại lệ").lines == ("Tự quyết định về nội dung mình viết: Ban ít người – Điều 9 Quy chế.",)
    answers = roles_allowed_with_words(table_of(page, "Ủy quyền"), "nhận ủy quyền của Trưởng ban")
    assert (answers["pho-ban"], answers["pho-truc"]) == (ALLOWED, WITH_REASON)
    assert roles_allowed(table_of(page, "Biểu quyết"), "quyết định khi bằng phiếu") == set()


def test_at_a_step_where_the_board_votes_those_vote_whom_the_step_names():
    data = charter_data()
    data["chain"][0]["step"].insert(1, step("bieu-quyet", "vote", ["thanh-vien", "thu-ky"]))
    data["vote"] = {"quorum": "half-of-members", "majority": "of-members", "tie": "chief", "rule": "R47"}
    table = table_of(page_of(data), data["chain"][0]["name"])
    assert roles_allowed(table, "2. biểu quyết") == {"thanh-vien", "thu-ky"}


def test_where_the_charter_knows_no_emergency_nobody_posts_at_once():
    data = charter_data()
    del data["urgent"]
    assert roles_allowed(table_of(page_of(data), "Đăng khẩn"), "đăng khẩn") == set()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_file_as_the_software_loads_it_gives_the_same_page(slug):
    assert rules_page(load(CHARTERS_FOLDER / f"{slug}.toml"), Version()) == page_of(file_of(slug))


def test_what_the_file_says_of_absence_and_of_signed_copies_stands_on_the_page():
    data = charter_data()
    data["exception"] = [{"of": "two-levels", "because": "Ít người", "rule": "R44"}]
    data["checklist"] = [
        {"key": "ban-ky", "text": "Đúng bản ký", "content": ["document"], "at": ["submit"], "rule": "R81"}
    ]
    before = str(page_of(data).parts)
    data["exception"][0]["only_while_others_are_away"] = True
    data["checklist"][0]["needs_file"] = True
    after = str(page_of(data).parts)
    assert "đều vắng" in after
    assert "đều vắng" not in before
    assert "phải có tệp bản ký" in after
    assert "phải có tệp bản ký" not in before
