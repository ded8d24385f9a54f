from pages.models.archive import ImportedItem
from pages.models.edition import Edition
from pages.models.former_address import FormerAddress
from pages.models.listed import Listed
from pages.models.media import PortalDocument
from pages.models.picture import CutState, PortalImage, Rendition
from pages.models.public import PublicPage
from pages.models.static import StaticPage

__all__ = [
    "CutState",
    "Edition",
    "FormerAddress",
    "ImportedItem",
    "Listed",
    "PortalDocument",
    "PortalImage",
    "PublicPage",
    "Rendition",
    "StaticPage",
]
