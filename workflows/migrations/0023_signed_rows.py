"""Rows of the ledger are signed; one more row per board, signed, stands over those that were written before."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone

from workflows.ledger.ledger import hash_of
from workflows.ledger.signatures import sign


def sign_ledgers(apps: Any, schema_editor: Any) -> None:
    """The new row carries the fingerprint of the last one, and so of all of them: none of them can be changed under its signature."""
    Decision = apps.get_model("workflows", "Decision")
    for board in apps.get_model("workflows", "Board").objects.order_by("pk"):
        last = Decision.objects.filter(board=board).order_by("-number").first()
        if last is not None:
            row = Decision(
                board=board, number=last.number + 1, act="sign-ledger", at=timezone.now(), previous=last.hash,
                comment=f"Từ dòng này, mỗi dòng của sổ mang chữ ký. Dòng này ký cho các dòng trước: dòng cuối là dòng {last.number}, dấu vân tay {last.hash}.",
            )  # fmt: skip
            row.hash = hash_of(row)
            row.signature = sign(row.hash)
            row.save(force_insert=True)


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0022_aliases"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="signature",
            field=models.CharField(
                blank=True, max_length=88, help_text="Ed25519 over `hash`; empty before rows were signed"
            ),
        ),
        migrations.RunPython(sign_ledgers, migrations.RunPython.noop),
    ]
