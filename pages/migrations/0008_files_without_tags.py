"""Files have no tags any more (decision 0038): those of one board were offered to the editors of all."""

from django.db import migrations


def take_off(apps, schema_editor):
    types = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label="pages", model__in=["portalimage", "portaldocument"]
    )
    apps.get_model("taggit", "TaggedItem").objects.filter(content_type__in=types).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0007_seals_of_cut_pictures"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(take_off, migrations.RunPython.noop)]
