"""The rules of the chain: `may(act, facts)` says why not, or nothing. Pure: no query, no request, no clock.

Facts are gathered by `workflows/gate/gate.py`, which is the only caller. Every refusal has a code and a sentence that the person can
act on. The rules' sources: house rules "what always holds" 1-8; R31-R37 (chain), R44 (who posts), 1.20.8 (own text), 1.20.9.
"""

from dataclasses import dataclass, field
from typing import TypedDict

from django.utils.translation import gettext as _

from workflows.charter.schema import RoleKey, StepKind
from workflows.rules.act import Act
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import incomplete, not_active, not_in_review, own_text_to_confirm, text_changed

OWN_TEXT = "own-text"
TWO_LEVELS = "two-levels"

ACT_OF_KIND = {
    StepKind.REVIEW: Act.REVIEW,
    StepKind.APPROVE: Act.APPROVE,
    StepKind.VOTE: Act.VOTE,
    StepKind.PUBLISH: Act.PUBLISH,
}
PASSING = frozenset({Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH})
DECIDING = PASSING | {Act.RETURN}


@dataclass(frozen=True)
class Facts:
    """What the rules look at, about one person, one item, and the step that it stands at."""

    is_active: bool
    roles: frozenset[RoleKey] = frozenset()
    is_contributor: bool = False
    is_for_author: bool = False
    is_requester: bool = False
    drafting_roles: frozenset[RoleKey] = frozenset()
    may_withdraw: bool = False
    is_proposed: bool = False
    is_flagged: bool = False
    may_clear: bool = False
    is_live: bool = False
    is_scheduled: bool = False
    changes_board: bool = False
    has_history: bool = False
    has_changes: bool = True
    is_secret: bool = False
    bar: Refusal | None = None
    marks: tuple[str, ...] = ()
    declaring_roles: frozenset[RoleKey] = frozenset()
    unticked: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unserved_step: str = ""
    step_kind: StepKind | None = None
    step_name: str = ""
    is_step_open: bool = False
    finished: str = ""
    is_entitled: bool = False
    waits_for: str = ""
    running_vote: str = ""
    author_may: bool = False
    earlier_step: str = ""
    is_same_text: bool = True
    doubted: str = ""
    exceptions: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""


class Below(TypedDict):
    """A page together with everything below it."""

    is_live: bool
    is_step_open: bool


class OfItem(Below):
    """The part of the facts about the person and the item."""

    roles: frozenset[RoleKey]
    is_scheduled: bool
    may_withdraw: bool
    is_proposed: bool
    has_history: bool
    bar: Refusal | None


class AtStep(TypedDict, total=False):
    """The part about the step at which the item stands, and what has happened in its run."""

    step_kind: StepKind
    step_name: str
    finished: str
    is_entitled: bool
    waits_for: str
    author_may: bool
    is_requester: bool
    exceptions: frozenset[str]
    is_flagged: bool
    may_clear: bool
    running_vote: str
    is_for_author: bool
    earlier_step: str
    is_same_text: bool
    doubted: str


class OfDraft(TypedDict, total=False):
    """The part about a draft that would be submitted."""

    drafting_roles: frozenset[RoleKey]
    has_changes: bool
    is_secret: bool
    problems: tuple[str, ...]
    unserved_step: str


class Guarded(TypedDict, total=False):
    """The part that the content guard and the checklist say."""

    marks: tuple[str, ...]
    declaring_roles: frozenset[RoleKey]
    unticked: tuple[str, ...]


def may(act: Act, facts: Facts) -> Refusal | None:
    """None where the act may be done now; else the first reason against it."""
    if not facts.is_active:
        return not_active()
    if act in DECIDING:
        return _may_decide(act, facts)
    return _RULES[act](facts)


