"""Read texts say what was read; those that are there are taken as they are."""

from functools import partial

from django.db import migrations

from workflows.digests.row_seal import RowSeal, seal_rows_of


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0010_names_of_shown_comments"),
    ]

    operations = [
        migrations.AddField(
            model_name="filetext",
            name="seal",
            field=RowSeal(
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
        migrations.RunPython(partial(seal_rows_of, "documents", "FileText"), migrations.RunPython.noop),
    ]
