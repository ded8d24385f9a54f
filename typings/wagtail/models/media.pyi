from typing import Any, TypeVar

from django.contrib.auth.models import Group, Permission
from django.db import models
from treebeard.mp_tree import MP_Node
from wagtail.models.view_restrictions import BaseViewRestriction

class CollectionViewRestriction(BaseViewRestriction):
    collection = models.ForeignKey("Collection", related_name="view_restrictions", on_delete=models.CASCADE)

class Collection(MP_Node):
    name = models.CharField(max_length=255)

    @classmethod
    def get_first_root_node(cls) -> Any: ...

class CollectionMember(models.Model):
    collection = models.ForeignKey(Collection, related_name="+", on_delete=models.CASCADE, default=0)

    class Meta:
        abstract = True

_Model = TypeVar("_Model", bound=models.Model, covariant=True)

class GroupCollectionPermissionManager(models.Manager[_Model]): ...

class GroupCollectionPermission(models.Model):
    group = models.ForeignKey(Group, related_name="collection_permissions", on_delete=models.CASCADE)
    collection = models.ForeignKey(Collection, related_name="group_permissions", on_delete=models.CASCADE)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE)
