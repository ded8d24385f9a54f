"""Which acts the review file offers to a person now, each as its form shows it; and why not what waits for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vietnamese.working_days import VIETNAM
from workflows.charter.schema import ChecklistItem
from workflows.charter.words import StepKind
from workflows.content_guard import checklist
from workflows.gate import appointments, corrections, emergencies, gate
from workflows.models.appointment import Appointment
from workflows.models.chain import StepState
from workflows.models.judged import Judged
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND, WITHOUT_FILE
from workflows.rules.marks import LAST_NAME
from workflows.rules.refusal import Refusal
from workflows.screens.act_table import TABLE, Row

SAID_BESIDE_THE_BUTTON = ("own-text", "two-levels", "others-there", "text-changed", "voting")
AT_STEP = (Act.RETURN, Act.RECALL, Act.FLAG, Act.UNFLAG)
OF_DRAFT = (Act.SUBMIT, Act.DECLARE, Act.WITHDRAW)
MOVING = gettext_lazy("Dời giờ hẹn đăng")
TAKING_BACK = gettext_lazy("Không xác nhận – gỡ bản đăng khẩn khỏi cổng ngay, người dân đọc được lý do")
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
    at: str = ""


@dataclass(frozen=True)
class Offer:
    """An act that this person may do now, as its form shows it; or, with a `refusal`, one that waits for them and that they may not do.

    Such a one has its checklist where the refusal is of an item in it: then it is read, without boxes.
    """

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
    asks_moment: bool = False
    at: str = ""
    asks_change: bool = False
    change: str = ""
    note: str = ""
    checklist: tuple[tuple[ChecklistItem, bool], ...] = ()


def offered(
    user: SomeUser,
    page: ReviewedPage,
    state: StepState | None,
    following: str = "",
    typed: Typed | None = None,
    judged: Judged | None = None,
) -> list[Offer]:
    """The acts that this person may do now; and, for whom it waits but who may not, the reason. `following`: the next step's name."""
    positive = ACT_OF_KIND[StepKind(state.kind)] if state else None
    acts = [positive, *(appointments.ACTS if positive is Act.PUBLISH else ()), *AT_STEP] if positive else [*OF_DRAFT]
    if page.live:
        acts += [act for act in OF_PUBLIC if act not in acts]
    answers = {
        Act.AFFIRM: emergencies.ask(user, Act.AFFIRM, page, state),
        **gate.ask_all(user, acts, page, state),
        Act.URGENT: emergencies.ask(user, Act.URGENT, page, state),
    }
    offers = []
    judged = judged or (state.judged if state else Judged.latest(page))
    for act, refusal in answers.items():
        if refusal is None or refusal.asks_reason or refusal.asks_ticks:
            offers.append(_form(act, refusal, page, state, following, typed or Typed(), judged))
        elif _is_said(act, refusal, positive):
            shut = checklist.items_for(page, act) if refusal.code == WITHOUT_FILE else ()
            offers.append(Offer(act.value, refusal.sentence, checklist=tuple((item, False) for item in shut)))
    return offers


def _is_said(act: Act, refusal: Refusal, positive: Act | None) -> bool:
    """Whether somebody is told why not: what mending the text would lift, and why a step that waits for them is not theirs."""
    is_about_text = refusal.about_text and refusal.code != "nothing-new" and not TABLE[act].is_folded
    return is_about_text or (act is positive and refusal.code in SAID_BESIDE_THE_BUTTON)


def _form(
    act: Act,
    refusal: Refusal | None,
    page: ReviewedPage,
    state: StepState | None,
    following: str,
    typed: Typed,
    judged: Judged | None,
) -> Offer:
    row, is_change = TABLE[act], act is Act.SUBMIT and page.live
    positive = ACT_OF_KIND[StepKind(state.kind)] if state else None
    is_required = refusal is not None and refusal.asks_reason
    note = corrections.note_in(page, judged.draft) if is_change and judged else ""
    items = checklist.asked_for(judged, act) if judged else checklist.items_for(page, act)
    stands = Appointment.of(state) if act is Act.APPOINT else None
    label = _label(act, row, page, stands)
    return Offer(
        act.value,
        label=label % following if "%s" in label else label,
        wants_reason="required" if is_required else "optional" if row.takes_opinion else "",
        reason_label=_reason_label(row, refusal) if is_required else _("Ý kiến (nếu có)"),
        typed=typed.reasons.get(act.value, ""),
        is_positive=act in (positive, Act.SUBMIT, Act.AFFIRM),
        is_folded=row.is_folded or (act is Act.WITHDRAW and positive is not None),
        asks_replacement=act is Act.WITHDRAW and page.live,
        replacement=typed.replacement,
        asks_moment=act is Act.APPOINT,
        at=typed.at or (f"{timezone.localtime(stands.at, VIETNAM):%Y-%m-%dT%H:%M}" if stands else ""),
        asks_change=is_change,
        change=typed.change or ("correction" if note else ""),
        note=typed.note or note,
        checklist=tuple((item, item.key in typed.ticks) for item in items),
    )


def _label(act: Act, row: Row, page: ReviewedPage, stands: Appointment | None) -> str:
    if act is Act.WITHDRAW and page.live and emergencies.waiting_posting(page) is not None:
        return str(TAKING_BACK)
    return str(MOVING if stands else row.label)


def _reason_label(row: Row, refusal: Refusal | None) -> str:
    if refusal is not None and refusal.code == LAST_NAME:
        return _("Vì sao giữ tên này (bắt buộc)")
    return str(row.reason) or _("Lý do dùng ngoại lệ của quy chế (bắt buộc)")
