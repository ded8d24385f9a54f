"""What applications above this one have the worker do: each a name for the log and a function that sees to its own transactions. They add to it when Django is ready."""

from collections.abc import Callable

Work = tuple[str, Callable[[], object]]

EVERY_TURN: list[Work] = []
EVERY_HOUR: list[Work] = []
