"""Whether rows that bear a seal (`workflows/digests/row_seal.py`) are as they were saved, and the files that they name too."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from workflows.digests.row_seal import FileDigest, RowSeal


def breaches(*, reads_bytes: bool = True) -> Iterator[str]:
    """A sentence per row that is not as it was saved, or, where bytes are read, whose file is not."""
    kinds = (RowSeal, FileDigest) if reads_bytes else (RowSeal,)
    for model in apps.get_models():
        seals: list[Any] = [field for field in model._meta.local_concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.iterator(chunk_size=200) if seals else ():
            if any(getattr(row, field.attname) != field.of(row) for field in seals):
                yield f"{model._meta.verbose_name} «{row}» (số {row.pk}): đã bị sửa sau khi lưu."
