"""The last line: receivers that refuse to save what the ledger does not bear out, whoever saves, plain code included.

Each looks at data only: no flag, no thread-local, no caller. First the ledger has the decision, then the state may follow.
"""

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail.signals import page_unpublished, pre_page_move

from workflows.digests.child_rows import content_of
from workflows.digests.digest import shown_of
from workflows.gate import follow_up, gate
from workflows.ledger import ledger
from workflows.ledger.certificates import release_files
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.board import Board
from workflows.models.chain import Chain, ChainStep
from workflows.models.consultation import SETTLING, VOTE_ACTS, Ballot, Consultation, Elector
from workflows.models.decision import CLOSING, OPENING, Certificate, CitedFile, Decision
from workflows.models.delegation import DEED_ACTS, Delegation
from workflows.models.mistake import ContactReading, WithdrawalNotice
from workflows.models.reviewed import ReviewedPage
from workflows.models.run import Run
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.verification import votes as verification_of_votes
from workflows.verification.publications import publicly_equal

WRITTEN_ONCE = (ContactReading, WithdrawalNotice)


def connect() -> None:
    """Connect every guard; each once."""
    for signal, receiver, sender in (
        (pre_save, refuse_uncertified_page, None),
        (pre_delete, refuse_to_delete_history, None),
        (pre_page_move, refuse_to_move_public_page, None),
        (page_unpublished, take_back_files_of_page, None),
        (pre_save, refuse_view_restriction, PageViewRestriction),
        (pre_save, refuse_view_restriction, CollectionViewRestriction),
        (pre_save, refuse_to_repoint_site, Site),
        (pre_delete, refuse_to_repoint_site, Site),
        (pre_save, refuse_uncertified_child, None),
        (pre_delete, refuse_to_remove_certified_child, None),
        (pre_save, refuse_to_change_chain, None),
        (pre_delete, refuse_to_change_chain, None),
        (pre_save, refuse_step_without_decision, None),
        (pre_save, refuse_run_without_decision, WorkflowState),
        (pre_save, refuse_run_without_decision, Run),
        (pre_save, refuse_unwritten_deed, Delegation),
        (pre_delete, refuse_to_delete_deed, Delegation),
        (pre_save, refuse_unwritten_answer, DoubtedDecision),
        (pre_delete, refuse_to_delete_doubt, DoubtedDecision),
        (pre_delete, refuse_to_delete_doubt, AccountIncident),
        (pre_save, refuse_unwritten_vote, Consultation),
        (pre_save, refuse_to_change_electorate, Elector),
        (pre_delete, refuse_to_delete_ballot, Elector),
        (pre_save, refuse_unwritten_ballot, Ballot),
        (pre_delete, refuse_to_delete_ballot, Ballot),
        *((pre_save, refuse_unwritten_follow_up, kind) for kind in follow_up.KINDS),
        *((pre_delete, refuse_to_delete_follow_up, kind) for kind in (*follow_up.KINDS, *WRITTEN_ONCE)),
        (pre_save, refuse_to_replace_cited_file, get_image_model()),
        (pre_save, refuse_to_replace_cited_file, get_document_model()),
        (pre_delete, refuse_to_delete_cited_file, get_image_model()),
        (pre_delete, refuse_to_delete_cited_file, get_document_model()),
    ):
        signal.connect(receiver, sender=sender, dispatch_uid=f"{receiver.__name__}:{sender}")


def is_reviewed(page: Page) -> bool:
    specific = page.specific_class
    return specific is not None and issubclass(specific, ReviewedPage)


def refuse_uncertified_page(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """A live page must be what its live revision's certificate says; a page leaves the public only by a decision."""
    if raw or not isinstance(instance, Page) or not is_reviewed(instance):
        return
    if update_fields is not None and not set(update_fields) - _NEVER_PUBLIC:
        return
    if instance.alias_of_id:
        raise Refused(
            Refusal("no-aliases", _("Cổng không dùng bản song sinh: mỗi nội dung có một địa chỉ.")), instance.pk
        )
    stored = Page.objects.filter(pk=instance.pk).first() if instance.pk else None
    if instance.live:
        stays = stored is not None and stored.live and stored.live_revision_id == instance.live_revision_id
        if not _may_show(instance, stays):
            raise Refused(_uncertified(), instance.pk)
        if stays and stored.first_published_at != instance.first_published_at:  # type: ignore[union-attr]  # it stays
            raise Refused(Refusal("date-is-public", _("Ngày đăng là việc đã xảy ra, không sửa được.")), instance.pk)
    elif stored is not None and stored.live and not _may_leave(instance, stored.live_revision_id):
        raise Refused(
            Refusal("not-withdrawn", _("Nội dung đã đăng chỉ được gỡ xuống bằng quyết định có ghi lý do.")), instance.pk
        )


def _may_show(page: Page, stays: bool) -> bool:
    if page.pk is None:
        return False
    find = Certificate.objects.of_live if stays else Certificate.objects.standing
    certificate = find(page.pk, page.live_revision_id)
    return certificate is not None and publicly_equal(page, certificate)


_NEVER_PUBLIC = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
    }
)


