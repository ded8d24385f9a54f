"""The chains of a charter on its rules page: the steps of each, and who may submit, decide, post and give back at which."""

from workflows.charter.schema import Chain, Charter, Step
from workflows.charter.words import CONTENT_NAMES, StepKind
from workflows.gate.on_paper import items, votes
from workflows.gate.on_paper.items import Item
from workflows.gate.on_paper.somebody import Question
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.votes import VoteAct
from workflows.screens.drawing import DrawnStep, drawn_steps
from workflows.screens.rules_page.table import Column, Part, Tables

IF_AUTHOR = "– người ấy đã viết một phần nội dung"
IF_DECIDED = "– người ấy đã quyết định ở bước khác của lần trình này"


def parts(tables: Tables) -> list[Part]:
    """A part for each chain. One whose table says the same as one before it refers to that."""
    found: list[Part] = []
    for chain in tables.rules.chain:
        part = _part(tables, chain)
        same = next((each for each in found if each.table == part.table), None)
        if same:
            part = Part(part.title, (*part.lines, f"Ai được làm gì ở từng bước: đúng như bảng của «{same.title}»."))
        found.append(part)
    return found


def _part(tables: Tables, chain: Chain) -> Part:
    kinds = ", ".join(str(CONTENT_NAMES[content]) for content in chain.content)
    lines = [_line(number, step) for number, step in enumerate(drawn_steps(chain, tables.rules), start=1)]
    columns = columns_of(tables.rules, chain)
    table = tables.table(
        columns,
        [
            tables.case(IF_AUTHOR, columns, wrote_it=True),
            tables.case(IF_DECIDED, columns, decided_before=True),
            tables.case(f"– {Act.RETURN.label} để sửa, ở bước đang chờ người ấy", _returning(tables.rules, chain)),
        ],
    )
    return Part(f"{chain.name} ({kinds})", (f"Người soạn, các bước: {chain.source}.", *lines), table)


def _line(number: int, step: DrawnStep) -> str:
    said = [
        f"Bước {number}. {step.name}: {step.who}",
        step.routed,
        step.condition,
        step.within and f"trong {step.within}",
    ]
    return ", ".join(part for part in said if part) + f" – {step.source}."


def columns_of(rules: Charter, chain: Chain) -> list[Column]:
    """Submitting a draft; the act of each step; the moment of posting."""
    columns = [Column(str(Act.SUBMIT.label), _asking(rules, Act.SUBMIT, Item.of(chain)))]
    columns += [Column(f"{number}. {_act_of(step)}", _of_step(rules, chain, step)) for number, step in _numbered(chain)]
    for number, step in _numbered(chain):
        if step.kind is StepKind.PUBLISH:
            appointed = Item.of(chain, step=step, is_appointed=True)
            columns.append(
                Column(f"{number}. {Act.APPOINT.label}", _asking(rules, Act.APPOINT, Item.of(chain, step=step)))
            )
            columns.append(Column(f"{number}. {Act.CALL_OFF.label}", _asking(rules, Act.CALL_OFF, appointed)))
    return columns


def _returning(rules: Charter, chain: Chain) -> list[Column]:
    """The same columns, asked for giving back: at the steps alone."""
    steps = {f"{number}. {_act_of(step)}": step for number, step in _numbered(chain)}
    return [
        Column(
            column.head,
            _asking(rules, Act.RETURN, Item.of(chain, step=step)) if (step := steps.get(column.head)) else None,
        )
        for column in columns_of(rules, chain)
    ]


def _numbered(chain: Chain) -> list[tuple[int, Step]]:
    return list(enumerate(chain.step, start=1))


def _act_of(step: Step) -> str:
    return str(ACT_OF_KIND[step.kind].label)


def _of_step(rules: Charter, chain: Chain, step: Step) -> Question:
    if step.kind is StepKind.VOTE:
        return lambda who: votes.ask(rules, who, VoteAct.CAST, voters=step.who)
    return _asking(rules, ACT_OF_KIND[step.kind], Item.of(chain, step=step))


def _asking(rules: Charter, act: Act, item: Item) -> Question:
    return lambda who: items.ask(rules, who, act, item)
