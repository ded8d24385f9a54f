from typing import Any

from wagtail.models import Page

class UnpublishPageAction:
    def __init__(
        self,
        page: Page,
        set_expired: bool = False,
        commit: bool = True,
        user: Any = None,
        log_action: bool | str = True,
        include_descendants: bool = False,
    ) -> None: ...
    def execute(self, skip_permission_checks: bool = False) -> None: ...
