"""A picture says whether what public pages show of it was cut. What is there waits for it: `cut_pictures`, or the worker, looks (decision 0048)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0008_files_without_tags"),
    ]

    operations = [
        migrations.AddField(
            model_name="portalimage",
            name="cut_problem",
            field=models.CharField(blank=True, editable=False, max_length=8),
        ),
        migrations.AddField(
            model_name="portalimage",
            name="cut_state",
            field=models.CharField(
                choices=[("waiting", "chờ cắt"), ("made", "đã cắt"), ("failed", "không hiện được")],
                default="waiting",
                editable=False,
                max_length=8,
            ),
        ),
    ]
