from typing import Any
from uuid import UUID

class LogContext:
    user: Any
    uuid: UUID | None

def get_active_log_context() -> LogContext: ...
