"""Wagtail's first groups and workflow go away: its moderators may publish, and its chain is no charter's."""

from typing import Any

from django.db import migrations


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    stock = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval", workflow_states=None)
    apps.get_model("wagtailcore", "Task").objects.filter(workflow_tasks__workflow__in=stock).delete()
    stock.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0002_written_once"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
