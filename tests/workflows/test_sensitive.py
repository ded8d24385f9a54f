"""Sensitive items (R59): anybody on the way may flag one; then only the chief decides, or takes the mark away."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from news.models import NewsPage
from tests.board import charter_data, load_board, refuses
from workflows.charter.file import CharterError, read
from workflows.gate import gate, sensitivity
from workflows.ledger import ledger
from workflows.models import Decision
from workflows.rules.act import Act
from workflows.services.chain import decide, flag, publish, return_for_changes
from workflows.services.deeds import delegate
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db
WHY = "Dư luận đang đặc biệt quan tâm"


def acts_on(page):
    return list(Decision.objects.filter(page=page).order_by("number").values_list("act", flat=True))


def finish(board, page):
    publish.publish(board.step(page), board.user("thu-ky"))
    return NewsPage.objects.get(pk=page.pk)


def test_flagged_before_the_chiefs_step_it_gets_there_by_itself_r59(board):
    page = board.at_step("tham-dinh")
    flag.flag(board.step(page), board.user("cong-tac-vien-2"), WHY)
    board.pass_on(page, "thanh-vien")
    board.pass_on(page, "pho-truc")
    assert board.step(page).task.specific.key == "nhay-cam"
    board.pass_on(page, "truong-ban")
    assert finish(board, page).live
    assert list(breaches()) == []


def test_flagged_after_the_chiefs_step_was_skipped_the_run_goes_back_to_it_r59(board):
    page = board.at_step("dang-tai")
    assert Act.SKIP in acts_on(page)
    late = board.step(page)
    flag.flag(late, board.user("thu-ky"), WHY)
    assert board.step(page).task.specific.key == "nhay-cam"
    with refuses("already-done"):
        publish.publish(late, board.user("thu-ky"))
    board.pass_on(page, "truong-ban")
    assert board.step(page).task.specific.key == "dang-tai"
    assert finish(board, page).live
    assert list(breaches()) == []


def test_where_the_chief_always_approves_a_flag_after_that_asks_nobody_again(db):
    data = charter_data()
    for chain in data["chain"]:
        chain["step"][-2] = {**chain["step"][-2], "when": "always"}
    board = load_board(data=data)
    page = board.news()
    board.submitted(page)
    for seat in ("thanh-vien", "pho-truc", "truong-ban"):
        board.pass_on(page, seat)
    flag.flag(board.step(page), board.user("thu-ky"), WHY)
    assert board.step(page).task.specific.key == "dang-tai"
    assert finish(board, page).live
    assert list(breaches()) == []


def test_what_a_delegate_approved_without_a_deed_for_sensitive_items_goes_to_the_chief(db):
    data = charter_data()
    for chain in data["chain"]:
        chain["step"][-2] = {**chain["step"][-2], "when": "always"}
    board = load_board(data=data)
    now = timezone.now()
    deed = delegate.Deed(
        giver=board.member("truong-ban"),
        receiver=board.member("pho-ban"),
        acts=["approve"],
        starts_at=now,
        ends_at=now + datetime.timedelta(days=3),
        document_number="3/GUQ",
        document_date=(now - datetime.timedelta(days=2)).date(),
    )
    delegate.write_deed(deed, board.user("truong-ban"))
    page = board.news()
    board.submitted(page)
    for seat in ("thanh-vien", "pho-truc", "pho-ban"):
        board.pass_on(page, seat)
    flag.flag(board.step(page), board.user("thu-ky"), WHY)
    state = board.step(page)
    assert state.task.specific.key == "nhay-cam"
    with refuses("not-yours"):
        decide.decide(state, board.user("pho-ban"))
    decide.decide(state, board.user("truong-ban"))
    assert finish(board, page).live
    assert list(breaches()) == []


def test_only_the_chief_takes_the_mark_away(board):
    page = board.at_step("nhay-cam")
    state = board.step(page)
    for seat in ("thu-ky", "pho-truc", "cong-tac-vien"):
        with refuses("chief-only"):
            flag.clear(state, board.user(seat), "Không nhạy cảm")
    with refuses("reason-needed"):
        flag.clear(state, board.user("truong-ban"), " ")
    flag.clear(state, board.user("truong-ban"), "Việc thường ngày")
    assert board.step(page).task.specific.key == "dang-tai"
    assert finish(board, page).live
    assert list(breaches()) == []


def test_a_deed_that_names_sensitive_items_lets_its_receiver_clear_whatever_other_deeds_say(board):
    page, now = board.at_step("nhay-cam"), timezone.now()
    for number, names_them in ((1, False), (2, True)):
        deed = delegate.Deed(
            giver=board.member("truong-ban"),
            receiver=board.member("pho-ban"),
            acts=["approve"],
            starts_at=now,
            ends_at=now + datetime.timedelta(days=3),
            document_number=f"{number}/GUQ",
            document_date=(now - datetime.timedelta(days=2)).date(),
            includes_sensitive=names_them,
        )
        refusal = gate.ask(board.user("pho-ban"), Act.UNFLAG, page, board.step(page), reason="Nhầm")
        assert refusal.code == "chief-only"
        delegate.write_deed(deed, board.user("truong-ban"))
    flag.clear(board.step(page), board.user("pho-ban"), "Việc thường ngày")
    assert "thừa ủy quyền" in Decision.objects.get(page=page, act=Act.UNFLAG).capacity


def test_an_author_cannot_untick_the_mark_after_a_return(board):
    page = board.at_step("tham-dinh", is_sensitive=True)
    return_for_changes.return_for_changes(board.step(page), board.user("thanh-vien"), "Sửa")
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.is_sensitive, draft.lead = False, "Đã sửa."
    draft.save_revision(user=page.owner)
    board.submitted(NewsPage.objects.get(pk=page.pk))
    board.pass_on(page, "thanh-vien")
    board.pass_on(page, "pho-truc")
    assert board.step(page).task.specific.key == "nhay-cam"


def test_what_the_chief_cleared_stays_cleared_until_it_is_marked_anew(board):
    page = board.at_step("tham-dinh", is_sensitive=True)
    flag.clear(board.step(page), board.user("truong-ban"), "Việc thường ngày")
    return_for_changes.return_for_changes(board.step(page), board.user("thanh-vien"), "Sửa")
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.is_sensitive
    assert not sensitivity.is_sensitive(draft)


def test_an_author_marks_anew_what_the_chief_has_cleared(board):
    page = board.at_step("tham-dinh")
    flag.flag(board.step(page), board.user("thu-ky"), WHY)
    flag.clear(board.step(page), board.user("truong-ban"), "Việc thường ngày")
    return_for_changes.return_for_changes(board.step(page), board.user("thanh-vien"), "Sửa")
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert not sensitivity.is_sensitive(draft)
    draft.is_sensitive = True
    assert sensitivity.is_sensitive(draft)


def test_who_may_flag_and_when(board, django_user_model):
    page = board.at_step("tham-dinh")
    state = board.step(page)
    technician = django_user_model.objects.create(username="ky-thuat", is_superuser=True)
    with refuses("not-a-member"):
        flag.flag(state, technician, WHY)
    with refuses("reason-needed"):
        flag.flag(state, board.user("thu-ky"), "")
    flag.flag(state, board.user("thu-ky"), WHY)
    with refuses("already-flagged"):
        flag.flag(state, board.user("pho-truc"), WHY)
    assert gate.ask(board.user("truong-ban"), Act.UNFLAG, page, board.step(page), reason="Nhầm") is None


def test_the_chief_is_told(board):
    page = board.at_step("tham-dinh")
    flag.flag(board.step(page), board.user("thu-ky"), WHY)
    letter = Email.objects.get(subject__startswith="Nội dung nhạy cảm")
    assert letter.to == [board.user("truong-ban").email]
    assert WHY in letter.message


def test_verification_misses_the_chiefs_word(board):
    """As if the flag had been written behind the chain's back: the publication is then reported."""
    page = board.at_step("dang-tai")
    state = board.step(page)
    ledger.write(
        board.board, Act.FLAG, ledger.Actor(), run=state.workflow_state_id, **ledger.about(page, state.revision, "")
    )
    with refuses("steps-missing"):
        publish.publish(state, board.user("thu-ky"))
    assert list(breaches()) == []


