"""Cut pictures say what they were when they were cut; those that are there are taken as they are."""

from typing import Any

from django.db import migrations

import workflows.digests.row_seal


def seal(apps: Any, schema_editor: Any) -> None:
    workflows.digests.row_seal.seal_rows_of(apps.get_model(*("pages", "Rendition")))


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0006_correction_note"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="rendition",
            options={"verbose_name": "ảnh đã cắt"},
        ),
        migrations.AddField(
            model_name="rendition",
            name="seal",
            field=workflows.digests.row_seal.RowSeal(
                "image_id",
                "filter_spec",
                "focal_point_key",
                "file",
                "width",
                "height",
                "sha256",
                blank=True,
                editable=False,
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="rendition",
            name="sha256",
            field=workflows.digests.row_seal.FileDigest("file", blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
