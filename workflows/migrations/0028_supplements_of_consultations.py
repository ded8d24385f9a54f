"""What is added to a question after it was sent has a row of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0027_warned_of_the_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.PositiveBigIntegerField(help_text="The key of an attached document.", null=True)),
                ("document_name", models.CharField(blank=True, max_length=255, verbose_name="tài liệu kèm theo")),
                ("document_file", models.CharField(blank=True, max_length=255)),
                ("document_sha256", models.CharField(blank=True, max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(verbose_name="bổ sung, đính chính")),
                ("said_by", models.CharField(max_length=620, verbose_name="người bổ sung")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplements",
                        to="workflows.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "bổ sung, đính chính",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("consultation", "number"), name="supplement_number")],
            },
        ),
    ]
