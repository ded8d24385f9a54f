from typing import Any, Self

from django.db import models
from django.db.models.fields.reverse_related import ManyToOneRel

def get_all_child_relations(model: type[models.Model]) -> list[ManyToOneRel]: ...
def get_serializable_data_for_fields(model: models.Model) -> dict[str, Any]: ...

class ClusterableModel(models.Model):
    class Meta:
        abstract = True

    def serializable_data(self) -> dict[str, Any]: ...
    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None: ...
