"""What grows with the number of pages, and what does not: this portal beside what `wagtail start` makes, ms per operation.

    .venv-dev/bin/python bench/growth.py [--sizes 2000 20000 100000] [--postgresql postgres://USER@HOST:PORT]

Each size has a database of its own (SQLite in a temporary folder; with --postgresql also databases `growth_…`, which are dropped first).
Each measurement is the shortest of several requests of Django's test client, caches of the process warm, none of responses.
"-": not run, because that side takes minutes. Takes about an hour with 100,000.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Times = dict[str, float | None]


def ours(size: int, url: str, folder: Path) -> Times:
    environment = {**os.environ, "VAR_DIR": str(folder), "DEMO_MODE": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment.setdefault("SECRET_KEY", "only-for-a-benchmark")
    if url:
        environment["DATABASE_URL"] = fresh(url, f"growth_ours_{size}")
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    return printed([sys.executable, str(ROOT / "bench/growth_ours.py"), str(size)], ROOT, environment)


def stock(size: int, url: str, folder: Path) -> Times:
    environment = {**os.environ}
    if url:
        environment["STOCK_DATABASE_URL"] = fresh(url, f"growth_stock_{size}")
    script = str(ROOT / "bench/growth_stock.py")
    subprocess.run([sys.executable, script, "make", str(folder)], env=environment, check=True)
    return printed([sys.executable, script, "measure", str(size)], folder, environment)


def fresh(url: str, name: str) -> str:
    """The address of a new, empty database of this name."""
    import psycopg

    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{url}/{name}"


def printed(command: list[str], folder: Path, environment: dict[str, str]) -> Times:
    result = subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(result.stdout.strip().splitlines()[-1])


def show(name: str, sizes: list[int], found: dict[int, tuple[Times, Times]]) -> None:
    """A line per operation: ours at each size and its growth, then the other's."""
    heads = "".join(f"{size:>9}" for size in sizes)
    print(f"\n{name:34}{heads}   last÷first |{heads}   last÷first   (ours | wagtail start)")
    for operation in found[sizes[0]][0]:
        print(f"{operation:34}{line(operation, sizes, found, 0)} |{line(operation, sizes, found, 1)}")


def line(operation: str, sizes: list[int], found: dict[int, tuple[Times, Times]], side: int) -> str:
    times = [found[size][side].get(operation) for size in sizes]
    growth = f"{times[-1] / times[0]:13.2f}" if times[0] and times[-1] else f"{'-':>13}"
    return "".join(f"{time:9.1f}" if time else f"{'-':>9}" for time in times) + growth


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 100_000])
    asked.add_argument("--postgresql", default="", help="an address without a database's name")
    options = asked.parse_args()
    for name, url in [("SQLite", ""), *([("PostgreSQL", options.postgresql)] if options.postgresql else [])]:
        found = {}
        for size in options.sizes:
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "ours").mkdir()
                (Path(folder) / "stock").mkdir()
                found[size] = ours(size, url, Path(folder) / "ours"), stock(size, url, Path(folder) / "stock")
        show(name, options.sizes, found)


if __name__ == "__main__":
    main()
