"""A seat knows the charter's own key for its role beside its function. Of the seats there are, both are the same."""

from django.db import migrations, models


def same_as_function(apps, schema_editor):
    apps.get_model("workflows", "Member").objects.update(role_key=models.F("role"))


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0030_leaves"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="role_key",
            field=models.CharField(default="", max_length=60, verbose_name="vai"),
            preserve_default=False,
        ),
        migrations.RunPython(same_as_function, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="member",
            name="role",
            field=models.CharField(
                choices=[
                    ("truong-ban", "truong-ban"),
                    ("pho-truc", "pho-truc"),
                    ("pho-ban", "pho-ban"),
                    ("thanh-vien", "thanh-vien"),
                    ("bien-tap-vien", "bien-tap-vien"),
                    ("thu-ky", "thu-ky"),
                    ("cong-tac-vien", "cong-tac-vien"),
                    ("giup-viec", "giup-viec"),
                    ("ky-thuat", "ky-thuat"),
                ],
                max_length=20,
                verbose_name="chức năng",
            ),
        ),
    ]
