from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

class WagtailAdminPageForm(WagtailAdminModelForm):
    parent_page: Any
