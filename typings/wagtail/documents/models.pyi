from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from taggit.managers import TaggableManager
from wagtail.models import CollectionMember
from wagtail.search.index import Indexed

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class DocumentQuerySet(models.QuerySet[_Model]):
    def search(self, query: Any, **kwargs: Any) -> Any: ...

class AbstractDocument(CollectionMember, Indexed, models.Model):
    title = models.CharField(max_length=255)
    file: Any = models.FileField(upload_to="documents")
    created_at = models.DateTimeField(auto_now_add=True)
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = TaggableManager(blank=True)
    file_size = models.PositiveBigIntegerField(null=True)
    file_hash = models.CharField(max_length=40, blank=True)

    objects = DocumentQuerySet.as_manager()
    admin_form_fields: tuple[str, ...]

    class Meta:
        abstract = True

    def get_file_size(self) -> int | None: ...
    def get_file_hash(self) -> str: ...
    def get_usage(self) -> Any: ...
    @property
    def filename(self) -> str: ...
    @property
    def file_extension(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def content_disposition(self) -> str: ...

class Document(AbstractDocument): ...
