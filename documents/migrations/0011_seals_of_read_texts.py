"""Read texts say what was read; those that are there are taken as they are."""

from typing import Any

from django.db import migrations

import workflows.digests.row_seal


def seal(apps: Any, schema_editor: Any) -> None:
    workflows.digests.row_seal.seal_rows_of(apps.get_model(*("documents", "FileText")))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0010_names_of_shown_comments"),
    ]

    operations = [
        migrations.AddField(
            model_name="filetext",
            name="seal",
            field=workflows.digests.row_seal.RowSeal(
                "sha256",
                "state",
                "text",
                "is_whole",
                "sentence",
                "signatures",
                "roots",
                blank=True,
                editable=False,
                max_length=64,
            ),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
