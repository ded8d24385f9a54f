from collections.abc import Iterable
from typing import Any

from wagtail.images.models import Filter

def get_rendition_or_not_found(image: Any, specs: Filter | str) -> Any: ...
def get_renditions_or_not_found(image: Any, specs: Iterable[Filter | str]) -> dict[str, Any]: ...
