"""Whether a step of a chain applies to an item, and whether anybody is left to do it. Reads only."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from workflows.charter.schema import Step
from workflows.charter.words import Condition, StepKind
from workflows.gate import sensitivity
from workflows.models.board import names_of
from workflows.models.chain import Chain, holders, in_charge
from workflows.models.judged import Judged
from workflows.rules.chain import OWN_TEXT


def why_not_applicable(
    condition: str, roles: Iterable[str], in_charge_of: str, judged: Judged, submitter: int | None, is_sensitive: bool
) -> str:
    """The reason for skipping this step, or an empty string where it applies."""
    if condition == Condition.SENSITIVE and not is_sensitive:
        return _("Nội dung không được đánh dấu nhạy cảm.")
    if condition == Condition.NOT_SENSITIVE and is_sensitive:
        return _("Nội dung nhạy cảm đi thẳng tới bước của Trưởng ban.")
    if condition != Condition.SUBMITTED_BY_OTHERS:
        return ""
    seats = holders(judged.board, roles)
    if not in_charge_of:
        if judged.writers and judged.writers <= set(seats.values_list("user_id", flat=True)):
            return _("Những người giữ vai của bước này đã tự soạn nội dung; bước tiếp theo sẽ xem xét.")
        return ""
    charged = in_charge(in_charge_of, judged.draft.field, judged.draft.unit)
    if charged and charged in seats and (submitter == charged.user_id or judged.writers == {charged.user_id}):
        return _("Người phụ trách ở bước này đã tự soạn hoặc tự trình nội dung; bước tiếp theo sẽ xem xét.")
    return ""


def unserved_step(chain: Chain, judged: Judged, submitter: int | None) -> str:
    """The first judging step that applies to the item and that nobody but its authors could do."""
    if OWN_TEXT in judged.board.rules.exceptions:
        return ""
    seats = judged.board.members.active().filter(user__is_active=True).exclude(user_id__in=judged.authors)
    names, steps = names_of(seats), [Step.model_validate(source) for source in chain.source["step"]]
    judging = (step for step in steps if not (step.kind is StepKind.PUBLISH and step.author_may))
    without = (step for step in judging if names.isdisjoint(step.who))
    return next((step.name for step in without if _applies(step, judged, submitter)), "")


def _applies(step: Step, judged: Judged, submitter: int | None) -> bool:
    is_sensitive = sensitivity.is_marked(judged.draft, sensitivity.last_mark_of(judged))
    return not why_not_applicable(step.when, step.who, step.in_charge_of or "", judged, submitter, is_sensitive)
