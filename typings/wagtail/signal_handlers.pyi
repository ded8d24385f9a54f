from contextlib import AbstractContextManager
from typing import Any

reference_index_auto_update_disabled: Any

def disable_reference_index_auto_update() -> AbstractContextManager[None]: ...
