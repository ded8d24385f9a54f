"""The rules of deciding together: who may call, cast, close and conclude. Pure: no query, no request, no clock. The count: `vote_count.py`.

Sources: R48 (tie), R49 (disputed matters), R50 (written consultation), R52 (the chief), R58 and R92 (who concludes),
R91 (proxy), 1.20.1 (where the charter is silent).
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from workflows.charter.schema import Charter, RoleKey, StepKind, Vote
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import not_in_review, text_changed
from workflows.rules.vote_count import VOTES, Choice

LONGEST = datetime.timedelta(days=60)  # no charter names one; what takes longer is for a meeting
CONSULTED_BY = frozenset({RoleKey.SECRETARY, RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY})
SILENT = Vote(
    quorum="two-thirds-of-members",
    majority="of-present",
    tie="chair",
    rule="1.20.1",
    default="Quy chế không nói về biểu quyết; bằng phiếu thì theo người chủ trì.",
)


def rule_of(charter: Charter) -> Vote:
    """What the charter says of voting, or the default where it is silent (1.20.1)."""
    return charter.vote or SILENT


@dataclass(frozen=True)
class CallFacts:
    """What the rules look at when somebody puts a matter to the board. `step_kind` is None where no item is concerned."""

    roles: frozenset[RoleKey]
    callers: frozenset[RoleKey]
    voters: int
    text: str
    ends_at: datetime.datetime | None
    now: datetime.datetime
    subject: str = "-"
    step_kind: StepKind | None = None
    is_step_open: bool = False
    is_entitled: bool = False
    running_vote: str = ""
    marks: tuple[str, ...] = ()
    is_same_text: bool = True


def may_call(facts: CallFacts) -> Refusal | None:
    """Putting an item to the vote at its reviewing, approving or voting step (R49): whom the charter names, or for whom it waits."""
    if not facts.is_step_open:
        return not_in_review()
    if facts.step_kind is StepKind.PUBLISH:
        return Refusal("not-here", _("Nội dung đã được duyệt; bước đăng tải không đưa ra biểu quyết."))
    if not (facts.roles & facts.callers or facts.is_entitled):
        return Refusal("may-not-call", _("Theo quy chế, vai của bạn không đưa việc ra biểu quyết."))
    if facts.running_vote:
        return Refusal("voting", facts.running_vote)
    if not facts.voters:
        return Refusal(
            "nobody-entitled",
            _(
                "Không còn thành viên nào ngoài người viết được biểu quyết về mục này. Hãy báo Thư ký để bố trí thêm người."
            ),
        )
    if facts.marks:
        return Refusal(
            "secrecy-mark",
            _("Có dấu chỉ độ mật ở %s. Hãy trả lại để bỏ phần đó, không đưa ra biểu quyết.") % "; ".join(facts.marks),
        )
    if not facts.is_same_text:
        return text_changed()
    if not facts.text:
        return Refusal(
            "reason-needed", _("Hãy viết rõ vấn đề chưa thống nhất để mọi người cho ý kiến."), asks_reason=True
        )
    return _period(facts)


def may_consult(facts: CallFacts) -> Refusal | None:
    """A written consultation that is about no item (R50)."""
    if not facts.roles & CONSULTED_BY:
        return Refusal("may-not-call", _("Phiếu xin ý kiến do Thư ký, Trưởng ban hoặc Phó Trưởng ban lập."))
    if not facts.voters:
        return Refusal("nobody-entitled", _("Ban biên tập chưa có thành viên nào để xin ý kiến. Hãy báo Thư ký."))
    if not facts.subject or not facts.text:
        return Refusal("reason-needed", _("Hãy ghi việc xin ý kiến và nội dung cụ thể."), asks_reason=True)
    return _period(facts)


def _period(facts: CallFacts) -> Refusal | None:
    if facts.ends_at is None:
        return Refusal("no-period", _("Hãy ghi ngày cuối cùng nhận phiếu."))
    if facts.ends_at <= facts.now:
        return Refusal("past", _("Ngày cuối cùng nhận phiếu đã qua. Hãy chọn một ngày sau đó."))
    if facts.ends_at - facts.now > LONGEST:
        return Refusal("too-long", _("Thời gian lấy ý kiến nhiều nhất %d ngày. Hãy chọn ngày sớm hơn.") % LONGEST.days)
    return None


@dataclass(frozen=True)
class CastFacts:
    """What the rules look at when somebody sends a ballot for a seat."""

    is_open: bool
    is_elector: bool
    holds_seat: bool = True
    has_vote: bool = True
    stands_in: bool = False
    stand_in_wrote: bool = False
    has_voted_in_person: bool = False
    choice: str = ""
    opinion: str = ""
    closed: str = ""


def may_cast(facts: CastFacts) -> Refusal | None:
    """The electorate is as it was at the opening; who wrote the text says an opinion without a vote; a proxy does not overrule the principal (R91)."""
    if not facts.is_open:
        return Refusal("closed", facts.closed or _("Biểu quyết này đã đóng nên không nhận thêm phiếu."))
    if not facts.is_elector:
        return Refusal("not-elector", _("Bạn không có tên trong danh sách cho ý kiến, đã chốt khi mở biểu quyết này."))
    if not facts.holds_seat:
        return Refusal("seat-left", _("Người này không còn giữ vai lúc mở biểu quyết nên không còn phiếu."))
    if facts.stand_in_wrote:
        return Refusal("own-text", _("Bạn đã viết một phần nội dung này nên không bỏ phiếu thay người khác được."))
    if facts.stands_in and facts.has_voted_in_person:
        return Refusal("principal-voted", _("Người ủy quyền đã tự gửi phiếu nên bạn không gửi thay nữa."))
    if facts.has_vote and facts.choice not in VOTES:
        return Refusal("choice-needed", _("Hãy chọn đồng ý, không đồng ý hoặc ý kiến khác."))
    if not facts.opinion and (facts.choice == Choice.NO or not facts.has_vote):
        return _opinion_needed()
    return None


def may_close_early(*, is_open: bool, presides: bool, is_settled: bool) -> Refusal | None:
    """Before its end a vote is closed only by who presides, and only where no missing ballot can change the outcome."""
    if not is_open:
        return _closed()
    if not presides:
        return _not_presiding()
    if not is_settled:
        return Refusal("not-settled", _("Phiếu còn thiếu vẫn có thể làm thay đổi kết quả nên chưa đóng được."))
    return None


def may_stop(*, is_settled: bool, is_chief: bool, allowed: bool, reason: str) -> Refusal | None:
    """The chief takes a matter back from a vote, where the charter lets the chief decide so (R52). The item returns to its step."""
    if is_settled:
        return _closed()
    if not is_chief or not allowed:
        return Refusal(
            "may-not-stop",
            _("Việc đã đưa ra biểu quyết thì do Ban biên tập quyết định; quy chế không cho dừng giữa chừng."),
        )
    if not reason:
        return Refusal("reason-needed", _("Hãy viết vì sao dừng biểu quyết."), asks_reason=True)
    return None


def may_give_word(*, is_tied: bool, decides: bool, choice: str, opinion: str) -> Refusal | None:
    """The word on a tie (R48)."""
    if not is_tied:
        return Refusal("not-tied", _("Biểu quyết này không chờ ý kiến quyết định."))
    if not decides:
        return Refusal("not-yours", _("Số phiếu bằng nhau thì theo ý kiến của người mà quy chế giao, không phải bạn."))
    if choice not in (Choice.YES, Choice.NO):
        return Refusal("choice-needed", _("Hãy chọn đồng ý hoặc không đồng ý."))
    if choice == Choice.NO and not opinion:
        return _opinion_needed()
    return None


def may_conclude(*, is_answered: bool, presides: bool, text: str) -> Refusal | None:
    """The conclusion of a written consultation (R92)."""
    if not is_answered:
        return Refusal("not-answered", _("Chỉ kết luận được sau khi hết hạn lấy ý kiến, và một lần."))
    if not presides:
        return _not_presiding()
    if not text:
        return Refusal("reason-needed", _("Hãy viết kết luận."), asks_reason=True)
    return None


def _closed() -> Refusal:
    return Refusal("closed", _("Biểu quyết này đã đóng rồi."))


def _opinion_needed() -> Refusal:
    return Refusal("opinion-needed", _("Hãy viết ý kiến: không đồng ý thì phải nói vì sao."), asks_reason=True)


def _not_presiding() -> Refusal:
    return Refusal("not-chair", _("Chỉ Trưởng ban, hoặc Phó Trưởng ban được ủy quyền chủ trì, làm được việc này."))
