"""What grows with the number of pages, and what does not: this portal beside what `wagtail start` makes, ms per operation.

    .venv-dev/bin/python bench/growth.py [--sizes 2000 20000 100000] [--postgresql postgres://USER@HOST:PORT] [--folder FOLDER] [--rounds 3]

First every size is filled on both sides, each in a database of its own: SQLite in the folder, or PostgreSQL databases `growth_…`. What the
folder already has is used again (without one, all is made anew in a temporary folder). Then all are measured in turn, round by round, so that whatever else the machine
does falls on all alike; the shortest time counts. Requests of Django's test client, caches of the process warm, none of responses.
"-": not run, because that side takes minutes. Filling takes about an hour with 100,000 on both databases, a round some minutes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = {"ours": ROOT / "bench/growth_ours.py", "stock": ROOT / "bench/growth_stock.py"}
Times = dict[str, float | None]


@dataclass
class Contestant:
    """One side at one size on one database."""

    side: str
    size: int
    database: str
    url: str
    folder: Path
    times: Times = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        environment = {**os.environ, "VAR_DIR": str(self.folder), "DEMO_MODE": "1"}
        environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings" if self.side == "ours" else "peer.settings.dev"}
        environment.setdefault("SECRET_KEY", "only-for-a-benchmark-0123456789abcdefghijklmnopqrstuvwxyz")
        name = f"{self.url}/growth_{self.side}_{self.size}"
        return environment | ({"DATABASE_URL": name, "STOCK_DATABASE_URL": name} if self.url else {})

    def run(self, what: str) -> str:
        command = [sys.executable, str(SCRIPTS[self.side]), what, str(self.size)]
        result = subprocess.run(
            command, cwd=self.folder, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return result.stdout

    def fill(self) -> None:
        """Make its database, unless the folder says that it is made."""
        done = self.folder / "filled"
        if done.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.url:
            fresh(self.url, f"growth_{self.side}_{self.size}")
        self.run("fill")
        done.touch()

    def measure(self) -> None:
        for operation, time in json.loads(self.run("measure").strip().splitlines()[-1]).items():
            known = self.times.get(operation)
            self.times[operation] = min(time, known) if time and known else time or known


def fresh(url: str, name: str) -> None:
    """A new, empty database of this name."""
    import psycopg

    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


def show(database: str, sizes: list[int], found: dict[str, list[Times]]) -> None:
    """A line per operation: ours at each size and its growth, then the other's."""
    heads = "".join(f"{size:>9}" for size in sizes)
    print(f"\n{database:34}{heads}   last÷first |{heads}   last÷first   (ours | wagtail start)")
    for operation in found["ours"][0]:
        print(f"{operation:34}{line(operation, found['ours'])} |{line(operation, found['stock'])}")


def line(operation: str, sizes: list[Times]) -> str:
    times = [times.get(operation) for times in sizes]
    growth = f"{times[-1] / times[0]:13.2f}" if times[0] and times[-1] else f"{'-':>13}"
    return "".join(f"{time:9.1f}" if time else f"{'-':>9}" for time in times) + growth


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    asked.add_argument("--postgresql", default="", help="an address without a database's name")
    asked.add_argument("--folder", type=Path, help="where databases stay for the next time")
    asked.add_argument("--rounds", type=int, default=3, help="0 only fills")
    options = asked.parse_args()
    databases = [("SQLite", ""), *([("PostgreSQL", options.postgresql)] if options.postgresql else [])]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        all_of_them = [
            Contestant(side, size, database, url, folder.resolve() / f"{database}-{side}-{size}")
            for database, url in databases
            for size in options.sizes
            for side in SCRIPTS
        ]
        for contestant in all_of_them:
            contestant.fill()
        for _round in range(options.rounds):
            for contestant in all_of_them:
                contestant.measure()
        for database, _url in databases if options.rounds else []:
            mine = [each for each in all_of_them if each.database == database]
            show(
                database, options.sizes, {side: [each.times for each in mine if each.side == side] for side in SCRIPTS}
            )


if __name__ == "__main__":
    main()