def _may_leave(page: Page, live_revision_id: int | None) -> bool:
    """A page leaves the public by a withdrawal, or by the expiry that was approved with it."""
    last = Decision.objects.filter(page_id=page.pk, act__in=[*OPENING, *CLOSING]).order_by("-number").first()
    return last is not None and last.act in CLOSING and last.revision_id == live_revision_id


def refuse_to_delete_history(sender: type, instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Page):
        gate.require_deletable(instance)


def refuse_to_move_public_page(
    sender: type, instance: Page, parent_page_after: Page, url_path_before: str, url_path_after: str, **_kwargs: Any
) -> None:
    """What is public, or above something public, moves by a decision about exactly this move, and within its board."""
    last = Decision.objects.filter(page_id=instance.pk, act=Act.MOVE).order_by("-number").first()
    is_decided = last is not None and last.comment == ledger.moved(url_path_before, url_path_after)
    gate.require_movable(instance, parent_page_after, is_decided=is_decided)


def take_back_files_of_page(sender: type, instance: Page, **_kwargs: Any) -> None:
    release_files(instance.pk, [])


def refuse_to_repoint_site(sender: type, instance: Site, signal: Any, **_kwargs: Any) -> None:
    """A board's site is what its charter says: loading the charter changes it, no form does."""
    if instance.pk is None or not Board.objects.filter(site_id=instance.pk).exists():
        return
    raise Refused(
        Refusal("site-is-charter", _("Cổng này là của một Ban biên tập: đổi tên miền bằng cách nạp lại quy chế."))
    )


def _certified_rows(child: Any) -> tuple[list[dict[str, Any]], dict[str, Any]] | None:
    """Of a child row of a live reviewed page: the rows that were certified, and this one in the same form."""
    for field in child._meta.concrete_fields if isinstance(child, models.Model) else ():
        if isinstance(field, ParentalKey) and issubclass(field.related_model, ReviewedPage):
            page = (
                Page.objects.filter(pk=getattr(child, field.attname), live=True).select_related("live_revision").first()
            )
            if page is None:
                return None
            drop = ("pk", field.name)
            rows = (page.live_revision.content if page.live_revision else {}).get(
                field.remote_field.get_accessor_name(), []
            )
            return (
                [{key: value for key, value in row.items() if key not in drop} for row in rows],
                content_of(child, field.name),
            )
    return None


