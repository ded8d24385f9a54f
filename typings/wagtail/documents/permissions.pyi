from typing import Any

permission_policy: Any
