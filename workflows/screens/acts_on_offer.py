"""The acts that the review file offers, in one table: what each is called, what it asks, what it does, and what is said afterwards."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.charter.schema import ChecklistItem, StepKind
from workflows.content_guard import checklist
from workflows.gate import emergencies, gate
from workflows.models.chain import StepState
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.screens import afterwards as afterwards_screen
from workflows.services.chain import buttons, declare, flag, propose_withdrawal, recall, submit, withdraw
from workflows.services.emergencies import affirm, publish_urgently

SAID_BESIDE_THE_BUTTON = ("own-text", "two-levels", "text-changed", "voting")


@dataclass(frozen=True)
class Pressed:
    """A button of the review file, with what was typed beside it; `state` is the step that its form was made for."""

    page: ReviewedPage
    user: Any
    state: StepState | None
    reason: str = ""
    ticks: Collection[str] = ()
    change: str = ""
    note: str = ""
    replacement: str = ""

    @property
    def step(self) -> StepState:
        """Raises `Refused` where the form was made for no step."""
        if self.state is None:
            raise Refused(_not_now(), self.page.pk)
        return self.state


@dataclass(frozen=True)
class Row:
    """One act. `reason`: the label where a reason is required, unless it is for an exception of the charter; `afterwards`: the sentence where the item is not told to wait for somebody."""

    label: str | Promise
    do: Callable[[Pressed], object]
    reason: str | Promise = ""
    afterwards: str | Promise = ""
    is_folded: bool = False
    takes_opinion: bool = False
    is_step_told: bool = True  # whether the step that the item has come to is told instead


def _pass_on(pressed: Pressed) -> None:
    buttons.perform(pressed.step, pressed.user, gate.POSITIVE_ACTION, pressed.reason, pressed.ticks)


TABLE: dict[Act, Row] = {
    Act.AFFIRM: Row(
        gettext_lazy("Xác nhận bản đăng khẩn – mục này tiếp tục hiện trên cổng"),
        lambda it: affirm.affirm(it.page, it.user, it.reason, it.ticks),
        afterwards=gettext_lazy("Đã xác nhận. Mục này tiếp tục hiện trên cổng."),
        takes_opinion=True,
    ),
    Act.REVIEW: Row(gettext_lazy("Đồng ý – chuyển tới bước «%s»"), _pass_on, takes_opinion=True),
    Act.APPROVE: Row(gettext_lazy("Phê duyệt – chuyển tới bước «%s»"), _pass_on, takes_opinion=True),
    Act.PUBLISH: Row(gettext_lazy("Đăng lên cổng – người dân đọc được ngay"), _pass_on),
    Act.RETURN: Row(
        gettext_lazy("Trả lại người soạn để sửa"),
        lambda it: buttons.perform(it.step, it.user, gate.RETURN_ACTION, it.reason),
        gettext_lazy("Cần sửa gì (bắt buộc)"),
        gettext_lazy("Đã trả lại người soạn; họ nhận được thư kèm lý do của bạn."),
    ),
    Act.RECALL: Row(
        gettext_lazy("Rút lại để sửa tiếp – việc xét duyệt dừng lại"),
        lambda it: recall.recall(it.step, it.user, it.reason),
        gettext_lazy("Lý do rút lại (bắt buộc)"),
        gettext_lazy("Đã rút lại. Bạn có thể sửa tiếp rồi trình lại."),
    ),
    Act.FLAG: Row(
        gettext_lazy("Đánh dấu nhạy cảm – Trưởng ban sẽ trực tiếp cho ý kiến"),
        lambda it: flag.flag(it.step, it.user, it.reason),
        gettext_lazy("Vì sao nhạy cảm (bắt buộc)"),
        is_folded=True,
    ),
    Act.UNFLAG: Row(
        gettext_lazy("Bỏ dấu nhạy cảm – mục đi tiếp như thường"),
        lambda it: flag.clear(it.step, it.user, it.reason),
        gettext_lazy("Vì sao bỏ dấu nhạy cảm (bắt buộc)"),
        is_folded=True,
    ),
    Act.SUBMIT: Row(
        gettext_lazy("Trình duyệt – nội dung được giữ nguyên trong khi xét duyệt"),
        lambda it: submit.submit(it.page, it.user, it.ticks, change=it.change, note=it.note),
    ),
    Act.DECLARE: Row(
        gettext_lazy("Xác nhận không phải tài liệu mật – mục này trình duyệt được nếu không sửa gì thêm"),
        lambda it: declare.declare(it.page, it.user, it.reason),
        gettext_lazy("Căn cứ để xác nhận không phải tài liệu mật (bắt buộc)"),
        gettext_lazy("Đã ghi vào sổ quyết định. Mục này trình duyệt được, nếu không ai sửa gì thêm."),
    ),
    Act.WITHDRAW: Row(
        gettext_lazy("Gỡ khỏi cổng – ở địa chỉ này người dân chỉ còn đọc được lý do, lịch sử được giữ"),
        lambda it: withdraw.withdraw(it.page, it.user, it.reason, withdraw.page_at(it.page, it.replacement)),
        gettext_lazy("Lý do gỡ xuống, người dân đọc được (bắt buộc)"),
        gettext_lazy("Đã gỡ khỏi cổng. Lịch sử và các quyết định được giữ nguyên."),
        is_step_told=False,
    ),
    Act.PROPOSE: Row(
        gettext_lazy("Đề nghị gỡ khỏi cổng – người có quyền sẽ quyết định"),
        lambda it: propose_withdrawal.propose(it.page, it.user, it.reason),
        gettext_lazy("Vì sao đề nghị gỡ (bắt buộc)"),
        gettext_lazy("Đã gửi đề nghị gỡ. Mục vẫn hiện cho đến khi có quyết định."),
        is_folded=True,
        is_step_told=False,
    ),
    Act.DECLINE: Row(
        gettext_lazy("Không gỡ theo đề nghị – mục vẫn hiện trên cổng"),
        lambda it: propose_withdrawal.decline(it.page, it.user, it.reason),
        gettext_lazy("Vì sao không gỡ (bắt buộc)"),
        gettext_lazy("Đã ghi: không gỡ. Người đề nghị nhận được thư."),
        is_step_told=False,
    ),
    Act.URGENT: Row(
        gettext_lazy("Đăng khẩn – người dân đọc được ngay, người thứ hai xác nhận sau"),
        lambda it: publish_urgently.publish_urgently(it.page, it.user, it.reason, it.ticks),
        gettext_lazy("Vì sao phải đăng ngay, không chờ các bước (bắt buộc)"),
        gettext_lazy("Đã đăng khẩn. Người thứ hai đã được báo để đọc và xác nhận; quá hạn thì mục này tự gỡ."),
        is_folded=True,
    ),
}
AT_STEP = (Act.RETURN, Act.RECALL, Act.FLAG, Act.UNFLAG)
OF_DRAFT = (Act.SUBMIT, Act.DECLARE, Act.WITHDRAW)
OF_PUBLIC = (
    Act.WITHDRAW,
    Act.PROPOSE,
    Act.DECLINE,
)  # while a new version is judged, too: what harms comes down at once


@dataclass(frozen=True)
class Typed:
    """What was typed into a refused form: it stands there again. `reasons`: by act."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    ticks: Collection[str] = ()
    change: str = ""
    note: str = ""
    replacement: str = ""


