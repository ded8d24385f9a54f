"""Every rules module is asked in one way, `may(act, facts)`, and by a gate alone: what a screen shows and what a service does is one answer."""

import ast
import dataclasses
import enum
import importlib
import inspect
import subprocess
import typing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GATES = ("workflows/gate/", "questions/gate.py", "documents/drafts/gate.py")
BESIDE = {"may_see"}  # of tickets: whether somebody may read one at all, before any act


def sources():
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = {ROOT / name for name in listed.split()} | set((ROOT / "workflows").rglob("*.py"))
    return [
        file
        for file in sorted(found)
        if file.exists()
        and "migrations" not in file.parts
        and file.relative_to(ROOT).parts[0] not in ("tests", "bench")
    ]


def module_of(file):
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


MODULES = [
    name
    for name in map(module_of, sources())
    if name.startswith("workflows.rules.") or name.rpartition(".")[2] in ("rules", "ticket_rules")
]
RULES = {name: module for name in MODULES if hasattr(module := importlib.import_module(name), "may")}


def test_every_subject_with_rules_is_known_here():
    assert set(RULES) >= {
        *(f"workflows.rules.{subject}" for subject in ("chain", "votes", "deeds", "emergencies", "incidents")),
        *(f"workflows.rules.{subject}" for subject in ("clocks", "mistakes", "spot_checks")),
        "questions.ticket_rules",
        "documents.drafts.rules",
    }


@pytest.mark.parametrize("name", RULES)
def test_the_rules_of_a_subject_are_asked_by_an_act_and_the_facts(name):
    may = RULES[name].may
    assert list(inspect.signature(may).parameters) == ["act", "facts"]
    said = typing.get_type_hints(may)
    assert issubclass(said["act"], enum.Enum)
    assert dataclasses.is_dataclass(said["facts"])
    assert said["facts"].__dataclass_params__.frozen
    assert said["facts"].__name__.endswith("Facts")


@pytest.mark.parametrize("name", MODULES)
def test_a_rules_module_has_no_second_way_of_asking(name):
    module = importlib.import_module(name)
    own = {key for key, value in vars(module).items() if getattr(value, "__module__", "") == name}
    assert {key for key in own if key.startswith("may_")} <= BESIDE


def asks_of(tree):
    """The lines on which a module imports a `may…` of a rules module, or takes one from it."""
    aliases = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases |= {name.asname or name.name: name.name for name in node.names if name.name in MODULES}
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                if f"{node.module}.{name.name}" in MODULES:
                    aliases[name.asname or name.name] = f"{node.module}.{name.name}"
                elif node.module in MODULES and name.name.startswith("may"):
                    yield node.lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr.startswith("may") and ast.unparse(node.value) in aliases:
            yield node.lineno


@pytest.mark.parametrize(
    "code",
    [
        "from workflows.rules.votes import may",
        "from workflows.rules import votes\nvotes.may(1, 2)",
        "from workflows.rules import votes as vote_rules\nask = vote_rules.may",
        "import workflows.rules.votes\nworkflows.rules.votes.may(1, 2)",
        "from questions.ticket_rules import may_see",
    ],
)
def test_each_way_round_a_gate_is_found(code):
    assert list(asks_of(ast.parse(code)))


def test_a_value_of_the_rules_is_no_question():
    code = "from workflows.rules.clocks import KEEPERS, ClockAct\nfrom workflows.rules.refusal import Refused"
    assert not list(asks_of(ast.parse(code)))


def test_the_rules_are_asked_by_gates_alone():
    asked = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sources()
        if not str(file.relative_to(ROOT)).startswith(GATES)
        for line in asks_of(ast.parse(file.read_text()))
    ]
    assert asked == []


def facts_made_in(tree):
    names = {module.may.__annotations__["facts"] for module in RULES.values()}
    names = {name if isinstance(name, str) else name.__name__ for name in names}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names
    ]


def test_facts_are_gathered_by_gates_alone():
    made = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sources()
        if not str(file.relative_to(ROOT)).startswith(GATES)
        for line in facts_made_in(ast.parse(file.read_text()))
    ]
    assert made == []
