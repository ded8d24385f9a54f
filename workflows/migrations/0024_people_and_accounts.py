"""Who sits where is confirmed by another than who types it: changes that wait, each person's name as it was when seated, when a board's list was confirmed.

On a board on which people have decided already, they go on deciding.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEFORE_ANYBODY_DECIDES = ["charter", "establish", "seat", "incident", "reopen", "sign-ledger"]


def take_over(apps: Any, schema_editor: Any) -> None:
    """Names as the ledger's last row about the seat has them."""
    Decision = apps.get_model("workflows", "Decision")
    for member in apps.get_model("workflows", "Member").objects.order_by("pk"):
        row = Decision.objects.filter(act="seat", member=member.pk).order_by("-number").first()
        if row is not None and row.user is not None:
            member.person = row.person
            member.save(update_fields=["person"])
    for board in apps.get_model("workflows", "Board").objects.order_by("pk"):
        rows = Decision.objects.filter(board=board).order_by("number")
        first = rows.filter(act="constitute").first() or rows.exclude(act__in=BEFORE_ANYBODY_DECIDES).first()
        if first is not None:
            board.constituted_at = first.at
            board.save(update_fields=["constituted_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0023_signed_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="board",
            name="constituted_at",
            field=models.DateTimeField(
                help_text="Trước đó không ai quyết định.", null=True, verbose_name="danh sách được xác nhận lúc"
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="person",
            field=models.CharField(blank=True, help_text="Như khi được bố trí.", max_length=300, verbose_name="họ tên"),
        ),
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("ground", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="workflows.decision",
                    ),
                ),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="workflows.board",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account_changes",
                        to="workflows.member",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflows.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "thay đổi người, tài khoản",
                "ordering": ["-pk"],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