@dataclass(frozen=True)
class Offer:
    """An act that this person may do now, as its form shows it; or, with a `refusal`, one that waits for them and that they may not do."""

    act: str
    refusal: str = ""
    label: str = ""
    wants_reason: str = ""  # "", "optional" or "required"
    reason_label: str = ""
    typed: str = ""
    is_positive: bool = False
    is_folded: bool = False
    asks_replacement: bool = False
    replacement: str = ""
    asks_change: bool = False
    change: str = ""
    note: str = ""
    checklist: tuple[tuple[ChecklistItem, bool], ...] = ()


def offered(
    user: Any, page: ReviewedPage, state: StepState | None, following: str = "", typed: Typed | None = None
) -> list[Offer]:
    """The acts that this person may do now; and, for whom it waits but who may not, the reason. `following`: the next step's name."""
    positive = ACT_OF_KIND[StepKind(state.kind)] if state else None
    acts = [positive, *AT_STEP] if positive else [*OF_DRAFT]
    if page.live:
        acts += [act for act in OF_PUBLIC if act not in acts]
    answers = {
        Act.AFFIRM: emergencies.ask(user, Act.AFFIRM, page, state),
        **gate.ask_all(user, acts, page, state),
        Act.URGENT: emergencies.ask(user, Act.URGENT, page, state),
    }
    offers = []
    for act, refusal in answers.items():
        if refusal is None or refusal.asks_reason or refusal.asks_ticks:
            offers.append(_form(act, refusal, page, positive, following, typed or Typed()))
        elif _is_said(act, refusal, positive):
            offers.append(Offer(act.value, refusal.sentence))
    return offers


