from collections.abc import Iterable
from typing import Any

def get_search_backends(with_auto_update: bool = False) -> Iterable[Any]: ...
