"""From the chains of a charter to Wagtail's workflows and tasks. A chain that changed gets a new version beside the one before."""

from collections import Counter
from collections.abc import Iterable

from wagtail.models import WorkflowPage, WorkflowTask

from workflows.charter.schema import Chain as CharterChain
from workflows.charter.schema import Charter, Step
from workflows.charter.words import StepKind
from workflows.models.board import Board
from workflows.models.chain import Chain, ChainStep, step_model
from workflows.models.reviewed import ReviewedPage


def compile_chains(board: Board, charter: Charter) -> None:
    """Chains that are as the charter has them stay; reviews in progress stay on those that are not."""
    known = list(Chain.objects.filter(board=board).values_list("key", "source", "is_current"))
    versions = Counter(key for key, _source, _is_current in known)
    current = {key: source for key, source, is_current in known if is_current}
    changed = [source for source in charter.chain if current.get(source.key) != source.model_dump(mode="json")]
    stay = {source.key for source in charter.chain} - {source.key for source in changed}
    Chain.objects.filter(board=board, is_current=True).exclude(key__in=stay).update(is_current=False)
    for source in changed:
        _compile(board, source, versions[source.key] + 1)


def assign_chains(board: Board, parts: Iterable[ReviewedPage]) -> None:
    """Assign each current chain to the section of its kind, so that Wagtail's own screens show it there."""
    chains = {kind: chain for chain in board.chains.filter(is_current=True) for kind in chain.content}
    kinds = {part.pk: getattr(part, "lists_kind", part.content_kind) for part in parts}
    WorkflowPage.objects.bulk_create(
        [
            WorkflowPage(page_id=page, workflow_id=chains[kind].workflow_ptr_id)
            for page, kind in kinds.items()
            if kind in chains
        ],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["workflow"],
    )


def _compile(board: Board, source: CharterChain, version: int) -> None:
    suffix = f" ({version})" if version > 1 else ""
    content = source.model_dump(mode="json")
    chain = Chain.objects.create(
        name=f"{source.name} – {board.rules.board.site_name}{suffix}"[:255],
        board=board,
        key=source.key,
        version=version,
        content=content["content"],
        source=content,
    )
    tasks = [_task(step) for step in source.step]
    # No guard is passed by: `refuse_to_change_chain` lets a new chain have as many steps as its charter says, which these are.
    WorkflowTask.objects.bulk_create(
        WorkflowTask(workflow_id=chain.pk, task=task, sort_order=order) for order, task in enumerate(tasks)
    )


def _task(step: Step) -> ChainStep:
    return step_model(StepKind(step.kind)).objects.create(
        name=step.name,
        key=step.key,
        kind=step.kind,
        roles=list(step.who),
        in_charge_of=step.in_charge_of or "",
        condition=step.when,
        within_amount=step.within.amount if step.within else None,
        within_unit=step.within.unit if step.within else "",
        author_may=step.author_may,
        rule=step.rule,
        clause=step.clause[:200],
        default_taken=step.default,
    )
