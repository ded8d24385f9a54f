"""The lists of mistakes that tests must notice (bench/): each is about code and tests that are there. What runs them: `make mutants`."""

import tomllib

import pytest

from bench.mutants import ROOT, Mutant, mutants

MUTANTS = list(mutants())
SURVIVORS = tomllib.loads((ROOT / "bench" / "survivors.toml").read_text(encoding="utf-8"))["survivor"]


def test_there_are_sixty_mutants_and_more_and_none_twice():
    assert len(MUTANTS) >= 60
    assert len({(each.file, each.old, each.new) for each in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.breaks)
def test_what_a_mutant_changes_stands_in_its_file_once(mutant: Mutant):
    assert mutant.is_found_once
    assert mutant.new != mutant.old


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.breaks)
def test_the_tests_that_kill_a_mutant_are_there(mutant: Mutant):
    assert mutant.killed_by
    for test in mutant.killed_by:
        file, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8") if name else (ROOT / file).exists()


@pytest.mark.parametrize("group", SURVIVORS, ids=lambda group: group["reason"])
def test_what_a_known_survivor_changes_stands_in_its_file(group):
    lines = {line.strip() for line in (ROOT / group["file"]).read_text(encoding="utf-8").splitlines()}
    assert group["reason"]
    for old, new in group["mutants"]:
        assert set(old.splitlines()) <= lines, old
        assert new != old
