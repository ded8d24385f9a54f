"""`verify_publications`: silent over everything lawful, and naming the page after every kind of tampering."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, models
from wagtail.models import Revision

from news.models import NewsPage
from tests.board import a_document, an_image, body
from workflows.digests.digest import differing_fields
from workflows.ledger import ledger
from workflows.ledger import triggers as immutability
from workflows.models import Certificate, Chain, CitedFile, Decision
from workflows.rules.act import Act
from workflows.services.chain.withdraw import withdraw
from workflows.verification.publications import breaches

pytestmark = pytest.mark.django_db


def execute(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_nothing_is_found_where_everything_was_approved(board):
    board.published(board.news(body=body("Chữ", image=an_image(), document=a_document())))
    board.published(board.document(files=2))
    board.published(board.question())
    page = board.published(title="Tin bị gỡ")
    withdraw(page, board.user("truong-ban"), "Sai")
    board.at_step("phe-duyet", title="Tin đang chờ")
    assert list(breaches()) == []


def test_the_command_exits_with_1_and_names_the_page(board, capsys):
    page = board.published(title="Khánh thành cầu")
    call_command("verify_publications")
    NewsPage.objects.filter(pk=page.pk).update(lead="Câu bị sửa")
    with pytest.raises(SystemExit) as ended:
        call_command("verify_publications")
    assert ended.value.code == 1
    out = capsys.readouterr().out
    assert "Khánh thành cầu" in out
    assert "lead" in out


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("news_newspage", "lead", "Câu bị sửa"),
        ("news_newspage", "body", json.dumps([{"type": "text", "value": "<p>Khác</p>", "id": "x"}])),
        ("wagtailcore_page", "title", "Tên bị sửa"),
        ("wagtailcore_page", "slug", "dia-chi-khac"),
        ("wagtailcore_page", "search_description", "Mô tả bị sửa"),
        ("wagtailcore_page", "first_published_at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_an_edit_of_a_live_row_is_found(board, table, column, value):
    page = board.published()
    key = "page_ptr_id" if table.startswith("news") else "id"
    execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", value, page.pk)
    assert list(breaches()) != []


def test_a_changed_day_of_first_publication_is_found_after_a_later_version_too(board):
    page = board.published()
    page.lead = "Tóm tắt đã được đính chính."
    page.save_revision(user=page.owner)
    board.published(page)
    assert list(breaches()) == []
    NewsPage.objects.filter(pk=page.pk).update(first_published_at="2020-01-01T00:00:00+00:00")
    assert any("ngày đăng lần đầu" in breach for breach in breaches())


def test_an_edit_of_a_child_row_is_found(board):
    page = board.published(board.document(files=1))
    page.files.model.objects.filter(page=page).update(title="Tệp khác")
    assert any("files" in breach for breach in breaches())


def test_an_edit_of_a_revision_is_found(board):
    page = board.published()
    revision = Revision.objects.get(pk=page.live_revision_id)
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "lead": "Câu bị sửa"})
    assert any("bản lưu đã bị sửa" in breach for breach in breaches())


def test_an_edit_of_row_revision_and_certificate_together_is_found(board):
    page = board.published()
    content = {**Revision.objects.get(pk=page.live_revision_id).content, "lead": "Câu bị sửa"}
    Revision.objects.filter(pk=page.live_revision_id).update(content=content)
    NewsPage.objects.filter(pk=page.pk).update(lead="Câu bị sửa")
    from workflows.digests.digest import content_digest, seal_of

    immutability.remove(connection)
    certificate = Certificate.objects.get(revision_id=page.live_revision_id)
    models.QuerySet.update(
        Certificate._base_manager.filter(pk=certificate.pk),
        digest=content_digest(content, certificate.files),
        seal=seal_of(NewsPage.objects.get(pk=page.pk)),
    )
    assert any("không khớp với sổ quyết định" in breach for breach in breaches())


def test_a_changed_file_is_found(board):
    document = a_document()
    board.published(board.news(body=body("Chữ", document=document)))
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"khac")
    assert any(document.file.name in breach for breach in breaches())


def test_a_page_made_live_in_the_database_is_found(board):
    page = board.news(title="Tin lẻn ra")
    execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, page.pk)
    assert any("Tin lẻn ra" in breach and "không có chứng nhận" in breach for breach in breaches())


def test_a_ledger_row_changed_behind_the_triggers_is_found(board):
    board.published()
    immutability.remove(connection)
    row = Decision.objects.filter(act="approve").first()
    models.QuerySet.update(Decision._base_manager.filter(pk=row.pk), person="Người khác")
    assert any(f"dòng {row.number}" in breach for breach in breaches())


def test_a_missing_ledger_row_is_found(board):
    board.at_step("dang-tai")
    immutability.remove(connection)
    row = Decision.objects.filter(act="review").first()
    execute("DELETE FROM workflows_decision WHERE id = %s", row.pk)
    assert any(f"thiếu dòng {row.number}" in breach for breach in breaches())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflows_decision SET person = 'x'",
        "DELETE FROM workflows_decision",
        "DELETE FROM workflows_certificate",
    ],
)
def test_the_database_refuses_to_change_the_ledger(board, sql):
    from django.db import DatabaseError, transaction

    board.published()
    before = Decision.objects.count()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        execute(sql)
    assert Decision.objects.count() == before


def test_the_models_refuse_to_change_the_ledger(board):
    board.published()
    with pytest.raises(TypeError):
        Decision.objects.all().delete()
    with pytest.raises(TypeError):
        Decision.objects.all().update(person="x")


# -- what must not disturb it


def test_deleting_a_user_disturbs_nothing(board, django_user_model):
    page = board.published()
    for seat in ("cong-tac-vien", "thanh-vien", "pho-truc"):
        board.user(seat).delete()
    assert list(breaches()) == []
    page = NewsPage.objects.get(pk=page.pk)
    assert page.live
    assert Decision.objects.filter(page=page, person__contains="thanh-vien").exists()


def test_purging_revisions_disturbs_nothing(board):
    page = board.published()
    for lead in ("Một", "Hai"):
        page.lead = lead
        page.save_revision(user=page.owner)
    call_command("purge_revisions")
    assert list(breaches()) == []


def altered(change):
    """The live table of news after a schema change, and the model's class as after its migration."""
    with connection.schema_editor(atomic=False) as editor:
        change(editor)