def test_a_charter_without_the_chiefs_step_is_refused():
    data = charter_data()
    data["chain"][0]["step"] = [step for step in data["chain"][0]["step"] if step["key"] != "nhay-cam"]
    with pytest.raises(CharterError, match="trực tiếp cho ý kiến"):
        read(data, "thu.toml")


def test_on_screen_a_secretary_flags_and_the_chief_clears(board, client_of):
    page = board.at_step("dang-tai")
    secretary, chief = client_of("thu-ky"), client_of("truong-ban")
    state = board.step(page)
    assert "Đánh dấu nhạy cảm" in secretary.get(reverse("review_file", args=[page.pk])).content.decode()
    secretary.post(reverse("review_act", args=[page.pk]), {"act": "flag", "step": state.pk, "reason": WHY})
    text = chief.get(reverse("review_file", args=[page.pk])).content.decode()
    assert "nhạy cảm" in text
    assert "Bỏ dấu nhạy cảm" in text
    chief.post(
        reverse("review_act", args=[page.pk]), {"act": "unflag", "step": board.step(page).pk, "reason": "Việc thường"}
    )
    assert acts_on(page)[-3:] == [Act.FLAG, Act.UNFLAG, Act.SKIP]
    assert board.step(page).task.specific.key == "dang-tai"
