"""The reader's version stands in the row of a read text: what an older one read is read anew."""

from typing import Any

from django.db import migrations, models

from workflows.digests.row_seal import RowSeal

BEFORE = ("sha256", "state", "text", "is_whole", "sentence", "signatures", "roots")


def seal_anew(apps: Any, schema_editor: Any) -> None:
    """A row that is as it was saved is sealed with its reader; one that is not stays named by the verification."""
    model = apps.get_model("documents", "FileText")
    before, now = RowSeal(*BEFORE), RowSeal(*BEFORE, "reader")
    for row in model._default_manager.iterator(chunk_size=100):
        if row.seal == before.of(row):
            model._default_manager.filter(pk=row.pk).update(seal=now.of(row))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0011_seals_of_read_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="filetext",
            name="reader",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="filetext",
            name="seal",
            field=RowSeal(*BEFORE, "reader", blank=True, editable=False, max_length=64),
        ),
        migrations.RunPython(seal_anew, migrations.RunPython.noop),
    ]