def with_field(name, field):
    """`NewsPage` with one more field for the time of a test."""

    class Temporary:
        def __enter__(self):
            field.contribute_to_class(NewsPage, name)
            return NewsPage._meta.get_field(name)

        def __exit__(self, *_exception):
            forget(name)

    return Temporary()


def forget(name):
    field = NewsPage._meta.get_field(name)
    NewsPage._meta.local_fields.remove(field)
    delattr(NewsPage, name)
    NewsPage._meta._expire_cache()


def recall_field(name, field):
    NewsPage._meta.add_field(field)
    setattr(NewsPage, name, field.descriptor_class(field))
    NewsPage._meta._expire_cache()


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=20, default="", blank=True),
        models.CharField(max_length=20, default="thường"),
        models.DateField(null=True, blank=True),
        models.BooleanField(default=True),
    ],
    ids=["blank", "default", "null", "boolean"],
)
def test_a_migration_that_adds_a_field_disturbs_nothing(committed_board, field):
    board = committed_board
    page = board.published()
    with with_field("subtitle", field.clone()) as added:
        altered(lambda editor: editor.add_field(NewsPage, added))
        try:
            assert list(breaches()) == []
            NewsPage.objects.get(pk=page.pk).save()
            execute("UPDATE news_newspage SET lead = %s", "Câu bị sửa")
            assert any("lead" in breach for breach in breaches())
        finally:
            altered(lambda editor: editor.remove_field(NewsPage, added))


def test_a_migration_that_renames_a_field_disturbs_nothing(committed_board):
    board = committed_board
    page = board.published(pen_name="Hạ Vy")
    old = NewsPage._meta.get_field("pen_name")
    new = models.CharField(max_length=200, blank=True)
    new.set_attributes_from_name("alias_name")
    new.model = NewsPage
    altered(lambda editor: editor.alter_field(NewsPage, old, new))
    forget("pen_name")
    try:
        with with_field("alias_name", models.CharField(max_length=200, blank=True)):
            assert NewsPage.objects.get(pk=page.pk).alias_name == "Hạ Vy"
            assert list(breaches()) == []
            execute("UPDATE news_newspage SET alias_name = %s", "Người khác")
            assert any("alias_name" in breach for breach in breaches())
    finally:
        recall_field("pen_name", old)
        altered(lambda editor: editor.alter_field(NewsPage, new, old))