def refuse_uncertified_child(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """A row inside a live page (a file of a document, a tag) must be one of those that were certified."""
    if not raw and (found := _certified_rows(instance)) and found[1] not in found[0]:
        raise Refused(_uncertified())


def refuse_to_remove_certified_child(sender: type, instance: Any, **_kwargs: Any) -> None:
    if (found := _certified_rows(instance)) and found[1] in found[0]:
        raise Refused(Refusal("not-withdrawn", _("Phần này thuộc nội dung đang đăng nên không xóa riêng được.")))


def refuse_view_restriction(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(
        Refusal(
            "no-restrictions",
            _("Cổng thông tin là của mọi người: trang đã đăng không đặt mật khẩu hay giới hạn người xem."),
        )
    )


def refuse_to_change_chain(sender: type, instance: Any, signal: Any, **_kwargs: Any) -> None:
    """A chain is what the charter says: it changes by loading a changed charter, never by hand."""
    if isinstance(instance, WorkflowTask):
        chain = Chain.objects.filter(pk=instance.workflow_id).first()
        is_building = (
            signal is pre_save
            and instance.pk is None
            and chain is not None
            and chain.workflow_tasks.count() < len(chain.source["step"])
        )
        touched = chain is not None and not is_building
    elif isinstance(instance, Task):
        touched = instance.pk is not None and issubclass(instance.specific_class or Task, ChainStep)
    elif isinstance(instance, Workflow):
        touched = instance.pk is not None and Chain.objects.filter(pk=instance.pk).exists()
    else:
        return
    is_new = signal is pre_save and instance._state.adding and not isinstance(instance, WorkflowTask)
    if touched and not is_new:
        raise Refused(
            Refusal(
                "chain-is-charter", _("Quy trình là của quy chế: hãy sửa tệp quy chế và nạp lại, không sửa tay ở đây.")
            )
        )


def refuse_step_without_decision(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A step is passed, skipped or returned only after the ledger says so (covers `task_state.approve()` called by code)."""
    if not isinstance(instance, TaskState) or instance.status == TaskState.STATUS_IN_PROGRESS:
        return
    if not issubclass(instance.task.specific_class or Task, ChainStep):
        return
    rows = Decision.objects.filter(run=instance.workflow_state_id)
    if instance.status == TaskState.STATUS_CANCELLED:
        allowed = rows.filter(act__in=[Act.RECALL, Act.RETURN, Act.FLAG, Act.URGENT, Act.DISOWN]).exists()
    else:
        acts = {
            TaskState.STATUS_APPROVED: [Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH],
            TaskState.STATUS_REJECTED: [Act.RETURN],
            TaskState.STATUS_SKIPPED: [Act.SKIP],
        }[instance.status]
        said = rows.filter(step=instance.task_id, act__in=acts, revision_id=instance.revision_id)
        allowed = any(verification_of_votes.is_borne_out(row) for row in said)
    if not allowed:
        raise Refused(Refusal("no-decision", _("Bước này chưa có quyết định trong sổ, nên không chuyển được.")))


def refuse_run_without_decision(sender: type, instance: WorkflowState, **_kwargs: Any) -> None:
    """A run ends before its time only by a return or a recall with its reason."""
    if (
        instance.pk is None
        or instance.status != WorkflowState.STATUS_CANCELLED
        or not Chain.objects.filter(pk=instance.workflow_id).exists()
    ):
        return
    if not Decision.objects.filter(run=instance.pk, act__in=[Act.RECALL, Act.RETURN, Act.URGENT, Act.DISOWN]).exists():
        raise Refused(Refusal("no-decision", _("Muốn dừng xét duyệt, hãy dùng «Rút lại» hoặc «Trả lại» và ghi lý do.")))


def refuse_unwritten_deed(sender: type, instance: Delegation, **_kwargs: Any) -> None:
    """A deed lends what the ledger says that it lends, on its giver's word, until the ledger says that it ended."""
    rows = list(Decision.objects.filter(board=instance.board_id, act__in=DEED_ACTS, digest=instance.digest))
    said = {row.act for row in rows}
    has_word = any(row.user == instance.giver_user_id for row in rows if row.act != Act.END_DEED)
    if Act.DELEGATE not in said or (instance.confirmed_at and not has_word):
        raise Refused(Refusal("no-decision", _("Văn bản ủy quyền này không có trong sổ quyết định.")))
    if Act.END_DEED in said and instance.ended_at is None:
        raise Refused(Refusal("ended", _("Ủy quyền này đã chấm dứt. Hãy lập văn bản mới.")))


def refuse_to_delete_deed(sender: type, instance: Delegation, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Văn bản ủy quyền được giữ lại, không xóa: hãy chấm dứt nó.")))


def refuse_unwritten_answer(sender: type, instance: DoubtedDecision, **_kwargs: Any) -> None:
    """A decision made with an account in foreign hands stands or falls by somebody else's word in the ledger (R130)."""
    answer = instance.answer
    if answer is None:
        refused = (
            instance.pk is not None and type(instance).objects.filter(pk=instance.pk, answer__isnull=False).exists()
        )
    else:
        said = (answer.digest, answer.title, answer.act in (Act.UPHOLD, Act.DISOWN))
        refused = said != (instance.decision.digest, instance.decision.title, True) or answer.user in (
            None,
            instance.incident.user_id,
        )
    if refused:
        raise Refused(Refusal("no-decision", _("Việc xác nhận lại này không có trong sổ quyết định.")))


def refuse_to_delete_doubt(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Hồ sơ sự cố tài khoản được giữ lại, không xóa.")))


def refuse_unwritten_vote(sender: type, instance: Consultation, **_kwargs: Any) -> None:
    """What is asked is what the ledger says; a result stands on the row that settled it, and on its ballots. A closed vote stays closed."""
    rows = Decision.objects.filter(board=instance.board_id, act__in=VOTE_ACTS, digest=instance.digest)
    settled = rows.filter(act__in=SETTLING).order_by("-number").first()
    is_written = rows.filter(act=Act.CALL_VOTE).exists() and (
        settled.seal == instance.result_seal and instance.closed_at is not None
        if settled
        else not (instance.outcome or instance.closed_at)
    )
    if not is_written:
        raise Refused(Refusal("no-decision", _("Sổ quyết định không có kết quả này của việc lấy ý kiến.")))
    stored = Consultation.objects.with_ballots().filter(pk=instance.pk).first()
    if stored and verification_of_votes.differs_from_ballots(instance, stored):
        raise Refused(Refusal("wrong-count", _("Kết quả này không đúng với các phiếu đã gửi.")))


def refuse_to_delete_ballot(sender: type, instance: Elector | Ballot, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Việc lấy ý kiến và các phiếu được giữ lại, không xóa.")))


def refuse_to_change_electorate(sender: type, instance: Elector, **_kwargs: Any) -> None:
    raise Refused(Refusal("electorate-fixed", _("Danh sách người cho ý kiến được chốt khi mở, không thêm bớt.")))


def refuse_unwritten_ballot(sender: type, instance: Ballot, **_kwargs: Any) -> None:
    """A ballot is written once, after its row of the ledger, while the vote is open."""
    consultation = instance.elector.consultation
    rows = Decision.objects.filter(board=consultation.board_id, act=Act.CAST, digest=consultation.digest)
    if instance.pk or not consultation.is_open or not rows.filter(seal=instance.seal, user=instance.user).exists():
        raise Refused(Refusal("no-decision", _("Phiếu này không có trong sổ quyết định, hoặc biểu quyết đã đóng.")))


def refuse_unwritten_follow_up(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A report of a mistake, a spot check, says what the ledger's last row about it says."""
    if not follow_up.is_borne_out(instance):
        raise Refused(_unwritten())


def refuse_unwritten_row(sender: type, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """What an application above brings along (`follow_up.bring_along`) says what its last row of the ledger, `written`, says."""
    row = instance.written if instance.written_id else None
    said = (instance.board_id, instance.ledger_act, instance.ledger_title, instance.digest)
    if not raw and (row is None or (row.board_id, row.act, row.title, row.digest) != said):
        raise Refused(_unwritten())


def refuse_to_delete_follow_up(sender: type, instance: Any, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Báo sai sót và kết quả kiểm tra được giữ lại, không xóa.")))


def refuse_to_replace_cited_file(sender: type, instance: Any, **_kwargs: Any) -> None:
    """A file that a submitted text refers to keeps its bytes; a new version is a new file."""
    if instance.pk is None or not _is_cited(instance):
        return
    stored = type(instance).objects.filter(pk=instance.pk).first()
    replaced = isinstance(getattr(instance.file, "_file", None), File) and not instance.file._committed
    if stored is None or replaced or shown_of(stored) != shown_of(instance) or stored.file.name != instance.file.name:
        raise Refused(
            Refusal(
                "file-is-cited",
                _(
                    "Tệp này đã được dùng trong nội dung đã trình nên không thay, đổi tên hay cắt lại được. Hãy tải lên thành tệp mới."
                ),
            )
        )


def refuse_to_delete_cited_file(sender: type, instance: Any, **_kwargs: Any) -> None:
    if _is_cited(instance):
        raise Refused(Refusal("file-is-cited", _("Tệp này đã được dùng trong nội dung đã trình nên không xóa được.")))


def _is_cited(media: Any) -> bool:
    kind = "image" if isinstance(media, get_image_model()) else "document"
    return CitedFile.objects.filter(kind=kind, object_id=media.pk).exists()


def _unwritten() -> Refusal:
    return Refusal("no-decision", _("Việc này chưa có trong sổ quyết định, nên không lưu được."))


def _uncertified() -> Refusal:
    return Refusal("not-certified", _("Chỉ nội dung đã được Ban biên tập duyệt mới được hiện ra ngoài."))
