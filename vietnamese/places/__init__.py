"""Names of places: a list (facts, with its sources in its first lines). Pure."""

from pathlib import Path

PROVINCES = frozenset(
    line.strip().lower()
    for line in (Path(__file__).parent / "provinces.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)
