from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

class WagtailAdminPageForm(WagtailAdminModelForm):
    formsets: dict[str, Any]
    parent_page: Any
