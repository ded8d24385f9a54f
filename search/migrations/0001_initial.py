"""The entries, and what each database keeps of their texts. The index of Wagtail's own backend, which nothing reads any more, is emptied."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from search.dialects import dialect


def create(apps: Any, schema_editor: Any) -> None:
    dialect(schema_editor.connection.vendor).create(schema_editor.connection)


def drop(apps: Any, schema_editor: Any) -> None:
    dialect(schema_editor.connection.vendor).drop(schema_editor.connection)


def empty_old_index(apps: Any, schema_editor: Any) -> None:
    apps.get_model("wagtailsearch", "IndexEntry").objects.all().delete()


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("object_id", models.BigIntegerField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("content_type", "object_id"), name="search_entry_object"),
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(empty_old_index, migrations.RunPython.noop),
    ]
