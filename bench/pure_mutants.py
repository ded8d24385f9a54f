"""Whether the tests of what is pure notice a mistake: `make mutants`, or `python bench/pure_mutants.py [PATTERN …]` for some modules
(`'workflows.rules.*'`). Everything takes about a quarter of an hour.

mutmut makes the mutants (`[tool.mutmut]` in pyproject.toml says of what, and by which tests) in a copy of the tree. What survives must
stand in `bench/survivors.toml` with its reason; ends with 1 where something does not.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.copied_tree import copied_tree  # noqa: E402 # after the path

LISTED = ROOT / "bench" / "survivors.toml"
KILLED = frozenset({1, 3})  # what pytest ends with
TOO_LONG = frozenset({24, 36, 152, 255, -24})  # a loop that never ends, for example: noticed too
EVERYTHING = (
    "documents.*",
    "questions.*",
    "vietnamese.*",
    "workflows.*",
)  # named, so that the tests are first run by their ids
Alive = tuple[str, str, str]  # the file, what stands there, what would


def listed() -> dict[Alive, str]:
    """The survivors that are known, with the reason of each."""
    found: dict[Alive, str] = {}
    for group in tomllib.loads(LISTED.read_text(encoding="utf-8"))["survivor"]:
        for old, new in group["mutants"]:
            found[group["file"], old, new] = group["reason"]
    return found


def main(patterns: list[str]) -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = copied_tree(ROOT, Path(folder))
        environment = {**os.environ, "VAR_DIR": f"{folder}/var"}
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *(patterns or EVERYTHING)]
        with Path(folder, "said.txt").open("w+") as said:
            if subprocess.run(command, cwd=tree, env=environment, stdout=said, stderr=said, check=False).returncode:
                said.seek(0)
                print(said.read()[-3000:])
                return 1
        os.chdir(tree)
        known, unknown, seen = listed(), [], set[Alive]()
        for file, made in _made():
            ends = {name: end for name, end in made.items() if end is not None}
            alive = [(file, *_changed(name, file)) for name, end in ends.items() if end not in KILLED | TOO_LONG]
            seen |= set(alive)
            unknown += [each for each in alive if each not in known]
            counted = Counter("listed" if each in known else "not listed" for each in alive)
            late = sum(end in TOO_LONG for end in ends.values())
            if ends:
                killed = len(ends) - len(alive)
                print(f"{file}: {len(ends)} mutants, {killed} killed ({late} by time), {dict(counted)}")
    for file, old, new in unknown:
        print(f"\nsurvived: {file}\n- {old}\n+ {new}")
    stale = [each for each in known if each not in seen] if not patterns else []
    for file, old, new in stale:
        print(f"\nlisted, and killed by now: {file}\n- {old}\n+ {new}")
    print(f"\n{len(unknown)} survived without a reason; {time.monotonic() - began:.0f} s")
    return int(bool(unknown or stale))


def _made() -> Iterator[tuple[str, dict[str, int | None]]]:
    """By file: each mutant and with what its tests ended; None where it was not asked for."""
    for path in sorted(Path("mutants").rglob("*.meta")):
        file = path.relative_to("mutants").as_posix().removesuffix(".meta")
        yield file, json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]


def _changed(name: str, file: str) -> tuple[str, str]:
    lines = get_diff_for_mutant(name, path=file).splitlines()[2:]
    old, new = ([line[1:].strip() for line in lines if line.startswith(sign)] for sign in "-+")
    return "\n".join(old), "\n".join(new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
