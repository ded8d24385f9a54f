from django.views import View
from wagtail.admin.views.mixins import SpreadsheetExportMixin

class LockedPagesView(SpreadsheetExportMixin, View): ...
