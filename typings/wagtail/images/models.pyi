from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.safestring import SafeString
from taggit.managers import TaggableManager
from wagtail.images.image_operations import FilterOperation, Operation
from wagtail.models import CollectionMember
from wagtail.search.index import Indexed

class SourceImageIOError(OSError): ...

def get_upload_to(instance: Any, filename: str) -> str: ...

class WagtailImageFieldFile(ImageFieldFile): ...

class WagtailImageField(models.ImageField):
    attr_class: type[ImageFieldFile]

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class ImageQuerySet(models.QuerySet[_Model]):
    def search(self, query: Any, **kwargs: Any) -> Any: ...
    def prefetch_renditions(self, *filters: Filter | str) -> Self: ...

class AbstractImage(CollectionMember, Indexed, models.Model):
    title = models.CharField(max_length=255)
    file: Any = WagtailImageField(upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(blank=True, max_length=255, default="")
    width = models.IntegerField()
    height = models.IntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = TaggableManager(blank=True)
    focal_point_x = models.PositiveIntegerField(null=True, blank=True)
    focal_point_y = models.PositiveIntegerField(null=True, blank=True)
    focal_point_width = models.PositiveIntegerField(null=True, blank=True)
    focal_point_height = models.PositiveIntegerField(null=True, blank=True)
    file_size = models.PositiveIntegerField(null=True)
    file_hash = models.CharField(max_length=40, blank=True)

    objects = ImageQuerySet.as_manager()
    admin_form_fields: tuple[str, ...]

    class Meta:
        abstract = True

    renditions: Any
    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any: ...
    def get_rendition(self, filter: Filter | str) -> AbstractRendition: ...
    def find_existing_renditions(self, *filters: Filter) -> dict[Filter, Any]: ...
    @classmethod
    def get_rendition_model(cls) -> type[AbstractRendition]: ...
    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]: ...
    @property
    def filename(self) -> str: ...
    @property
    def default_alt_text(self) -> str: ...
    def is_svg(self) -> bool: ...
    def get_usage(self) -> Any: ...

class Image(AbstractImage): ...

class Filter:
    spec: str
    def __init__(self, spec: str | None = None) -> None: ...
    @classmethod
    def expand_spec(cls, spec: Any) -> list[str]: ...
    def get_cache_key(self, image: AbstractImage) -> str: ...
    @property
    def operations(self) -> list[Operation]: ...
    @property
    def filter_operations(self) -> list[FilterOperation]: ...
    def get_transform(self, image: AbstractImage, size: tuple[int, int] | None = None) -> Any: ...

class ResponsiveImage:
    renditions: dict[str, AbstractRendition]
    def __init__(self, renditions: dict[str, AbstractRendition], attrs: dict[str, Any] | None = None) -> None: ...
    @classmethod
    def get_width_srcset(cls, renditions_list: list[AbstractRendition]) -> str: ...
    def __html__(self) -> SafeString: ...

class AbstractRendition(models.Model):
    filter_spec = models.CharField(max_length=255)
    file: Any = WagtailImageField(upload_to="images", width_field="width", height_field="height")
    width = models.IntegerField()
    height = models.IntegerField()
    focal_point_key = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        abstract = True

    image: Any
    @property
    def url(self) -> str: ...
    @property
    def full_url(self) -> str: ...
    @property
    def alt(self) -> str: ...
    def img_tag(self, extra_attributes: dict[str, Any] | None = None) -> SafeString: ...
