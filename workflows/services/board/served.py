"""Items in progress go on through the chain that they began under: each of its steps before them has somebody, whatever charter comes."""

from collections import defaultdict

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.charter.file import CharterError
from workflows.charter.mistake import Mistake
from workflows.charter.roles import holders_of
from workflows.charter.schema import Charter
from workflows.models.board import Board
from workflows.models.chain import Chain, StepState, holders

NAMED = 5  # so many items of a step are told by their titles


def require_served(board: Board, charter: Charter) -> None:
    """Raises `CharterError`, with a sentence per step, where this charter has no seat for a step that an item in progress has before it
    and the one in force has. What is stranded already keeps no charter from being loaded (decision 0046)."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    open_steps = StepState.objects.filter(board=board, status=TaskState.STATUS_IN_PROGRESS)
    states = list(open_steps.select_related("workflow_state", "revision", "task").order_by("pk"))
    chains = Chain.objects.in_bulk({state.workflow_state.workflow_id for state in states})
    for state in states:
        for name, roles in _before(state, chains[state.workflow_state.workflow_id]):
            found[name, roles].append(state.revision.object_str)
    mistakes = [
        Mistake("role", _sentence(name, roles, titles))
        for (name, roles), titles in found.items()
        if not holders_of(charter, roles) and holders(board, roles).exists()
    ]
    if mistakes:
        raise CharterError(f"{board.slug}.toml", mistakes)


def _before(state: StepState, chain: Chain) -> list[tuple[str, tuple[str, ...]]]:
    """The step at which an item stands and those after it: the name of each, and to whom its charter gave it."""
    steps, keys = chain.source["step"], [step["key"] for step in chain.source["step"]]
    return [(step["name"], tuple(step["who"])) for step in steps[keys.index(state.task.specific.key) :]]


def _sentence(step: str, roles: tuple[str, ...], titles: list[str]) -> str:
    more = _(" và %d mục khác") % (len(titles) - NAMED) if len(titles) > NAMED else ""
    return _(
        "Quy chế này không còn ai giữ vai %(roles)s, mà bước «%(step)s» của quy trình cũ còn chờ vai đó ở: %(items)s. "
        "Hãy để các mục ấy xong hoặc trả lại, rút lại rồi nạp; hoặc giữ mã vai cũ trong quy chế."
    ) % {
        "roles": ", ".join(f"«{role}»" for role in roles),
        "step": step,
        "items": ", ".join(f"«{title}»" for title in titles[:NAMED]) + more,
    }
