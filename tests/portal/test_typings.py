"""What `typings/` says of Wagtail and its companions is there, in the versions that are installed."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

TYPINGS = Path(__file__).parents[2] / "typings"
STUBS = sorted(TYPINGS.rglob("*.pyi"))
OURS = ("Meta", "objects", "__init__")  # abstract models lose the first two at run time


def module_of(stub: Path) -> str:
    return ".".join(stub.relative_to(TYPINGS).with_suffix("").parts).removesuffix(".__init__")


def untrue(where: str, there: object, body: list[ast.stmt]):
    """What these lines say of `there` that is not so."""
    for said in body:
        if isinstance(said, ast.FunctionDef | ast.ClassDef | ast.Assign):
            name = said.targets[0].id if isinstance(said, ast.Assign) else said.name
            if name in OURS or (name.startswith("_") and not isinstance(said, ast.FunctionDef)):
                continue
            if not hasattr(there, name):
                yield f"{where} has no {name}"
            elif isinstance(said, ast.ClassDef):
                yield from untrue(f"{where}.{name}", getattr(there, name), said.body)
            elif isinstance(said, ast.FunctionDef) and (
                inspect.isfunction(getattr(there, name)) or inspect.ismethod(getattr(there, name))
            ):
                yield from foreign_parameters(f"{where}.{name}", getattr(there, name), said)
        elif isinstance(said, ast.ImportFrom):
            yield from (
                f"{where} has no {each.asname}"
                for each in said.names
                if each.asname and not hasattr(there, each.asname)
            )


def foreign_parameters(where: str, there: object, said: ast.FunctionDef):
    taken = inspect.signature(there).parameters
    if any(each.kind is each.VAR_KEYWORD for each in taken.values()):
        return
    for argument in (*said.args.args, *said.args.kwonlyargs):
        if argument.arg not in (*taken, "self", "cls"):
            yield f"{where} takes no {argument.arg}"


@pytest.mark.parametrize("stub", STUBS, ids=module_of)
def test_what_is_said_of_a_foreign_module_is_there(stub):
    module = module_of(stub)
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    assert list(untrue(module, importlib.import_module(module), tree.body)) == []