def exception_used(act: Act, facts: Facts) -> str:
    """The exception that the charter allows and this act would stand on, or an empty string."""
    if act in (Act.REVIEW, Act.APPROVE) and facts.is_contributor:
        return OWN_TEXT
    if act in (Act.REVIEW, Act.APPROVE, Act.PUBLISH) and facts.earlier_step:
        return TWO_LEVELS
    if act is Act.PUBLISH and facts.is_contributor and not facts.author_may:
        return OWN_TEXT
    return ""


def _may_decide(act: Act, facts: Facts) -> Refusal | None:
    if facts.step_kind is None:
        return not_in_review()
    if not facts.is_step_open:
        return Refusal(
            "already-done", facts.finished or _("Bước này đã xong. Hãy tải lại trang để xem tình trạng mới nhất.")
        )
    if not facts.roles:
        return Refusal(
            "not-a-member", _("Chỉ thành viên Ban biên tập mới được quyết định; người quản trị kỹ thuật thì không.")
        )
    if not facts.is_entitled:
        return Refusal(
            "not-yours",
            _("Bước «%(step)s» đang chờ %(who)s, không phải bạn.") % {"step": facts.step_name, "who": facts.waits_for},
        )
    if facts.running_vote:
        return Refusal("voting", facts.running_vote)
    if facts.step_kind is StepKind.VOTE:
        return Refusal(
            "board-votes",
            _("Bước «%(step)s» do cả Ban biên tập biểu quyết; không ai quyết định riêng.") % {"step": facts.step_name},
        )
    if act is not Act.RETURN and act is not ACT_OF_KIND[facts.step_kind]:
        return Refusal(
            "other-act", _("Bước «%(step)s» không phải là bước để làm việc này.") % {"step": facts.step_name}
        )
    if not facts.is_same_text:
        return text_changed()
    if facts.bar and act is not Act.RETURN:
        return facts.bar
    if act is Act.RETURN:
        return (
            None
            if facts.reason
            else Refusal("reason-needed", _("Hãy viết lý do trả lại để người soạn biết cần sửa gì."), asks_reason=True)
        )
    if facts.doubted:
        return Refusal(
            "doubted",
            _("%s Hãy chờ lãnh đạo Ban xác nhận quyết định đó, hoặc trả lại để trình lại từ đầu.") % facts.doubted,
        )
    return _four_eyes(act, facts) or guarded(facts)


def guarded(facts: Facts) -> Refusal | None:
    """What the content guard and the charter's checklist hold against passing an item on (R60-R61, R125-R128, R132)."""
    if facts.marks:
        return Refusal(
            "secrecy-mark",
            _(
                "Có dấu chỉ độ mật ở %(places)s. Hãy bỏ phần đó; nếu không phải tài liệu mật, người được quy chế giao phải xác nhận bằng văn bản ở hồ sơ duyệt."
            )
            % {"places": "; ".join(facts.marks)},
            about_text=True,
        )
    if facts.unticked:
        return Refusal(
            "checklist",
            _(
                "Nội dung đã lưu, chưa chuyển đi. Còn một việc: ở hồ sơ duyệt, hãy kiểm tra và đánh dấu từng điều: %(items)s."
            )
            % {"items": "; ".join(f"«{text}»" for text in facts.unticked)},
            asks_ticks=True,
        )
    return None


def _may_declare(facts: Facts) -> Refusal | None:
    if not facts.marks:
        return Refusal("no-mark", _("Mục này không có dấu chỉ độ mật nào cần xác nhận."))
    if not facts.roles & facts.declaring_roles:
        return Refusal("may-not-declare", _("Theo quy chế, vai của bạn không được xác nhận tài liệu không mật."))
    if facts.is_contributor:
        return own_text_to_confirm()
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết căn cứ để xác nhận đây không phải tài liệu mật; căn cứ được lưu trong sổ quyết định."),
            asks_reason=True,
        )
    return None


