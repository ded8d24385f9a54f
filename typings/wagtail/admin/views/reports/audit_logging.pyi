from django.views import View
from wagtail.admin.views.mixins import SpreadsheetExportMixin

class LogEntriesView(SpreadsheetExportMixin, View): ...
