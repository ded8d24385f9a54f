"""Clocks that were begun with a number of the house's own list of rules for a source say «mặc định», as those begun since do (0040)."""

from django.db import migrations

INNER_NUMBER = r"^(R[0-9]+|[12][.][0-9]+([.][0-9]+)?)$"


def say_default(apps, _schema_editor):
    apps.get_model("workflows", "ItemClock").objects.filter(clause__regex=INNER_NUMBER).update(clause="mặc định")


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0025_writers_in_the_ledger"),
    ]

    operations = [
        migrations.RunPython(say_default, migrations.RunPython.noop),
    ]
