"""The field of the editor in which a correction is told to citizens: there only where something public is corrected."""

from wagtail.admin.panels import FieldPanel


class CorrectionPanel(FieldPanel):
    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            page = self.instance
            return bool(super().is_shown() and page.pk and (page.live or page.correction_note))
