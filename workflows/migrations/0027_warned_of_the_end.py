"""An hour before the end of a vote all who are asked are told, once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0026_clocks_without_inner_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="warned_at",
            field=models.DateTimeField(help_text="When the letters an hour before the end were written.", null=True),
        ),
    ]
