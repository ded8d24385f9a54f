"""The rules of the chain: `may(act, facts)` says why not, or nothing. Pure: no query, no request, no clock.

Facts are gathered by `workflows/gate/asked.py`; only `gate/gate.py` asks. Every refusal has a code and a sentence that the person can
act on. The rules' sources: R31-R37 (chain), R44 (who posts), 1.20.8 (own text), 1.20.9.
"""

from django.utils.translation import gettext as _

from workflows.charter.words import StepKind
from workflows.rules.act import Act
from workflows.rules.facts import Facts
from workflows.rules.marks import clearing, declaring, flagging, telling
from workflows.rules.public_items import declining, deleting, moving, proposing, withdrawing
from workflows.rules.refusal import Refusal
from workflows.rules.shared_refusals import incomplete, not_active, not_in_review, others_there, text_changed

OWN_TEXT = "own-text"
WITHOUT_FILE = "without-file"
TWO_LEVELS = "two-levels"
ACT_OF_KIND = {
    StepKind.REVIEW: Act.REVIEW,
    StepKind.APPROVE: Act.APPROVE,
    StepKind.VOTE: Act.VOTE,
    StepKind.PUBLISH: Act.PUBLISH,
}
PASSING = frozenset({Act.REVIEW, Act.APPROVE, Act.VOTE, Act.PUBLISH})
DECIDING = PASSING | {Act.RETURN}


def may(act: Act, facts: Facts) -> Refusal | None:
    """None where the act may be done now; else the first reason against it."""
    if not facts.is_active:
        return not_active()
    if facts.only_keeps_running:
        return Refusal(
            "keeps-running",
            _("Bạn giữ kỹ thuật cho cổng chạy, không soạn và không quyết định. Hãy báo thành viên phụ trách mục này."),
        )
    if act in DECIDING:
        return _may_decide(act, facts)
    return _RULES[act](facts)


def exceptions_used(act: Act, facts: Facts) -> list[str]:
    """What this act would stand on: each is one that the charter must allow."""
    if act not in (Act.REVIEW, Act.APPROVE, Act.PUBLISH):
        return []
    is_own = facts.is_contributor and not (act is Act.PUBLISH and facts.author_may)
    return [OWN_TEXT] * is_own + [TWO_LEVELS] * bool(facts.earlier_step)


def _may_decide(act: Act, facts: Facts) -> Refusal | None:
    if refusal := _decides_here(act, facts):
        return refusal
    if not facts.is_same_text:
        return text_changed()
    if act is Act.RETURN:
        return _others_there(facts) or _may_return(facts)
    if facts.bar:
        return facts.bar
    if facts.doubted:
        return Refusal(
            "doubted",
            _("%s Hãy chờ lãnh đạo Ban xác nhận quyết định đó, hoặc trả lại để trình lại từ đầu.") % facts.doubted,
        )
    return _four_eyes(act, facts) or guarded(facts)


def _decides_here(act: Act, facts: Facts) -> Refusal | None:
    """Whether this step is open, waits for this person, and is one for this act."""
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
    if act not in (Act.RETURN, ACT_OF_KIND[facts.step_kind]):
        return Refusal(
            "other-act", _("Bước «%(step)s» không phải là bước để làm việc này.") % {"step": facts.step_name}
        )
    return None


def _may_return(facts: Facts) -> Refusal | None:
    if facts.reason:
        return None
    return Refusal("reason-needed", _("Hãy viết lý do trả lại để người soạn biết cần sửa gì."), asks_reason=True)


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
    if refusal := telling(facts):
        return refusal
    if facts.without_file:
        return Refusal(
            WITHOUT_FILE,
            _(
                "Văn bản này chưa có tệp bản ký: tệp PDF ký số, hoặc PDF quét từ bản giấy; tệp soạn thảo như Word thì không phải. Hãy đính kèm tệp rồi xác nhận: %(items)s."
            )
            % {"items": "; ".join(f"«{text}»" for text in facts.without_file)},
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


def _four_eyes(act: Act, facts: Facts) -> Refusal | None:
    used = exceptions_used(act, facts)
    if not used:
        return None
    for exception in used:
        if exception in facts.exceptions:
            continue
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
    if refusal := _others_there(facts):
        return refusal
    if not facts.reason:
        return Refusal(
            "exception-needs-reason",
            _("Quy chế cho phép ngoại lệ này nhưng phải ghi rõ lý do. Hãy viết lý do."),
            asks_reason=True,
        )
    return None


def _others_there(facts: Facts) -> Refusal | None:
    if not facts.others_there:
        return None
    return others_there(facts.step_name, facts.others_there)


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
    if facts.was_returned and not facts.reason:
        return Refusal(
            "unchanged",
            _("Bản này giống hệt bản đã bị trả lại. Hãy sửa; nếu vẫn trình như vậy, hãy ghi vì sao ở hồ sơ duyệt."),
            asks_reason=True,
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


_RULES = {
    Act.EDIT: _may_edit,
    Act.SUBMIT: _may_submit,
    Act.RECALL: _may_recall,
    Act.WITHDRAW: withdrawing,
    Act.PROPOSE: proposing,
    Act.DECLINE: declining,
    Act.DELETE: deleting,
    Act.MOVE: moving,
    Act.FLAG: flagging,
    Act.UNFLAG: clearing,
    Act.DECLARE: declaring,
}