def _four_eyes(act: Act, facts: Facts) -> Refusal | None:
    exception = exception_used(act, facts)
    if not exception:
        return None
    if exception not in facts.exceptions:
        if exception == OWN_TEXT:
            if facts.is_for_author:
                return Refusal(
                    "own-text", _("Người ủy quyền cho bạn đã viết một phần nội dung này, nên người khác phải duyệt.")
                )
            return Refusal("own-text", _("Bạn đã viết một phần nội dung này, nên người khác phải duyệt."))
        return Refusal(
            "two-levels",
            _("Bạn đã quyết định ở bước «%(step)s» của lần trình này, nên người khác phải làm bước này.")
            % {"step": facts.earlier_step},
        )
    if not facts.reason:
        return Refusal(
            "exception-needs-reason",
            _("Quy chế cho phép ngoại lệ này nhưng phải ghi rõ lý do. Hãy viết lý do."),
            asks_reason=True,
        )
    return None


def _may_edit(facts: Facts) -> Refusal | None:
    if facts.is_step_open:
        return Refusal(
            "frozen",
            _(
                "Nội dung đang được xét duyệt nên không ai sửa được. Muốn sửa, hãy rút lại hoặc chờ người duyệt trả lại."
            ),
        )
    if facts.is_scheduled:
        return Refusal(
            "scheduled",
            _("Bản đã duyệt đang hẹn giờ hiện ra nên không ai sửa được. Muốn sửa, hãy đề nghị gỡ bản hẹn giờ."),
        )
    return facts.bar


def under_way() -> Refusal:
    """Why nothing is submitted while a run of the item is open."""
    return Refusal("already-submitted", _("Mục này đã được trình và đang chờ duyệt."))


def _may_submit(facts: Facts) -> Refusal | None:
    if facts.is_step_open:
        return under_way()
    if facts.is_scheduled:
        return Refusal("scheduled", _("Bản trước đã duyệt và đang hẹn giờ hiện ra. Hãy đề nghị gỡ bản hẹn giờ trước."))
    if facts.bar:
        return facts.bar
    if not facts.roles & facts.drafting_roles:
        return Refusal("may-not-draft", _("Vai của bạn trong Ban biên tập không được trình loại nội dung này."))
    if not facts.has_changes:
        return Refusal("nothing-new", _("Bản này đã được đăng rồi; chưa có thay đổi nào để trình."), about_text=True)
    if facts.is_secret:
        return Refusal(
            "secret",
            _("Văn bản có dấu mật không được đưa lên cổng. Hãy bỏ văn bản này khỏi hệ thống."),
            about_text=True,
        )
    if facts.problems:
        return incomplete(facts.problems)
    if facts.unserved_step:
        return Refusal(
            "nobody-left",
            _("Không còn ai ngoài người viết có thể làm bước «%(step)s». Hãy báo Thư ký để bố trí thêm người.")
            % {"step": facts.unserved_step},
        )
    return guarded(facts)


