"""Whether the tests notice a mistake in the gate, the services, the verification, the guards: `make mutants`, or
`python bench/mutants.py [WORD …]` for those whose file or sentence has all the words. About a quarter of an hour.

Each mutant of `bench/mutants/*.toml` is made in a copy of the tree, one after the other, and the tests that it names are run. Every mutant
must fail one of them (killed). Ends with 1 where one survives, where a text is not found once, and where tests could not be run at all.
"""

import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.copied_tree import copied_tree  # noqa: E402 # after the path

LISTS = ROOT / "bench" / "mutants"
LONGEST = 180  # seconds for the tests of one mutant
TESTS_FAILED = 1  # what pytest ends with; other numbers mean that they could not be run


@dataclass(frozen=True)
class Mutant:
    """A mistake: what stands in the file, what would stand there, what that would break, and the tests that notice."""

    file: str
    old: str
    new: str
    breaks: str
    killed_by: tuple[str, ...]

    @property
    def is_found_once(self) -> bool:
        return (ROOT / self.file).read_text(encoding="utf-8").count(self.old) == 1


def mutants() -> Iterator[Mutant]:
    for path in sorted(LISTS.glob("*.toml")):
        for said in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]:
            yield Mutant(**{**said, "killed_by": tuple(said["killed_by"])})


class Copy:
    """A copy of the tree in a temporary folder, in which tests are run; databases that were made once are kept for the next run."""

    def __init__(self, folder: Path):
        self.tree, self.folder = copied_tree(ROOT, folder), folder
        (folder / "grounds").mkdir()

    def run(self, tests: tuple[str, ...], **environment: str) -> str:
        command = [sys.executable, "-m", "pytest", "-x", "-n0", "-p", "no:cacheprovider", "-p", "bench.kept_grounds"]
        command += ["--tb=no", f"--basetemp={self.folder / 'pytest'}", *tests]
        known = {**os.environ, "VAR_DIR": str(self.folder / "var"), "KEPT_GROUNDS": str(self.folder / "grounds")}
        try:
            done = subprocess.run(
                command, cwd=self.tree, env=known | environment, capture_output=True, timeout=LONGEST, check=False
            )
        except subprocess.TimeoutExpired:
            return f"longer than {LONGEST} s"
        return {0: "survived", TESTS_FAILED: "killed"}.get(done.returncode, f"not run ({done.stdout.decode()[-300:]})")

    def with_mutant(self, mutant: Mutant) -> str:
        """What becomes of it: killed, survived, or why nobody can tell."""
        path = self.tree / mutant.file
        text = path.read_text(encoding="utf-8")
        if text.count(mutant.old) != 1:
            return f"its text is found {text.count(mutant.old)} times"
        path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        try:
            return self.run(mutant.killed_by, PYTHONDONTWRITEBYTECODE="1")  # two mutants of one second look alike
        finally:
            path.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    chosen = [each for each in mutants() if all(word in f"{each.file} {each.breaks}" for word in words)]
    began, alive = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(Path(folder))
        tests = sorted({test for each in chosen for test in each.killed_by})
        if copy.run(tuple(tests)) != "survived":
            print("The named tests fail without any mutant, or take too long.")
            return 1
        for number, mutant in enumerate(chosen, 1):
            became = copy.with_mutant(mutant)
            alive += became != "killed"
            print(f"{number}/{len(chosen)} {became}: {mutant.file}: {mutant.breaks}", flush=True)
    print(f"{len(chosen)} mutants, {len(chosen) - alive} killed, {alive} not; {time.monotonic() - began:.0f} s")
    return int(alive > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
