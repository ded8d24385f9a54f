"""What stands beside a page's door and changes what citizens see, or who decides: refused to code, and named when it was done behind its back."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.urls import reverse
from taggit.models import Tag
from wagtail.models import (
    GroupPagePermission,
    Page,
    PageViewRestriction,
    Site,
    TaskState,
    WorkflowState,
)

from documents.files.texts import FileText, State
from news.models import NewsPage
from pages.models import FormerAddress, Listed, Rendition
from tests.board import a_document, an_image, body, refuses, reseat
from tests.workflows.test_doors import signed_in, technician
from workflows.charter.file import read
from workflows.ledger import triggers
from workflows.models import CharterVersion, CitedFile, Member, StepState
from workflows.models.item_clock import Reminder
from workflows.services.board.compiler import load
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def named(*words: str) -> bool:
    """Whether verification says one sentence with all of these."""
    return any(all(word in breach for word in words) for breach in breaches())


# Refused to code.


def test_a_page_is_not_saved_at_another_boards_address(board, other_board, citizen):
    page = board.published(title="Khánh thành cầu")
    page.url_path = f"{other_board.board.root_page.url_path}tin-tuc/{page.slug}/"
    with refuses("not-its-address"):
        page.save()
    Page.objects.filter(pk=page.pk).update(url_path=page.url_path)
    elsewhere = Client(headers={"host": other_board.hostname})
    assert elsewhere.get(f"/tin-tuc/{page.slug}/").status_code == 404
    assert named("Khánh thành cầu", "địa chỉ không khớp")


def test_a_draft_that_claims_another_address_is_published_at_its_own(board, other_board):
    page = board.news(title="Khánh thành cầu")
    NewsPage.objects.filter(pk=page.pk).update(url_path=f"{other_board.board.root_page.url_path}tin-tuc/{page.slug}/")
    board.published(NewsPage.objects.get(pk=page.pk))
    assert Page.objects.get(pk=page.pk).url_path == f"{board.board.root_page.url_path}tin-tuc/{page.slug}/"
    assert list(breaches()) == []


def test_a_file_of_a_draft_is_not_released_by_code(board, citizen):
    document = a_document()
    page = board.news(body=body("Chữ", document=document))
    board.submitted(page)
    cited = CitedFile.objects.get(object_id=document.pk)
    cited.is_released = True
    with refuses("not-certified"):
        cited.save()
    with refuses("not-certified"):
        CitedFile.objects.create(
            page=page, kind="document", object_id=document.pk, name="x.pdf", sha256="0" * 64, is_released=True
        )
    with refuses("has-history"):
        CitedFile.objects.get(object_id=document.pk).delete()
    CitedFile.objects.filter(pk=cited.pk).update(is_released=True)
    assert named(page.title, "tệp của nó vẫn tải được")


def test_a_file_that_was_never_certified_is_not_told_as_a_former_one(board):
    document = a_document()
    page = board.published(board.document(files=1))
    with refuses("not-certified"):
        CitedFile.objects.create(
            page=page, kind="document", object_id=document.pk, name=document.file.name, sha256="0" * 64,
            replaced_at="2026-05-04T00:00:00Z",
        )  # fmt: skip


def test_a_cut_picture_stays_as_it_was_cut(board):
    image = an_image()
    board.published(board.news(body=body("Chữ", image=image)))
    cut = image.get_rendition("width-100")
    assert len(cut.sha256) == len(cut.seal) == 64
    cut.width = 7
    with refuses("file-is-cut"):
        cut.save()
    Rendition.objects.filter(pk=cut.pk).update(file=image.file.name)
    assert named("ảnh đã cắt", "đã bị sửa")


def test_several_pictures_cut_at_once_are_sealed_too(board):
    image = an_image()
    image.get_renditions("width-100", "width-50")
    assert {len(cut.seal) for cut in Rendition.objects.filter(image=image)} == {64}
    assert list(breaches()) == []


def test_other_bytes_in_a_cut_picture_are_found(board):
    cut = an_image().get_rendition("width-100")
    with cut.file.storage.open(cut.file.name, "wb") as file:
        file.write(b"khac")
    assert named("ảnh đã cắt")


def test_a_tag_of_something_public_keeps_its_name(board, citizen):
    page = board.news()
    page.tags.add("cầu đường")
    page.save_revision(user=page.owner)
    board.published(page)
    tag = Tag.objects.get(name="cầu đường")
    tag.name = "Lời chưa ai duyệt"
    with refuses("tag-is-public"):
        tag.save()
    Tag.objects.filter(pk=tag.pk).update(name="Lời chưa ai duyệt")
    assert named(page.title, "names of tags")


def test_a_tag_that_nothing_public_bears_is_renamed(board):
    page = board.news()
    page.tags.add("nháp")
    page.save_revision(user=page.owner)
    tag = Tag.objects.create(name="không ai dùng")
    tag.name = "tên khác"
    tag.save()
    assert Tag.objects.get(pk=tag.pk).name == "tên khác"


@pytest.mark.parametrize("name", ["wagtailsites:index", "wagtailsites:add", "wagtailusers_groups:index"])
def test_screens_of_what_the_charter_says_are_closed_with_a_sentence(board, client, django_user_model, name):
    answer = signed_in(client, technician(django_user_model)).get(
        reverse(name), follow=True, headers={"host": board.hostname}
    )
    assert answer.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert "quy chế" in answer.content.decode()
    assert reverse(name) not in answer.content.decode()


def test_no_page_is_made_private_on_any_screen(board, client, django_user_model):
    page = board.published()
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    answer = signed_in(client, technician(django_user_model)).post(
        url, {"restriction_type": "login"}, headers={"host": board.hostname, "x-requested-with": "XMLHttpRequest"}
    )
    assert (answer.status_code, answer.json()["error_code"]) == (403, "screen-closed")
    assert not PageViewRestriction.objects.exists()


def test_nobody_sits_on_a_seat_without_a_decision(board, django_user_model):
    me, chief = technician(django_user_model), board.member("truong-ban")
    with refuses("seat-is-charter"):
        Member.objects.create(board=board.board, key="truong-ban-2", role="truong-ban", title="Trưởng ban", user=me)
    chief.user = me
    with refuses("no-decision"):
        chief.save()
    deputy = board.member("cong-tac-vien")
    deputy.role = "truong-ban"
    with refuses("seat-is-charter"):
        deputy.save()
    with refuses():
        board.member("cong-tac-vien").delete()
    reseat(board.member("truong-ban"), me, "QĐ 63/QĐ-UBND")
    assert list(breaches()) == []


def test_who_decided_from_a_seat_that_was_another_s_is_named_also_when_it_is_given_back(board):
    page = board.at_step("phe-duyet")
    seat_of_deputy, own = Member.objects.filter(pk=board.member("pho-truc").pk), board.user("pho-truc").pk
    seat_of_deputy.update(user=board.user("bien-tap-vien-2"))
    assert named("người giữ chức danh")
    board.pass_on(page, "pho-truc")
    seat_of_deputy.update(user=own)
    assert named("không giữ chức danh ấy lúc đó")


def test_what_was_read_in_a_file_is_not_written_over(board):
    row = FileText.objects.create(sha256="0" * 64, state=State.TEXT, text="Điều 1.")
    row.text = "Điều chưa ai duyệt."
    with refuses("was-read"):
        row.save()
    FileText.objects.filter(pk=row.pk).update(text=row.text)
    assert named("chữ của tệp", "đã bị sửa")


def test_loading_the_charter_again_mends_what_is_not_as_it_says(board, charter):
    Member.objects.filter(pk=board.member("pho-ban").pk).update(role_title="Trưởng ban")
    Site.objects.bulk_create([Site(hostname="bao-la.localhost", root_page=board.board.root_page)])
    given_a_right(board)
    assert len(list(breaches())) == 3
    assert load(read(charter, "thu-nghiem.toml")).differences != []
    assert list(breaches()) == []
    assert load(read(charter, "thu-nghiem.toml")).differences == []


def test_the_name_of_a_section_that_the_charter_has_no_longer_is_kept(board, charter):
    charter["section"] = charter["section"][:1]
    load(read(charter, "thu-nghiem.toml"))
    board.board.sections.filter(is_active=False).update(name="Tên chưa ai duyệt")
    assert named("kinh-te", "nay không dùng")


# Named by verification.


def taken_down(board):
    Page.objects.filter(pk=board.published(title="Khánh thành cầu").pk).update(live=False)


def put_back(board):
    page = board.published(title="Khánh thành cầu")
    withdraw(page, board.user("truong-ban"), "Sai")
    Page.objects.filter(pk=page.pk).update(live=True)


def shown_in_an_earlier_version(board):
    page = board.published(title="Khánh thành cầu")
    first, lead = page.live_revision_id, page.lead
    page.lead = "Tóm tắt đã sửa."
    page.save_revision(user=page.owner)
    board.published(page)
    NewsPage.objects.filter(pk=page.pk).update(live_revision=first, lead=lead)


def made_private(board):
    restriction = PageViewRestriction(page=board.published(), restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])


def given_a_right(board):
    right = Permission.objects.get(codename="publish_page")
    group = Group.objects.get(name=f"{board.board.slug}: cong-tac-vien")
    GroupPagePermission.objects.create(group=group, page=board.board.root_page, permission=right)


def let_into_the_admin(board):
    group = Group.objects.create(name="Khách")
    group.permissions.add(Permission.objects.get(codename="access_admin"))


def without_triggers(board):
    triggers.remove(connection)


def without_its_run(board):
    page = board.news()
    board.submitted(page)
    run = WorkflowState.objects.filter(object_id=str(page.pk))
    steps = StepState.objects.filter(workflow_state__in=run)
    Reminder.objects.filter(step__in=steps)._raw_delete("default")
    StepState.entitled.through.objects.filter(stepstate__in=steps)._raw_delete("default")
    steps._raw_delete("default")
    TaskState.objects.filter(workflow_state__in=run)._raw_delete("default")
    run._raw_delete("default")


def approved_by_nobody(board):
    page = board.news()
    board.submitted(page)
    WorkflowState.objects.filter(object_id=str(page.pk)).update(status=WorkflowState.STATUS_APPROVED)


def passed_by_nobody(board):
    TaskState.objects.filter(pk=board.submitted(board.news()).pk).update(status=TaskState.STATUS_APPROVED)


def submitted_by_nobody(board):
    page = board.news()
    board.submitted(page)
    WorkflowState.objects.filter(object_id=str(page.pk)).update(requested_by=None)


def with_another_chief(board):
    Member.objects.filter(pk=board.member("truong-ban").pk).update(role="cong-tac-vien")


def with_another_step(board):
    chain = board.board.chains.get(key="tin-bai")
    step = chain.workflow_tasks.order_by("sort_order").first().task.specific
    type(step).objects.filter(pk=step.pk).update(roles=["cong-tac-vien"])


def under_another_charter(board):
    triggers.remove(connection)
    version = CharterVersion.objects.get(board=board.board)
    content = {**version.content, "withdrawal": {**version.content["withdrawal"], "who": ["cong-tac-vien"]}}
    CharterVersion.objects.filter(pk=version.pk).update(content=content)
    triggers.install(connection)


def at_another_host(board):
    Site.objects.filter(pk=board.board.site_id).update(hostname="khac.localhost")


def listed_elsewhere(board):
    Listed.objects.filter(pk=board.published(title="Khánh thành cầu").pk).update(year=1999)


def not_listed(board):
    Listed.objects.filter(pk=board.published(title="Khánh thành cầu").pk).delete()


def found_at_an_address_it_never_had(board):
    page = board.published(title="Khánh thành cầu")
    FormerAddress.objects.create(parent=page.get_parent(), slug="khong-phai-cua-no", page=page)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (taken_down, ["Khánh thành cầu", "không ghi việc gỡ"]),
        (put_back, ["Khánh thành cầu", "đang hiện ra ngoài mà không có chứng nhận"]),
        (shown_in_an_earlier_version, ["Khánh thành cầu", "không phải bản đăng sau cùng"]),
        (made_private, ["giới hạn người xem"]),
        (given_a_right, ["cong-tac-vien", "quyền không đúng quy chế"]),
        (let_into_the_admin, ["Khách", "quyền không đúng quy chế"]),
        (without_triggers, ["thiếu chốt chặn"]),
        (without_its_run, ["Lần trình", "không còn"]),
        (approved_by_nobody, ["Lần trình", "không khớp với sổ quyết định"]),
        (passed_by_nobody, ["Lần trình", "sổ quyết định không có"]),
        (submitted_by_nobody, ["Lần trình", "người trình"]),
        (with_another_chief, ["truong-ban", "không đúng quy chế"]),
        (with_another_step, ["các bước", "không đúng quy chế"]),
        (under_another_charter, ["không phải bản đã nạp"]),
        (at_another_host, ["tên miền", "không đúng quy chế"]),
        (listed_elsewhere, ["Khánh thành cầu", "danh sách"]),
        (not_listed, ["Khánh thành cầu", "danh sách"]),
        (found_at_an_address_it_never_had, ["khong-phai-cua-no", "chưa từng đứng ở đó"]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_was_done_behind_the_softwares_back_is_named(board, change, words):
    board.published(title="Mục khác")
    assert list(breaches()) == []
    change(board)
    assert named(*words), list(breaches())


def test_a_charter_that_gives_less_takes_back_what_it_gave(board, charter):
    editors = f"{board.board.slug}: bien-tap-vien"
    assert GroupPagePermission.objects.filter(group__name=editors).exists()
    for chain in charter["chain"]:
        chain["drafted_by"] = [role for role in chain["drafted_by"] if role != "bien-tap-vien"]
    load(read(charter, "thu-nghiem.toml"))
    assert not GroupPagePermission.objects.filter(group__name=editors).exists()
    assert GroupPagePermission.objects.filter(group__name=f"{board.board.slug}: thu-ky").exists()
    assert list(breaches()) == []


def test_a_charter_that_drops_seats_fields_and_sections_disturbs_nothing(board, charter):
    board.published()
    charter["member"] = [each for each in charter["member"] if each["key"] != "cong-tac-vien-2"]
    charter["field"], charter["section"] = charter["field"][:1], charter["section"][:1]
    charter["section"][0]["name"] = "Hoạt động của tỉnh"
    load(read(charter, "thu-nghiem.toml"))
    assert list(breaches()) == []
