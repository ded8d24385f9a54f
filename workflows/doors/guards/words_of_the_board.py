"""Guards of deeds, votes, and answers for doubted decisions: each is what the ledger says of it."""

from typing import Any

from django.utils.translation import gettext as _

from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Member
from workflows.models.consultation import SETTLING, VOTE_ACTS, Ballot, Consultation, Elector, Supplement
from workflows.models.decision import Decision
from workflows.models.delegation import DEED_ACTS, Delegation
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal, Refused
from workflows.verification import votes as verification_of_votes


def refuse_unwritten_seat(sender: type, instance: Member, **_kwargs: Any) -> None:
    """Who sits on a seat is who the ledger's last row about it says; which seats there are, with which role, the charter says."""
    stored = Member.objects.filter(pk=instance.pk).first() if instance.pk else None
    if stored is None or any(getattr(stored, name) != getattr(instance, name) for name in _OF_THE_CHARTER):
        raise Refused(
            Refusal("seat-is-charter", _("Chức danh của Ban do quy chế quy định: hãy sửa tệp quy chế và nạp lại."))
        )
    if stored.user_id != instance.user_id:
        rows = Decision.objects.filter(board=instance.board_id, act=Act.SEAT, member=instance.pk).order_by("-number")
        if rows.values_list("user", flat=True).first() != instance.user_id or not rows.exists():
            raise Refused(Refusal("no-decision", _("Bố trí người vào chức danh phải theo quyết định ghi trong sổ.")))


_OF_THE_CHARTER = ("board_id", "key", "role", "role_key", "role_title", "title", "is_active")


def refuse_to_delete_seat(sender: type, instance: Member, **_kwargs: Any) -> None:
    raise Refused(
        Refusal("has-history", _("Chức danh của Ban được giữ lại, không xóa: hãy sửa tệp quy chế và nạp lại."))
    )


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


def refuse_unwritten_supplement(sender: type, instance: Supplement, **_kwargs: Any) -> None:
    """What is added to a question is written once, after its row of the ledger."""
    asked = instance.consultation
    rows = Decision.objects.filter(board=asked.board_id, act=Act.CORRECT_VOTE, digest=asked.digest)
    if instance.pk or not asked.is_open or not rows.filter(seal=instance.seal).exists():
        raise Refused(unwritten())


def refuse_to_delete_ballot(sender: type, instance: Elector | Ballot | Supplement, **_kwargs: Any) -> None:
    raise Refused(Refusal("has-history", _("Việc lấy ý kiến và các phiếu được giữ lại, không xóa.")))


def refuse_to_change_electorate(sender: type, instance: Elector, **_kwargs: Any) -> None:
    raise Refused(Refusal("electorate-fixed", _("Danh sách người cho ý kiến được chốt khi mở, không thêm bớt.")))


def refuse_unwritten_ballot(sender: type, instance: Ballot, **_kwargs: Any) -> None:
    """A ballot is written once, after its row of the ledger, while the vote is open."""
    consultation = instance.elector.consultation
    rows = Decision.objects.filter(board=consultation.board_id, act=Act.CAST, digest=consultation.digest)
    if instance.pk or not consultation.is_open or not rows.filter(seal=instance.seal, user=instance.user).exists():
        raise Refused(Refusal("no-decision", _("Phiếu này không có trong sổ quyết định, hoặc biểu quyết đã đóng.")))


def unwritten() -> Refusal:
    return Refusal("no-decision", _("Việc này chưa có trong sổ quyết định, nên không lưu được."))
