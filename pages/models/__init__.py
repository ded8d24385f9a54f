from pages.models.archive import ImportedItem
from pages.models.media import PortalDocument, PortalImage, Rendition
from pages.models.public import PublicPage, SectionPage
from pages.models.static import StaticPage

__all__ = ["ImportedItem", "PortalDocument", "PortalImage", "PublicPage", "Rendition", "SectionPage", "StaticPage"]
