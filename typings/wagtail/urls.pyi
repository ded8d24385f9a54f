from typing import Any

serve_pattern: str
urlpatterns: list[Any]