def test_a_migration_that_drops_a_field_disturbs_nothing(committed_board):
    board = committed_board
    board.published(pen_name="Hạ Vy")
    dropped = NewsPage._meta.get_field("pen_name")
    altered(lambda editor: editor.remove_field(NewsPage, dropped))
    forget("pen_name")
    try:
        assert list(breaches()) == []
    finally:
        recall_field("pen_name", dropped)
        altered(lambda editor: editor.add_field(NewsPage, dropped))


def test_differing_fields_knows_added_renamed_dropped_and_changed():
    sealed = {"title": "a", "lead": "b"}
    assert differing_fields(sealed, {"title": "a", "lead": "b"}, {}) == []
    assert differing_fields(sealed, {"title": "x", "lead": "b"}, {}) == ["title"]
    assert differing_fields(sealed, {"title": "a"}, {}) == []
    assert differing_fields(sealed, {"title": "a", "summary": "b"}, {}) == []
    assert differing_fields(sealed, {"title": "a", "summary": "x"}, {}) == ["summary"]
    assert differing_fields(sealed, {"title": "a", "lead": "b", "new": "0"}, {"new": "0"}) == []


def test_cited_files_are_recorded_once(board):
    document = a_document()
    page = board.news(body=body("Chữ", document=document))
    board.submitted(page)
    board.returned(page)
    page = NewsPage.objects.get(pk=page.pk)
    page.lead = "Số liệu đã sửa."
    page.save_revision(user=page.owner)
    board.submitted(page)
    assert CitedFile.objects.filter(page=page).count() == 1


def test_four_eyes_are_recomputed_from_the_ledger_alone(board):
    page = board.at_step("phe-duyet")
    run = Decision.objects.get(act=Act.SUBMIT)
    assert run.writers == [page.owner_id]
    said = {"run": run.run, "step": board.step(page).task_id, "digest": run.digest, "page_id": page.pk}
    ledger.write(board.board, Act.APPROVE, ledger.Actor.of(board.member("cong-tac-vien")), **said)
    assert any("đã viết một phần nội dung" in breach for breach in breaches())


def test_an_exception_for_the_one_does_not_cover_the_other(board):
    page = board.at_step("phe-duyet")
    run = Decision.objects.get(act=Act.SUBMIT)
    said = {"run": run.run, "step": board.step(page).task_id, "digest": run.digest, "page_id": page.pk}
    member = ledger.Actor.of(board.member("thanh-vien"))
    ledger.write(board.board, Act.APPROVE, member, exception="own-text", **said)
    assert any("ở hai bước của một lần trình" in breach for breach in breaches())


def test_one_person_at_two_levels_of_a_run_is_named(board):
    page = board.at_step("phe-duyet")
    run = Decision.objects.get(act=Act.SUBMIT)
    said = {"run": run.run, "step": board.step(page).task_id, "digest": run.digest, "page_id": page.pk}
    ledger.write(board.board, Act.APPROVE, ledger.Actor.of(board.member("thanh-vien")), **said)
    assert any("ở hai bước của một lần trình" in breach for breach in breaches())


def test_a_run_on_a_chain_that_the_charter_did_not_have_is_named(board):
    board.at_step("phe-duyet")
    chain = Chain.objects.get(board=board.board, key="tin-bai")
    source = chain.source | {"step": chain.source["step"][1:]}
    Chain.objects.filter(pk=chain.pk).update(source=source)
    assert any("quy trình không có trong quy chế lúc đó" in breach for breach in breaches())


def test_bytes_of_files_are_read_where_that_is_asked_for_and_a_missing_file_is_named_anyway(board):
    image = an_image()
    board.published(body=body("Chữ", image=image))
    file = Path(image.file.path)
    kept = file.read_bytes()
    file.write_bytes(kept + b"x")
    call_command("verify_publications")
    with pytest.raises(SystemExit):
        call_command("verify_publications", files=True)
    file.unlink()
    with pytest.raises(SystemExit):
        call_command("verify_publications")
