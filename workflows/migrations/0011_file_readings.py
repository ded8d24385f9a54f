"""What was found in the text of files, kept by the file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0010_checklist")]

    operations = [
        migrations.CreateModel(
            name="FileReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, unique=True)),
                ("detectors", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("whole", "toàn bộ"), ("part", "một phần"), ("none", "không đọc được")], max_length=5
                    ),
                ),
                (
                    "findings",
                    models.JSONField(help_text="Of each finding: kind, words, what stands before and after them."),
                ),
            ],
        ),
    ]