def _is_said(act: Act, refusal: Refusal, positive: Act | None) -> bool:
    """Whether somebody is told why not: what mending the text would lift, and why a step that waits for them is not theirs."""
    is_about_text = refusal.about_text and refusal.code != "nothing-new" and not TABLE[act].is_folded
    return is_about_text or (act is positive and refusal.code in SAID_BESIDE_THE_BUTTON)


def _form(
    act: Act, refusal: Refusal | None, page: ReviewedPage, positive: Act | None, following: str, typed: Typed
) -> Offer:
    row, is_change = TABLE[act], act is Act.SUBMIT and page.live
    is_required = refusal is not None and refusal.asks_reason
    note = _note(page) if is_change else ""
    items = checklist.items_for(page.own_board, page.content_kind, act)
    label = str(row.label)
    return Offer(
        act.value,
        label=label % following if "%s" in label else label,
        wants_reason="required" if is_required else "optional" if row.takes_opinion else "",
        reason_label=_reason_label(row) if is_required else _("Ý kiến (nếu có)"),
        typed=typed.reasons.get(act.value, ""),
        is_positive=act in (positive, Act.SUBMIT, Act.AFFIRM),
        is_folded=row.is_folded or (act is Act.WITHDRAW and positive is not None),
        asks_replacement=act is Act.WITHDRAW and page.live,
        replacement=typed.replacement,
        asks_change=is_change,
        change=typed.change or ("correction" if note else ""),
        note=typed.note or note,
        checklist=tuple((item, item.key in typed.ticks) for item in items),
    )


def _reason_label(row: Row) -> str:
    return str(row.reason) or _("Lý do dùng ngoại lệ của quy chế (bắt buộc)")


def _note(page: ReviewedPage) -> str:
    """What the new version of something public would tell as corrected."""
    judged = Judged.latest(page)
    return afterwards_screen.note_in(page, judged.draft) if judged else ""


def perform(act: str, pressed: Pressed) -> None:
    """Do what a button stands for. Raises `Refused`."""
    kind = StepKind(pressed.state.kind) if pressed.state else None
    is_other_step = act in ACT_OF_KIND.values() and (kind is None or act != ACT_OF_KIND[kind])
    if act not in TABLE or is_other_step:
        raise Refused(_not_now(), pressed.page.pk)
    TABLE[Act(act)].do(pressed)


def _not_now() -> Refusal:
    return Refusal("not-now", _("Việc này không làm được ở tình trạng hiện nay. Hãy xem lại hồ sơ."))


def what_happened(page: ReviewedPage, act: str) -> str:
    """The sentence after an act: what happened, and who has it next."""
    row = TABLE[Act(act)]
    state = gate.open_step(page) if row.is_step_told else None
    if state:
        return _("Đã xong. Mục này đang ở bước «%(step)s», chờ %(who)s.") % {
            "step": state.task.name,
            "who": gate.names(list(state.entitled.all())),
        }
    if row.afterwards:
        return str(row.afterwards)
    page.refresh_from_db()
    if page.live:
        return _("Đã đăng. Người dân đọc được tại %s") % page.full_url
    return _("Đã duyệt xong. Nội dung sẽ tự hiện ra vào giờ đã hẹn.")
