from typing import TypeVar

from django.contrib.auth.models import Group, Permission
from django.db import models
from django.http import HttpRequest
from wagtail.models import Page

_Site = TypeVar("_Site", bound=models.Model, covariant=True)

class SiteManager(models.Manager[_Site]): ...

class Site(models.Model):
    hostname = models.CharField(max_length=255)
    port = models.IntegerField(default=80)
    site_name = models.CharField(max_length=255, blank=True)
    root_page = models.ForeignKey(Page, related_name="sites_rooted_here", on_delete=models.CASCADE)
    is_default_site = models.BooleanField(default=False)

    @staticmethod
    def find_for_request(request: HttpRequest | None) -> Site | None: ...
    @property
    def root_url(self) -> str: ...
    @staticmethod
    def get_site_root_paths() -> list[tuple[int, str, str, str]]: ...
    @staticmethod
    def clear_site_root_paths_cache() -> None: ...

class GroupSitePermissionManager(models.Manager[_Site]): ...

class GroupSitePermission(models.Model):
    group = models.ForeignKey(Group, related_name="site_permissions", on_delete=models.CASCADE)
    site = models.ForeignKey(Site, related_name="group_permissions", on_delete=models.CASCADE)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE)
