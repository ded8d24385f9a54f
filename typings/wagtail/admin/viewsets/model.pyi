from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import Panel
from wagtail.permission_policies.base import BasePermissionPolicy

class ModelViewSet:
    model: type[models.Model]
    name: str
    url_prefix: str
    icon: str
    menu_label: Any
    add_to_admin_menu: ClassVar[bool]
    copy_view_enabled: ClassVar[bool]
    inspect_view_enabled: ClassVar[bool]
    index_view_class: ClassVar[type[Any]]
    edit_view_class: ClassVar[type[Any]]
    delete_view_class: ClassVar[type[Any]]
    usage_view_class: ClassVar[type[Any]]
    history_view_class: ClassVar[type[Any]]
    list_display: Sequence[Any]
    list_filter: Any
    search_fields: Sequence[str] | None
    ordering: Any
    edit_handler: Panel
    def __init__(self, name: str | None = None, **kwargs: Any) -> None: ...
    @property
    def permission_policy(self) -> BasePermissionPolicy: ...
    def get_url_name(self, view_name: str) -> str: ...
