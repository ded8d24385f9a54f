"""Columns that say what a row was when it was saved: whoever changes it behind the software's back leaves them as they were.

For rows that no row of the ledger speaks of and citizens read all the same: cut pictures, texts read from files.
`workflows/verification/sealed_rows.py` compares them.
"""

from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile

from workflows.digests.digest import sha256_of, sha256_of_file


class FileDigest(models.CharField):  # type: ignore[type-arg]  # django-stubs' parameters are the column's own types
    """SHA-256 of the bytes of the file in another column, taken when the row is added."""

    def __init__(self, file: str, **options: Any):
        self.file = file
        super().__init__(**{"max_length": 64, "blank": True, "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, _args, options = super().deconstruct()
        return name, path, [self.file], options

    def of(self, instance: Any) -> str:
        """The digest of the file as it is stored now; empty where it is missing."""
        return sha256_of_file(default_storage, str(getattr(instance, self.file)))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        if add:
            setattr(model_instance, self.attname, self.of(model_instance))
        return super().pre_save(model_instance, add)


class RowSeal(models.CharField):  # type: ignore[type-arg]  # as above
    """The digest of these columns, taken whenever the row is saved. It stands behind them in its class."""

    def __init__(self, *columns: str, **options: Any):
        self.columns = columns
        super().__init__(**{"max_length": 64, "blank": True, "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, _args, options = super().deconstruct()
        return name, path, self.columns, options

    def of(self, instance: Any) -> str:
        values = {name: getattr(instance, name) for name in self.columns}
        return sha256_of(
            {name: str(value) if isinstance(value, FieldFile) else value for name, value in values.items()}
        )

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        setattr(model_instance, self.attname, self.of(model_instance))
        return super().pre_save(model_instance, add)


def seal_rows_of(app: str, name: str, apps: Any, schema_editor: Any) -> None:
    """For a migration, with its first two filled in: what is there already is taken as it is."""
    model = apps.get_model(app, name)
    columns = model._meta.concrete_fields
    fields = [field for kind in (FileDigest, RowSeal) for field in columns if isinstance(field, kind)]
    for row in model._default_manager.iterator(chunk_size=500):
        for field in fields:
            setattr(row, field.attname, field.of(row))
        model._default_manager.filter(pk=row.pk).update(
            **{field.attname: getattr(row, field.attname) for field in fields}
        )