def _may_recall(facts: Facts) -> Refusal | None:
    if not facts.is_step_open:
        return Refusal("not-in-review", _("Mục này không đang chờ duyệt nên không có gì để rút lại."))
    if not facts.is_requester:
        return Refusal("not-requester", _("Chỉ người đã trình mới rút lại được. Người duyệt thì dùng «Trả lại»."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết lý do rút lại."), asks_reason=True)
    return None


def _may_withdraw(facts: Facts) -> Refusal | None:
    if not (facts.is_live or facts.is_scheduled):
        return Refusal("not-live", _("Mục này hiện không được đăng nên không có gì để gỡ xuống."))
    if not facts.may_withdraw:
        return _may_not_withdraw()
    if not facts.reason:
        return Refusal(
            "reason-needed",
            _("Hãy viết lý do gỡ xuống; người dân đọc được lý do này ở địa chỉ của mục."),
            asks_reason=True,
        )
    return None


def _may_propose(facts: Facts) -> Refusal | None:
    """Every member may say that something should come down (R121-R123); whom the charter lets decide does not propose, but does it."""
    if not facts.is_live:
        return Refusal("not-live", _("Mục này hiện không được đăng nên không có gì để đề nghị gỡ."))
    if not facts.roles:
        return Refusal("not-a-member", _("Chỉ thành viên Ban biên tập mới đề nghị gỡ được."))
    if facts.may_withdraw:
        return Refusal("may-withdraw", _("Quy chế giao cho bạn quyết định gỡ; hãy dùng «Gỡ khỏi cổng»."))
    if facts.is_proposed:
        return Refusal("already-proposed", _("Đã có đề nghị gỡ mục này, đang chờ quyết định."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao đề nghị gỡ."), asks_reason=True)
    return None


def _may_decline(facts: Facts) -> Refusal | None:
    if not facts.is_proposed:
        return Refusal("not-proposed", _("Không có đề nghị gỡ nào đang chờ ở mục này."))
    if not facts.may_withdraw:
        return _may_not_withdraw()
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao không gỡ; người đề nghị đọc được."), asks_reason=True)
    return None


def _may_not_withdraw() -> Refusal:
    return Refusal("may-not-withdraw", _("Theo quy chế, vai của bạn không được quyết định gỡ nội dung đã đăng."))


def _may_delete(facts: Facts) -> Refusal | None:
    if facts.has_history or facts.is_live:
        return Refusal(
            "has-history", _("Mục đã từng được trình hoặc đăng thì không xóa: hãy gỡ xuống, lịch sử được giữ lại.")
        )
    return None


def _may_move(facts: Facts) -> Refusal | None:
    """What is public keeps its old address as well, so it may move; who may take it down may say where it stands."""
    if facts.is_step_open:
        return Refusal("in-review", _("Mục này, hoặc mục nằm dưới nó, đang chờ duyệt nên chưa chuyển chỗ được."))
    if facts.changes_board:
        return Refusal("other-board", _("Không chuyển nội dung sang cổng của Ban biên tập khác: bên đó chưa duyệt."))
    if facts.is_live and not facts.may_withdraw:
        return Refusal("may-not-move", _("Theo quy chế, vai của bạn không được chuyển chỗ nội dung đã đăng."))
    return None


def _may_flag(facts: Facts) -> Refusal | None:
    """Whoever is on the way may say that an item is sensitive (R59); it costs the others one more look and nobody a right."""
    if not facts.is_step_open:
        return Refusal(
            "not-in-review", _("Mục này không đang được xét duyệt. Hãy tải lại trang để xem tình trạng mới nhất.")
        )
    if not facts.roles:
        return Refusal("not-a-member", _("Chỉ thành viên Ban biên tập mới đánh dấu được."))
    if facts.is_flagged:
        return Refusal("already-flagged", _("Mục này đã được đánh dấu nhạy cảm."))
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao nội dung nhạy cảm."), asks_reason=True)
    return None


def _may_unflag(facts: Facts) -> Refusal | None:
    if not (facts.is_step_open and facts.is_flagged):
        return Refusal("not-flagged", _("Mục này không mang dấu nhạy cảm."))
    if not facts.may_clear:
        return Refusal(
            "chief-only", _("Chỉ Trưởng ban, hoặc người được Trưởng ban ủy quyền ghi rõ, mới bỏ được dấu nhạy cảm.")
        )
    if not facts.reason:
        return Refusal("reason-needed", _("Hãy viết vì sao bỏ dấu nhạy cảm."), asks_reason=True)
    return None


_RULES = {
    Act.EDIT: _may_edit,
    Act.SUBMIT: _may_submit,
    Act.RECALL: _may_recall,
    Act.WITHDRAW: _may_withdraw,
    Act.PROPOSE: _may_propose,
    Act.DECLINE: _may_decline,
    Act.DELETE: _may_delete,
    Act.MOVE: _may_move,
    Act.FLAG: _may_flag,
    Act.UNFLAG: _may_unflag,
    Act.DECLARE: _may_declare,
}
