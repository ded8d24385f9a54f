"""The database itself refuses to change or remove rows of the ledger, certificates and charter versions."""

from typing import Any

from django.db import migrations

from workflows.ledger import triggers as immutability


def install(apps: Any, schema_editor: Any) -> None:
    immutability.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    immutability.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
