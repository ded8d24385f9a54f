"""The acts leave the choices of the fields that keep them: a new act needs no migration. No SQL."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0020_runs"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="act",
            field=models.CharField(max_length=12, verbose_name="việc"),
        ),
        migrations.AlterField(
            model_name="tick",
            name="act",
            field=models.CharField(max_length=12, verbose_name="việc"),
        ),
    ]
