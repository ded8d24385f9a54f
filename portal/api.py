"""The public read API: what citizens can read on the pages, as JSON. Files and images have no listing of their own."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, OperationalError
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

_ODD_PARAMETERS = (
    ValueError,
    OverflowError,
    ValidationError,
    ObjectDoesNotExist,
    DataError,
    IntegrityError,
    OperationalError,
)


class PortalPagesViewSet(PagesAPIViewSet):  # type: ignore[misc]  # Wagtail ships no types
    def handle_exception(self, exc: Exception) -> Any:
        """A parameter that the database or a field cannot read is the asker's mistake: 400, not 500."""
        if isinstance(exc, _ODD_PARAMETERS):
            return Response({"message": "Tham số không hợp lệ."}, status=400)
        return super().handle_exception(exc)


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PortalPagesViewSet)
