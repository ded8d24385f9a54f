"""Who may call a vote, correct, cast, close, stop, decide a tie and conclude: `may(act, facts)` says why not, or nothing. Pure, like
`workflows/rules/chain.py`. The count: `vote_count.py`.

Sources: R48 (tie), R49 (disputed matters), R50 (written consultation), R52 (the chief), R58 and R92 (who concludes),
R91 (proxy), 1.20.1 (where the charter is silent).
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from workflows.charter.schema import Charter, Vote
from workflows.charter.words import RoleKey, StepKind
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import not_in_review, others_there, text_changed
from workflows.rules.vote_count import VOTES, Choice, Outcome

LONGEST = datetime.timedelta(days=60)  # no charter names one; what takes longer is for a meeting
CONSULTED_BY = frozenset({RoleKey.SECRETARY, RoleKey.ASSISTANT, RoleKey.CHIEF, RoleKey.STANDING_DEPUTY, RoleKey.DEPUTY})
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


class VoteAct(StrEnum):
    CALL = "call"
    CONSULT = "consult"
    CAST = "cast"
    CORRECT = "correct"
    CLOSE = "close"
    STOP = "stop"
    DECIDE_TIE = "word"
    CONCLUDE = "conclude"


@dataclass(frozen=True)
class Matter:
    """What somebody would put to the board, and who they are. `step_kind` is None where no item is concerned."""

    roles: frozenset[str]
    callers: frozenset[str]
    voters: int
    text: str
    ends_at: datetime.datetime | None
    now: datetime.datetime
    subject: str = "-"
    step_kind: StepKind | None = None
    step_name: str = ""
    is_step_open: bool = False
    is_entitled: bool = False
    others_there: str = ""  # who could pass the step, where it waits for this person only while they are away
    running_vote: str = ""
    marks: tuple[str, ...] = ()
    is_same_text: bool = True
    doubted: str = ""


@dataclass(frozen=True)
class Sending:
    """A ballot that somebody would send for a seat. `altered`: that what was asked stands otherwise than the ledger says."""

    is_open: bool
    is_elector: bool
    altered: str = ""
    holds_seat: bool = True
    has_vote: bool = True
    stands_in: bool = False
    stand_in_wrote: bool = False
    has_voted_in_person: bool = False
    choice: str = ""
    opinion: str = ""


@dataclass(frozen=True)
class Course:
    """How a vote or consultation stands, who a person is in it, and what they say. `is_open`: ballots come in;
    `is_decided`: none is missing, or none that is could change the outcome; `leads`: has called it, or presides."""

    altered: str = ""
    is_about_item: bool = True
    is_open: bool = False
    is_decided: bool = False
    is_settled: bool = False
    outcome: Outcome | None = None
    chief_ends: bool = False
    is_chief: bool = False
    presides: bool = False
    leads: bool = False
    decides_tie: bool = False
    choice: str = ""
    text: str = ""


@dataclass(frozen=True)
class VoteFacts:
    """What the rules look at: `matter` for calling and consulting, `sending` for casting, `course` for the rest."""

    matter: Matter | None = None
    sending: Sending | None = None
    course: Course = Course()


def may(act: VoteAct, facts: VoteFacts) -> Refusal | None:
    """None where it may be done now; else the first reason against it."""
    altered = facts.course.altered or (facts.sending.altered if facts.sending else "")
    return Refusal("altered", altered) if altered else _RULES[act](facts)


def _may_call(facts: VoteFacts) -> Refusal | None:
    """Putting an item to the vote at its reviewing, approving or voting step (R49): whom the charter names, or for whom it waits."""
    matter = facts.matter
    if matter is None or not matter.is_step_open:
        return not_in_review()
    if matter.step_kind is StepKind.PUBLISH:
        return Refusal("not-here", _("Nội dung đã được duyệt; bước đăng tải không đưa ra biểu quyết."))
    if not matter.roles & matter.callers:
        if not matter.is_entitled:
            return Refusal("may-not-call", _("Theo quy chế, vai của bạn không đưa việc ra biểu quyết."))
        if matter.others_there:
            return others_there(matter.step_name, matter.others_there)
    if matter.running_vote:
        return Refusal("voting", matter.running_vote)
    if not matter.voters:
        return Refusal(
            "nobody-entitled",
            _(
                "Không còn thành viên nào ngoài người viết được biểu quyết về mục này. Hãy báo Thư ký để bố trí thêm người."
            ),
        )
    if matter.marks:
        return Refusal(
            "secrecy-mark",
            _("Có dấu chỉ độ mật ở %s. Hãy trả lại để bỏ phần đó, không đưa ra biểu quyết.") % "; ".join(matter.marks),
        )
    if not matter.is_same_text:
        return text_changed()
    if not matter.text:
        return Refusal(
            "reason-needed", _("Hãy viết rõ vấn đề chưa thống nhất để mọi người cho ý kiến."), asks_reason=True
        )
    if refusal := _period(matter):
        return refusal
    return Refusal("doubted", matter.doubted) if matter.doubted else None


def _may_consult(facts: VoteFacts) -> Refusal | None:
    """A written consultation that is about no item (R50); who assists prepares it for the secretary (AG Đ12.1)."""
    matter = facts.matter
    if matter is None or not matter.roles & CONSULTED_BY:
        return Refusal(
            "may-not-call", _("Phiếu xin ý kiến do Thư ký, người giúp việc, Trưởng ban hoặc Phó Trưởng ban lập.")
        )
    if not matter.voters:
        return Refusal("nobody-entitled", _("Ban biên tập chưa có thành viên nào để xin ý kiến. Hãy báo Thư ký."))
    if not matter.subject or not matter.text:
        return Refusal("reason-needed", _("Hãy ghi việc xin ý kiến và nội dung cụ thể."), asks_reason=True)
    return _period(matter)


def _period(matter: Matter) -> Refusal | None:
    if matter.ends_at is None:
        return Refusal("no-period", _("Hãy ghi ngày cuối cùng nhận phiếu."))
    if matter.ends_at <= matter.now:
        return Refusal("past", _("Ngày cuối cùng nhận phiếu đã qua. Hãy chọn một ngày sau đó."))
    if matter.ends_at - matter.now > LONGEST:
        return Refusal("too-long", _("Thời gian lấy ý kiến nhiều nhất %d ngày. Hãy chọn ngày sớm hơn.") % LONGEST.days)
    return None


def _may_cast(facts: VoteFacts) -> Refusal | None:
    """The electorate is as it was at the opening; who wrote the text says an opinion without a vote; a proxy does not overrule the principal (R91)."""
    sending = facts.sending
    if sending is None or not sending.is_open:
        return Refusal("closed", _("Biểu quyết này đã đóng nên không nhận thêm phiếu."))
    if not sending.is_elector:
        return Refusal("not-elector", _("Bạn không có tên trong danh sách cho ý kiến, đã chốt khi mở biểu quyết này."))
    if not sending.holds_seat:
        return Refusal("seat-left", _("Người này không còn giữ vai lúc mở biểu quyết nên không còn phiếu."))
    if sending.stand_in_wrote:
        return Refusal("own-text", _("Bạn đã viết một phần nội dung này nên không bỏ phiếu thay người khác được."))
    if sending.stands_in and sending.has_voted_in_person:
        return Refusal("principal-voted", _("Người ủy quyền đã tự gửi phiếu nên bạn không gửi thay nữa."))
    if sending.has_vote and sending.choice not in VOTES:
        return Refusal("choice-needed", _("Hãy chọn đồng ý, không đồng ý hoặc ý kiến khác."))
    if not sending.opinion and (sending.choice == Choice.NO or not sending.has_vote):
        return _opinion_needed()
    return None


def _may_correct(facts: VoteFacts) -> Refusal | None:
    """Adding to what was sent, while all who are asked can still answer it."""
    course = facts.course
    if not course.is_open:
        return _closed()
    if not course.leads:
        return _not_leading()
    if not course.text:
        return Refusal("reason-needed", _("Hãy viết rõ bổ sung hoặc đính chính điều gì."), asks_reason=True)
    return None


def _may_close(facts: VoteFacts) -> Refusal | None:
    """Before its end a vote is closed only by who presides, and only once nothing is missing: the ballots promise that they can be changed until then."""
    course = facts.course
    if not course.is_open:
        return _closed()
    if not course.presides:
        return _not_presiding()
    if not course.is_decided:
        return Refusal(
            "not-settled",
            _(
                "Còn thiếu phiếu có thể làm thay đổi kết quả nên chưa đóng sớm được; phiếu gửi trước khi bổ sung, đính chính cũng tính là còn thiếu. "
                "Hãy chờ đủ phiếu, hoặc đến hạn."
            ),
        )
    return None


def _may_stop(facts: VoteFacts) -> Refusal | None:
    """The chief takes an item back from a vote, where the charter lets the chief decide so (R52); it returns to its step. A written
    consultation is stopped by who sent it, or who presides, until it is closed."""
    course = facts.course
    if course.is_settled or not (course.is_open or course.is_about_item):
        return _closed()
    if not course.is_about_item and not course.leads:
        return _not_leading()
    if course.is_about_item and not (course.is_chief and course.chief_ends):
        return Refusal(
            "may-not-stop",
            _("Việc đã đưa ra biểu quyết thì do Ban biên tập quyết định; quy chế không cho dừng giữa chừng."),
        )
    if not course.text:
        return Refusal("reason-needed", _("Hãy viết vì sao dừng."), asks_reason=True)
    return None


def _may_decide_tie(facts: VoteFacts) -> Refusal | None:
    """The word on a tie (R48)."""
    course = facts.course
    if course.outcome is not Outcome.TIED:
        return Refusal("not-tied", _("Biểu quyết này không chờ ý kiến quyết định."))
    if not course.decides_tie:
        return Refusal("not-yours", _("Số phiếu bằng nhau thì theo ý kiến của người mà quy chế giao, không phải bạn."))
    if course.choice not in (Choice.YES, Choice.NO):
        return Refusal("choice-needed", _("Hãy chọn đồng ý hoặc không đồng ý."))
    if course.choice == Choice.NO and not course.text:
        return _opinion_needed()
    return None


def _may_conclude(facts: VoteFacts) -> Refusal | None:
    """The conclusion of a written consultation (R92)."""
    course = facts.course
    if course.outcome is not Outcome.ANSWERED:
        return Refusal("not-answered", _("Chỉ kết luận được sau khi hết hạn lấy ý kiến, và một lần."))
    if not course.presides:
        return _not_presiding()
    if not course.text:
        return Refusal("reason-needed", _("Hãy viết kết luận."), asks_reason=True)
    return None


def _closed() -> Refusal:
    return Refusal("closed", _("Việc này đã hết hạn hoặc đã đóng rồi."))


def _opinion_needed() -> Refusal:
    return Refusal("opinion-needed", _("Hãy viết ý kiến: không đồng ý thì phải nói vì sao."), asks_reason=True)


def _not_leading() -> Refusal:
    return Refusal("not-caller", _("Chỉ người đưa ra lấy ý kiến, hoặc người chủ trì, làm được việc này."))


def _not_presiding() -> Refusal:
    return Refusal("not-chair", _("Chỉ Trưởng ban, hoặc Phó Trưởng ban được ủy quyền chủ trì, làm được việc này."))


_RULES = {
    VoteAct.CALL: _may_call,
    VoteAct.CONSULT: _may_consult,
    VoteAct.CAST: _may_cast,
    VoteAct.CORRECT: _may_correct,
    VoteAct.CLOSE: _may_close,
    VoteAct.STOP: _may_stop,
    VoteAct.DECIDE_TIE: _may_decide_tie,
    VoteAct.CONCLUDE: _may_conclude,
}
