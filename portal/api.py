"""The public read API: what citizens can read on the pages, as JSON. Files and images have no listing of their own."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, OperationalError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageHtmlUrlField, PageParentField, PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from documents.models import DocumentPage
from pages.addresses import full_url

_ODD_PARAMETERS = (
    ValueError,
    OverflowError,
    ValidationError,
    ObjectDoesNotExist,
    DataError,
    IntegrityError,
    OperationalError,
)


MOST_DIGITS = 9


class BoundedPagination(WagtailPagination):
    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """Numbers that no listing has and PostgreSQL cannot hold are refused before it is asked."""
        if any(len(request.GET.get(name, "")) > MOST_DIGITS for name in ("offset", "limit")):
            raise BadRequestError("offset and limit have at most nine digits")
        return super().paginate_queryset(queryset, request, view=view)


class AddressField(PageHtmlUrlField):
    def to_representation(self, page: Page) -> str:
        return full_url(page)


class ParentField(PageParentField):
    def get_attribute(self, instance: Page) -> Any:
        """Of its own class, which knows its address; nothing more is read for that."""
        parent = super().get_attribute(instance)
        return parent.specific_deferred if parent else None


class PortalPageSerializer(PageSerializer):
    html_url = AddressField(read_only=True)
    parent = ParentField(read_only=True)


class PortalPagesViewSet(PagesAPIViewSet):
    base_serializer_class = PortalPageSerializer
    pagination_class = BoundedPagination
    renderer_classes = [JSONRenderer]  # not the page for programmers, which is in English

    def get_queryset(self) -> Any:
        pages = super().get_queryset().select_related("locale")
        return pages.prefetch_related("periods") if issubclass(pages.model, DocumentPage) else pages

    @classmethod
    def get_available_fields(cls, model: Any, db_fields_only: bool = False) -> Any:
        """`?type=` asks for a class of pages, also of a class that has a column of that name (documents)."""
        found = super().get_available_fields(model, db_fields_only=db_fields_only)
        return [name for name in found if name != "type"] if db_fields_only else found

    def handle_exception(self, exc: Exception) -> Any:
        """A parameter that the database or a field cannot read is the asker's mistake: 400, not 500."""
        if isinstance(exc, _ODD_PARAMETERS):
            return Response({"message": "Tham số không hợp lệ."}, status=400)
        return super().handle_exception(exc)


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PortalPagesViewSet)
