"""What a whole run of an item costs, act by act: statements (savepoints not counted) and CPU, on the biggest news of a loaded demo.

    DEMO_MODE=1 VAR_DIR=var python bench/acts.py [--runs 5] [--board tuyen-quang]

Every run is rolled back. To stand beside an earlier version, run the same file from a checkout of it on a copy of the same database.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--board", default="tuyen-quang")
    options = asked.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    whole_run(options.board)  # caches of the process
    runs = [whole_run(options.board) for _ in range(options.runs)]
    print(f"{'act':<10}{'statements':>12}{'CPU ms, median':>16}")
    for act in runs[0]:
        cpu = statistics.median(run[act][1] for run in runs)
        print(f"{act:<10}{runs[0][act][0]:>12}{cpu:>16.1f}")
    print(f"{'together':<10}{sum(count for count, _ in runs[0].values()):>12}{total(runs):>16.1f}")


def total(runs: list[dict[str, tuple[int, float]]]) -> float:
    return statistics.median(sum(cpu for _count, cpu in run.values()) for run in runs)


def whole_run(slug: str) -> dict[str, tuple[int, float]]:
    """By act: how many statements, and CPU in milliseconds. Nothing is kept."""
    from django.db import transaction

    from tests.portal import queries
    from workflows.models import Board

    timed: dict[str, tuple[int, float]] = {}

    def measured(act: Any, work: Any) -> list[str]:
        started = time.process_time()
        work()
        cpu = (time.process_time() - started) * 1000
        timed[str(act)] = (0, cpu)
        return []

    with transaction.atomic():
        board = Board.objects.get(slug=slug)
        counted = queries.whole_way(board, queries.biggest_item(board))
        transaction.set_rollback(True)
    with transaction.atomic():
        board = Board.objects.get(slug=slug)
        queries.whole_way(board, queries.biggest_item(board), measured)
        transaction.set_rollback(True)
    return {str(act): (len(queries.counted(said)), timed[str(act)][1]) for act, said in counted.items()}


if __name__ == "__main__":
    main()
