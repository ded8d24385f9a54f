"""The charter's checklist and the block of secrecy marks, on every door (R60-R61, R125-R128, R131-R132, NĐ 13/2018 Đ7)."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from wagtail.models import WorkflowState

from tests.board import a_document, body, charter_data, load_board, refuses
from tests.documents.drafts import a_draft
from tests.workflows.test_doors import edit_data
from workflows.charter.file import CharterError, read
from workflows.content_guard import checklist
from workflows.gate import gate, item_state
from workflows.models import Decision, Tick
from workflows.rules.act import Act
from workflows.rules.refusal import Refused
from workflows.screens.acts_on_offer import offered as offered_acts
from workflows.services.chain import buttons, decide, publish, submit
from workflows.services.chain.declare import declare

pytestmark = pytest.mark.django_db

ALL = ["news", "document", "question", "page"]
SUBMIT_KEYS, APPROVE_KEYS = ["nguon", "bi-mat"], ["bi-mat"]


def with_checklist():
    data = charter_data()
    data["checklist"] = [
        {"key": "nguon", "text": "Nguồn gốc rõ ràng", "content": ["news"], "at": ["submit"], "rule": "R125"},
        {"key": "bi-mat", "text": "Không có bí mật", "content": ALL, "at": ["submit", "approve"], "rule": "R132"},
        {"key": "dung-ban", "text": "Đúng bản đã duyệt", "content": ALL, "at": ["publish"], "rule": "R37"},
    ]
    data["secrecy_declaration"] = {"who": ["truong-ban"], "rule": "R132"}
    return data


@pytest.fixture
def charter():
    return with_checklist()


def at_approval(board, **values):
    page = board.news(**values)
    submit.submit(page, page.owner, SUBMIT_KEYS)
    board.pass_on(page, "thanh-vien")
    return page


def test_r125_an_unticked_item_refuses_the_submission_and_names_it(board):
    page = board.news()
    with refuses("checklist") as caught:
        submit.submit(page, page.owner, ["bi-mat"])
    assert "Nguồn gốc rõ ràng" in caught.value.refusal.sentence
    assert "Không có bí mật" not in caught.value.refusal.sentence
    assert not Decision.objects.filter(page=page).exists()
    assert not Tick.objects.exists()


def test_of_a_run_that_the_editors_button_began_in_vain_nothing_stays(board):
    page = board.news()
    with pytest.raises(Refused):  # and not `refuses`, which would take back what is left
        page.get_workflow().start(page, page.owner)
    assert not WorkflowState.objects.exists()
    submit.submit(page, page.owner, SUBMIT_KEYS)


def test_plain_code_and_wagtails_own_workflow_cannot_skip_it(board):
    page = board.news()
    with refuses("checklist"):
        submit.submit(page, page.owner)
    with refuses("checklist"):
        page.get_workflow().start(page, page.owner)
    submit.submit(page, page.owner, SUBMIT_KEYS)
    board.pass_on(page, "thanh-vien")  # nothing is asked before this step
    state = board.step(page)
    for act in (
        lambda: decide.decide(state, board.user("pho-truc")),
        lambda: buttons.perform(state, board.user("pho-truc"), gate.POSITIVE_ACTION),
        lambda: state.task.specific.on_action(state, board.user("pho-truc"), "approve"),
    ):
        with refuses("checklist"):
            act()
    decide.decide(state, board.user("pho-truc"), "", APPROVE_KEYS)
    with refuses("checklist"):
        publish.publish(board.step(page), board.user("thu-ky"))
    publish.publish(board.step(page), board.user("thu-ky"), ticks=["dung-ban"])
    page.refresh_from_db()
    assert page.live


def test_who_ticked_what_is_kept_with_the_act_and_written_once(board):
    page = at_approval(board)
    decide.decide(board.step(page), board.user("pho-truc"), "", [*APPROVE_KEYS, "khong-co-khoa-nay"])
    told = [(tick.person, tick.act, tick.key, tick.text) for tick in Tick.objects.order_by("pk")]
    assert told == [
        (board.user("cong-tac-vien").get_full_name(), "submit", "nguon", "Nguồn gốc rõ ràng"),
        (board.user("cong-tac-vien").get_full_name(), "submit", "bi-mat", "Không có bí mật"),
        (board.user("pho-truc").get_full_name(), "approve", "bi-mat", "Không có bí mật"),
    ]  # fmt: skip
    with pytest.raises(TypeError):
        Tick.objects.all().delete()
    with pytest.raises(TypeError):
        Tick.objects.update(person="Ai khác")
    tick = Tick.objects.first()
    tick.person = "Ai khác"
    with pytest.raises(DatabaseError), transaction.atomic():
        tick.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        tick.delete()


def test_ticks_serve_one_act_of_one_run_and_one_person(board):
    page = board.news()
    submit.submit(page, page.owner, SUBMIT_KEYS)
    board.returned(page)
    page = type(page).objects.get(pk=page.pk)
    with refuses("checklist"):  # the same text once more: one confirms anew
        submit.submit(page, page.owner, reason="Số liệu đã đúng")
    submit.submit(page, page.owner, SUBMIT_KEYS, "Số liệu đã đúng")
    assert Tick.objects.filter(act=Act.SUBMIT).count() == 4


def test_the_review_file_asks_keeps_what_was_ticked_and_shows_who_ticked(board, client_of):
    page, client = board.news(), client_of("cong-tac-vien")
    url = reverse("review_file", args=[page.pk])
    shown = client.get(url).content.decode()
    assert shown.count('name="ticks"') == 2
    assert "checked" not in shown.split('name="ticks"')[1].split(">")[0]
    refused = client.post(reverse("review_act", args=[page.pk]), {"act": "submit", "ticks": ["nguon"]}).content.decode()
    assert "Không có bí mật" in refused
    assert 'value="nguon" required checked' in refused
    client.post(reverse("review_act", args=[page.pk]), {"act": "submit", "ticks": SUBMIT_KEYS})
    assert board.step(page).task.specific.key == "tham-dinh"
    assert "Đã xác nhận: Nguồn gốc rõ ràng" in client_of("thanh-vien").get(url).content.decode()


def test_the_editors_button_keeps_the_text_and_leads_to_the_checklist(board, client_of):
    page = board.news()
    data = edit_data(page, lead="Câu mới gõ.", **{"action-submit": "1"})
    response = client_of("cong-tac-vien").post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)
    text = response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("review_file", args=[page.pk])
    assert 'name="ticks"' in text
    assert "Còn một việc" in text
    assert type(page).objects.get(pk=page.pk).get_latest_revision().content["lead"] == "Câu mới gõ."
    assert item_state.open_step(page) is None


def test_wagtails_own_approve_endpoint_is_refused_without_ticks(board, client_of):
    page = at_approval(board)
    state = board.step(page)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client_of("pho-truc").post(url, {"comment": "Đồng ý"})
    assert board.step(page).task.specific.key == "phe-duyet"


def test_a_charter_with_a_repeated_key_or_an_unknown_role_is_refused():
    data = with_checklist()
    data["checklist"].append(data["checklist"][0])
    data["role"] = [role for role in data["role"] if role["key"] != "thu-ky"]
    data["secrecy_declaration"]["who"] = ["thu-ky"]
    with pytest.raises(CharterError) as caught:
        read(data, "thu.toml")
    places = [mistake.place for mistake in caught.value.mistakes]
    assert "checklist" in places
    assert "secrecy_declaration.who" in places


# What is confirmed by comparing with the signed copy

SIGNED = "Đúng với bản đã ký"
NO_FILE = "Văn bản này chưa có tệp bản ký (PDF ký số hoặc quét từ bản giấy); đính kèm tệp rồi xác nhận."


@pytest.fixture
def comparing(board):
    """The board under a charter that also asks for comparing with the signed copy, at submission and at review."""
    data = with_checklist()
    item = {"key": "ban-ky", "text": SIGNED, "content": ["document"], "at": ["submit", "review"], "rule": "R41"}
    data["checklist"].append({**item, "needs_file": True})
    return load_board(data=data)


def test_a_document_without_a_file_is_not_ticked_as_compared_with_the_signed_copy(comparing, client_of):
    page, client = comparing.document(), client_of("cong-tac-vien")
    shown = client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert SIGNED in shown
    assert NO_FILE in shown
    assert 'value="ban-ky"' not in shown
    assert 'value="submit"' not in shown
    forged = {"act": "submit", "ticks": [*SUBMIT_KEYS, "ban-ky"]}
    refused = client.post(reverse("review_act", args=[page.pk]), forged).content.decode()
    assert "Văn bản này chưa có tệp bản ký: tệp PDF ký số, hoặc PDF quét từ bản giấy" in refused
    assert f"Hãy đính kèm tệp rồi xác nhận: «{SIGNED}»." in refused
    assert item_state.open_step(page) is None
    assert not Tick.objects.exists()


def test_a_document_with_a_file_is_ticked_and_submitted(comparing, client_of):
    page, client = comparing.document(files=1), client_of("cong-tac-vien")
    shown = client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert 'value="ban-ky"' in shown
    assert NO_FILE not in shown
    client.post(reverse("review_act", args=[page.pk]), {"act": "submit", "ticks": [*SUBMIT_KEYS, "ban-ky"]})
    assert comparing.step(page).task.specific.key == "tham-dinh"
    assert Tick.objects.filter(page=page, key="ban-ky").exists()


@pytest.mark.parametrize("names", [["ban-thao.docx"], ["phu-luc.xlsx", "loi-van.odt", "so-lieu.csv"]])
def test_what_people_work_with_is_no_signed_copy_and_a_pdf_beside_it_is(comparing, client_of, names):
    page, client = comparing.document(), client_of("cong-tac-vien")
    row = type(comparing.document("Có tệp", files=1).files.first())
    page.files.set([row(document=a_document(name, b"PK")) for name in names])
    page.save_revision(user=page.owner)
    shown = client.get(reverse("review_file", args=[page.pk])).content.decode()
    assert NO_FILE in shown
    assert 'value="submit"' not in shown
    typed = {"act": "submit", "ticks": [*SUBMIT_KEYS, "ban-ky"]}
    refused = client.post(reverse("review_act", args=[page.pk]), typed).content.decode()
    assert "tệp soạn thảo như Word thì không phải" in refused
    page.files.add(row(document=a_document("07-QD-signed.PDF")))
    page.save_revision(user=page.owner)
    client.post(reverse("review_act", args=[page.pk]), typed)
    assert comparing.step(page).task.specific.key == "tham-dinh"


def test_the_editors_button_says_what_is_missing_and_a_file_mends_it(comparing, client_of):
    page = comparing.document()
    assert page.permissions_for_user(page.owner).can_submit_for_moderation()
    with refuses("without-file"):
        page.get_workflow().start(page, page.owner)
    page.files.add(type(comparing.document("Có tệp", files=1).files.first())(document=a_document("ky.pdf")))
    page.save_revision(user=page.owner)
    submit.submit(type(page).objects.get(pk=page.pk), page.owner, [*SUBMIT_KEYS, "ban-ky"])


def test_whoever_reviews_a_document_without_a_file_can_only_return_it(board, client_of):
    page = board.document()
    submit.submit(page, page.owner, SUBMIT_KEYS)
    data = with_checklist()
    item = {"key": "ban-ky", "text": SIGNED, "content": ["document"], "at": ["review"], "rule": "R41"}
    data["checklist"].append({**item, "needs_file": True})
    load_board(data=data)
    page = type(page).objects.get(pk=page.pk)
    with refuses("without-file"):
        decide.decide(board.step(page), board.user("thanh-vien"), "", ["ban-ky"])
    acts = {offer.act: offer for offer in offered_acts(board.user("thanh-vien"), page, board.step(page))}
    assert NO_FILE.split(" (")[0] in acts["review"].refusal
    assert not acts["return"].refusal
    buttons.perform(board.step(page), board.user("thanh-vien"), gate.RETURN_ACTION, "Chưa có tệp")
    assert item_state.open_step(page) is None


def test_a_draft_open_for_comment_has_no_signed_copy_to_compare_with(comparing):
    draft = a_draft(comparing)
    assert [item.key for item in checklist.items_for(draft, Act.SUBMIT)] == ["bi-mat"]
    submit.submit(draft, draft.owner, ["bi-mat"])
    assert comparing.step(draft)


def test_only_documents_are_compared_with_a_signed_copy():
    data = with_checklist()
    data["checklist"][0]["needs_file"] = True
    with pytest.raises(CharterError) as caught:
        read(data, "thu.toml")
    assert [mistake.place for mistake in caught.value.mistakes] == ["checklist[0].content"]


# Secrecy marks


def test_r60_a_secrecy_mark_in_the_text_blocks_until_the_chief_declares_it_none(board):
    page = board.news(body=body("Đoạn đầu.", "TỐI MẬT"))
    with refuses("secrecy-mark") as caught:
        submit.submit(page, page.owner, SUBMIT_KEYS)
    assert "TỐI MẬT" in caught.value.refusal.sentence
    for seat, reason, code in (
        ("pho-truc", "Phim", "may-not-declare"),
        ("truong-ban", " ", "reason-needed"),
    ):
        with refuses(code):
            declare(page, board.user(seat), reason)
    declare(page, board.user("truong-ban"), "Tên một bộ phim")
    row = Decision.objects.get(page=page, act=Act.DECLARE)
    assert "Tên một bộ phim" in row.comment
    assert "TỐI MẬT" in row.comment
    submit.submit(page, page.owner, SUBMIT_KEYS)
    board.pass_on(page, "thanh-vien")
    decide.decide(board.step(page), board.user("pho-truc"), "", APPROVE_KEYS)


def test_r132_a_declaration_holds_for_exactly_that_text_and_nobody_declares_their_own(board):
    page = board.news(body=body("MẬT"), by="truong-ban")
    with refuses("own-text"):
        declare(page, board.user("truong-ban"), "Không mật")
    page = board.news(title="Tin khác", body=body("MẬT"))
    declare(page, board.user("truong-ban"), "Không mật")
    page.body = body("MẬT", "Thêm một đoạn.")
    page.save_revision(user=page.owner)
    with refuses("secrecy-mark"):
        submit.submit(page, page.owner, SUBMIT_KEYS)
    with refuses("no-mark"):
        declare(board.news(title="Tin lành"), board.user("truong-ban"), "Không mật")


def test_r60_a_secrecy_mark_in_an_attached_file_blocks_too(board):
    page = board.document(files=1)
    page.files.add(type(page.files.first())(document=a_document("kem.txt", "SỞ NỘI VỤ\nMẬT\n".encode()), title="Kèm"))
    page.save_revision(user=page.owner)
    with refuses("secrecy-mark") as caught:
        submit.submit(page, page.owner, SUBMIT_KEYS)
    assert "kem.txt" in caught.value.refusal.sentence


def test_the_review_file_offers_the_declaration_to_whom_the_charter_names(board, client_of):
    page = board.news(body=body("MẬT"))
    acts_of = {
        seat: {offer.act for offer in offered_acts(board.user(seat), page, None) if not offer.refusal}
        for seat in ("truong-ban", "pho-truc", "cong-tac-vien")
    }
    assert acts_of == {"truong-ban": {"declare"}, "pho-truc": set(), "cong-tac-vien": set()}
    url = reverse("review_act", args=[page.pk])
    client_of("truong-ban").post(url, {"act": "declare", "reason": "Tên phim"})
    assert Decision.objects.filter(page=page, act=Act.DECLARE).exists()


# Warnings on the screens


def test_the_editor_and_the_review_file_mark_what_was_found_and_say_what_to_do(board, client_of):
    page = board.news(body=body("Liên hệ chị Hoa <b>0912 345 678</b> hoặc <script>"), lead="Bình thường.")
    client = client_of("cong-tac-vien")
    for url in (reverse("wagtailadmin_pages:edit", args=[page.pk]), reverse("review_file", args=[page.pk])):
        shown = client.get(url).content.decode()
        assert "<mark>0912 345 678</mark>" in shown
        assert "thay bằng số của cơ quan" in shown
    clean = board.news(title="Tin lành")
    for url in (reverse("wagtailadmin_pages:edit", args=[clean.pk]), reverse("review_file", args=[clean.pk])):
        assert "Cần xem lại" not in client.get(url).content.decode()


def test_the_boards_own_phone_is_no_finding(board, client_of):
    data = with_checklist()
    data["board"]["phone"] = "0912 345 678"
    load_board(data=data)
    page = board.news(body=body("Liên hệ Ban biên tập 0912.345.678"))
    shown = client_of("cong-tac-vien").get(reverse("review_file", args=[page.pk])).content.decode()
    assert "Cần xem lại" not in shown


def test_the_four_charters_ask_for_source_copyright_secrecy_personal_data_maps_and_alternative_texts():
    from workflows.charter.file import find, load

    for slug in ("tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan"):
        charter = load(find(slug))
        at_submission = {item.key for item in charter.checklist if "news" in item.content and "submit" in item.at}
        assert at_submission == {"chinh-xac", "ban-quyen", "bi-mat", "du-lieu-ca-nhan", "ban-do", "mo-ta-anh"}
        at_approval = {item.key for item in charter.checklist if "document" in item.content and "approve" in item.at}
        assert {"chinh-xac", "bi-mat", "du-lieu-ca-nhan"} <= at_approval
        (signed,) = [item for item in charter.checklist if item.needs_file]
        assert (signed.content, set(signed.at)) == (("document",), {"submit", "review"})
        assert charter.secrecy_declaration
