"""Wagtail's own first page and site go away: every page and site here comes from a charter."""

from typing import Any

from django.db import migrations


def remove(apps: Any, schema_editor: Any) -> None:
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page", numchild=0)
    Site.objects.filter(root_page__in=welcome, hostname="localhost").delete()
    removed, _details = welcome.delete()
    if removed:
        Page.objects.filter(depth=1).update(numchild=Page.objects.filter(depth=2).count())


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("workflows", "0002_written_once"),
    ]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
