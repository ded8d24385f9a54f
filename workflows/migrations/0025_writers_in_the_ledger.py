"""A submission says in the ledger who wrote what is submitted, so that four eyes can be recomputed from it alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0024_people_and_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="writers",
            field=models.JSONField(
                help_text="Of a submission: the keys of all who wrote a part of it; none before rows said it",
                null=True,
                verbose_name="người viết",
            ),
        ),
    ]
