"""The four charters as they are loaded: who drafts, who judges, who posts, by field and by unit (R31-R46, R62-R72, R79, R80)."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from documents.models import DocumentFile, DocumentIndexPage, DocumentPage
from news.models import NewsIndexPage, NewsPage
from questions.models import QuestionIndexPage, QuestionPage
from tests.board import TestBoard, a_document, body, refuses
from tests.four_boards import ALL_FOUR, SLUGS
from workflows.gate import gate, item_state
from workflows.models import Board, Decision
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.screens import desk
from workflows.services.chain import decide, publish, submit
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


@pytest.fixture
def stands_on(plain_settings):
    return ALL_FOUR


def board_of(slug):
    return TestBoard(Board.objects.get(slug=slug))


def draft(board, page, by, field, unit=""):
    index = {NewsPage: NewsIndexPage, DocumentPage: DocumentIndexPage, QuestionPage: QuestionIndexPage}[type(page)]
    page.owner, page.live, page.slug = board.user(by), False, "muc-thu"
    page.field = board.board.fields.get(key=field)
    units = board.board.units
    page.unit = units.get(key=unit) if unit else units.first()
    if isinstance(page, NewsPage):
        page.section = board.board.sections.first()
    board.index(index).add_child(instance=page)
    page.save_revision(user=page.owner)
    return page


def news(board, by, field, unit=""):
    page = NewsPage(title="Tin thử", lead="Tóm tắt.", body=body("Chữ."), author="Nguyễn Thị Hoa")
    return draft(board, page, by, field, unit)


def document(board, by, field, unit=""):
    page = DocumentPage(
        title="Quyết định thử",
        number="07/QĐ-UBND",
        type="quyet-dinh",
        issuer="UBND",
        signed_on="2026-05-04",
        abstract="Về giá.",
    )
    page.files.add(DocumentFile(document=a_document("quyet-dinh.pdf"), title="Bản ký"))
    return draft(board, page, by, field, unit)


def question(board, by, field):
    page = QuestionPage(
        title="Hỏi thử", question="Cần gì?", asker="Bà N.", asked_on="2026-05-04", answer=body("Cần giấy."),
        answered_by="Phòng Một", answered_on="2026-05-05",
    )  # fmt: skip
    return draft(board, page, by, field)


def ticks(board):
    return [item.key for item in board.board.rules.checklist]


def walk(board, page):
    """Submit it and let whoever it waits for pass it on; for each step its key and the seat that did it. Never public before."""
    submit.submit(page, page.owner, ticks(board))
    done = []
    while (state := item_state.open_step(page)) is not None:
        assert not type(page).objects.get(pk=page.pk).live
        act = ACT_OF_KIND[gate.StepKind(state.kind)]
        answers = {seat: gate.ask(seat.user, act, page, state) for seat in state.entitled.order_by("pk")}
        seat = next(seat for seat, refusal in answers.items() if refusal is None or refusal.asks_ticks)
        work = publish.publish if act is Act.PUBLISH else decide.decide
        work(state, seat.user, ticks=ticks(board))
        done.append((state.task.specific.key, seat.key))
    page.refresh_from_db()
    assert page.live
    return done


def letters_to(user):
    return Email.objects.filter(to=user.email).count()


def waits_for(board, page):
    submit.submit(page, page.owner, ticks(board))
    return [seat.key for seat in board.step(page).entitled.all()]


@pytest.mark.parametrize("slug", SLUGS)
def test_r31_r46_nothing_is_public_before_the_board_has_received_and_judged_it(slug):
    board = board_of(slug)
    done = walk(board, news(board, "cong-tac-vien", board.board.fields.first().key))
    assert len(done) >= 3
    assert list(breaches()) == []


def test_r32_to_r36_and_r72_ninh_thuan_from_the_room_to_the_secretary():
    board = board_of("so-noi-vu-ninh-thuan")
    page = news(board, "cong-tac-vien", "cai-cach-hanh-chinh", "phong-cai-cach-hanh-chinh")
    assert walk(board, page) == [
        ("bien-tap", "thanh-vien-2"),  # R33, R72: the commissioner of this category
        ("kiem-duyet", "pho-truc"),  # R34: the deputy over this unit
        ("phe-duyet", "truong-ban"),  # R35
        ("dang-tai", "thu-ky"),  # R36
    ]
    rows = Decision.objects.filter(page=page, act__in=[Act.APPROVE, Act.PUBLISH]).order_by("number")
    assert len({row.digest for row in rows}) == 1


def test_r33_a_commissioner_who_drafts_goes_straight_to_the_deputy():
    board = board_of("so-noi-vu-ninh-thuan")
    steps = [step for step, _seat in walk(board, news(board, "thanh-vien", "to-chuc-bo-may"))]
    assert steps == ["kiem-duyet", "phe-duyet", "dang-tai"]


def test_nt_5_2_a_commissioners_item_in_a_colleagues_field_goes_to_the_commissioner_in_charge():
    board = board_of("so-noi-vu-ninh-thuan")
    steps = walk(board, news(board, "thanh-vien", "cai-cach-hanh-chinh"))
    assert steps[0] == ("bien-tap", "thanh-vien-2")


def test_nt_5_2_what_the_commissioner_in_charge_edited_and_submits_goes_to_the_deputy():
    board = board_of("so-noi-vu-ninh-thuan")
    page = news(board, "cong-tac-vien", "to-chuc-bo-may")
    page.save_revision(user=board.user("thanh-vien"))
    submit.submit(page, board.user("thanh-vien"), ticks(board))
    assert board.step(page).task.specific.key == "kiem-duyet"


def test_nt_5_2_who_was_in_charge_and_is_a_commissioner_no_more_is_edited_by_a_colleague():
    board = board_of("so-noi-vu-ninh-thuan")
    board.board.members.filter(key="thanh-vien").update(role="cong-tac-vien")
    page = news(board, "thanh-vien", "to-chuc-bo-may")
    assert waits_for(board, page) == ["thanh-vien-2"]
    assert board.step(page).task.specific.key == "bien-tap"


def test_ag_11_1_the_centre_takes_in_a_contributors_draft_whoever_pressed_submit():
    board = board_of("an-giang")
    page = news(board, "cong-tac-vien", "van-hoa-du-lich")
    submit.submit(page, board.user("bien-tap-vien"), ticks(board))
    state = board.step(page)
    assert state.task.specific.key == "bien-tap"
    assert [seat.key for seat in state.entitled.all()] == ["bien-tap-vien-2"]


def test_ag_11_1_what_the_centre_itself_wrote_is_not_taken_in():
    board = board_of("an-giang")
    page = news(board, "bien-tap-vien", "van-hoa-du-lich")
    submit.submit(page, board.user("bien-tap-vien-2"), ticks(board))
    assert board.step(page).task.specific.key == "tham-dinh"


def test_ag_11_1_who_took_it_in_neither_posts_nor_is_told_that_it_waits():
    board = board_of("an-giang")
    page = news(board, "cong-tac-vien", "van-hoa-du-lich")
    submit.submit(page, page.owner, ticks(board))
    decide.decide(board.step(page), board.user("bien-tap-vien"), ticks=ticks(board))
    told_before = letters_to(board.user("bien-tap-vien"))
    while board.step(page).kind != "publish":
        decide.decide(board.step(page), board.step(page).entitled.first().user, ticks=ticks(board))
    state = board.step(page)
    assert [seat.key for seat in state.entitled.all()] == ["bien-tap-vien-2"]
    assert letters_to(board.user("bien-tap-vien")) == told_before
    assert letters_to(board.user("bien-tap-vien-2")) == 2  # that it waits to be taken in, and to be posted
    assert state not in desk.my_queue(board.user("bien-tap-vien"))
    with refuses("not-yours"):
        publish.publish(state, board.user("bien-tap-vien"), ticks=ticks(board))
    publish.publish(state, board.user("bien-tap-vien-2"), ticks=ticks(board))
    assert list(breaches()) == []


def test_r38_an_giang_centre_then_the_member_in_charge_then_the_chief():
    board = board_of("an-giang")
    page = news(board, "cong-tac-vien", "van-hoa-du-lich", "so-ban-nganh")
    steps = walk(board, page)
    assert [step for step, _seat in steps] == ["bien-tap", "tham-dinh", "phe-duyet", "dang-tai"]
    assert dict(steps)["tham-dinh"] == "thanh-vien-2"
    assert dict(steps)["phe-duyet"] == "truong-ban"


def test_r39_the_technical_stage_judges_no_content(django_user_model):
    board = board_of("an-giang")
    technician = django_user_model.objects.create(username="ky-thuat", is_superuser=True)
    page = news(board, "cong-tac-vien", "van-hoa-du-lich")
    submit.submit(page, page.owner, ticks(board))
    with refuses("not-a-member"):
        decide.decide(board.step(page), technician, ticks=ticks(board))


def test_r40_tuyen_quang_edited_by_the_centre_approved_by_the_deputy_of_the_field():
    board = board_of("tuyen-quang")
    steps = dict(walk(board, news(board, "cong-tac-vien", "kinh-te")))
    assert steps["bien-tap"].startswith("thanh-vien")
    assert steps["phe-duyet"] == "pho-truc"
    assert "phe-duyet-nhay-cam" not in steps


def test_r41_documents_are_posted_by_the_centres_staff_exactly_as_approved():
    board = board_of("tuyen-quang")
    page = document(board, "cong-tac-vien", "de-an-ke-hoach-quyet-dinh")
    steps = dict(walk(board, page))
    assert steps["dang-tai"].startswith("bien-tap-vien")
    posted = Decision.objects.get(page=page, act=Act.PUBLISH)
    assert posted.digest == Decision.objects.get(page=page, act=Act.SUBMIT).digest


def test_r43_r44_in_tan_cuong_a_member_posts_and_is_named_for_it():
    board = board_of("tan-cuong")
    page = news(board, "cong-tac-vien", "dat-dai-moi-truong")
    steps = walk(board, page)
    assert [step for step, _seat in steps] == ["tham-dinh", "phe-duyet", "dang-tai"]
    assert dict(steps)["tham-dinh"] == "thanh-vien-2"
    posted = Decision.objects.get(page=page, act=Act.PUBLISH)
    assert posted.person == board.member(dict(steps)["dang-tai"]).person_name


OFFICE = {
    "R62": "ket-luan-chu-tich",
    "R63": "lich-lam-viec",
    "R64": "lich-tiep-cong-dan",
    "R65": "chi-dao-dieu-hanh",
    "R66": "don-thu-phong-chong-tham-nhung",
    "R67": "cau-hoi-nguoi-dan-doanh-nghiep",
    "R68": "de-an-ke-hoach-quyet-dinh",
}


@pytest.mark.parametrize("rule", OFFICE)
def test_r62_to_r68_seven_fields_are_the_office_deputys(rule):
    board = board_of("tuyen-quang")
    field = board.board.fields.get(key=OFFICE[rule])
    assert field.in_charge.key == "pho-ban"
    page = news(board, "cong-tac-vien", field.key)
    submit.submit(page, page.owner, ticks(board))
    decide.decide(board.step(page), board.user("thanh-vien"), ticks=ticks(board))
    assert [seat.key for seat in board.step(page).entitled.all()] == ["pho-ban"]


def test_r67_questions_of_citizens_and_enterprises_are_approved_by_the_office_deputy():
    board = board_of("tuyen-quang")
    assert dict(walk(board, question(board, "cong-tac-vien", "kinh-te")))["phe-duyet"] == "pho-ban"


def test_r69_the_office_deputy_is_the_focal_point_of_its_units():
    board = board_of("tuyen-quang")
    assert board.board.units.get(key="van-phong-ubnd-tinh").deputy.key == "pho-ban"
    focal = board.member("cong-tac-vien")
    assert "news" in board.board.chains.get(key="tin-bai", is_current=True).content
    assert gate.ask(
        focal.user, Act.SUBMIT, news(board, "cong-tac-vien", "lich-lam-viec", "van-phong-ubnd-tinh")
    ).asks_ticks


def test_r79_other_categories_of_tan_cuong_have_a_time_of_their_own():
    deadline = next(each for each in board_of("tan-cuong").board.rules.deadline if each.rule == "R79")
    assert (deadline.content, deadline.within.amount, deadline.within.unit) == ("page", 5, "working-day")


def test_r80_what_tuyen_quang_has_approved_is_posted_in_time_or_the_clock_says_so():
    board = board_of("tuyen-quang")
    page = news(board, "cong-tac-vien", "kinh-te")
    submit.submit(page, page.owner, ticks(board))
    while board.step(page).kind != "publish":
        decide.decide(board.step(page), board.step(page).entitled.first().user, ticks=ticks(board))
    running = page.clocks.running().get(key="duyet-den-dang")
    assert timezone.now() < running.due_at < timezone.now() + datetime.timedelta(days=8)
