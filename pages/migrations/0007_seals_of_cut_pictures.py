"""Cut pictures say what they were when they were cut; those that are there are taken as they are."""

from functools import partial

from django.db import migrations

from workflows.digests.row_seal import FileDigest, RowSeal, seal_rows_of


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
            field=RowSeal(
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
            field=FileDigest("file", blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(partial(seal_rows_of, "pages", "Rendition"), migrations.RunPython.noop),
    ]
