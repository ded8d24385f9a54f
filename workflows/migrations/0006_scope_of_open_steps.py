"""Steps that are open when the columns come: what their text says of kind, field and sensitivity, so that deeds can cover them."""

from django.db import migrations

KINDS = {"newspage": "news", "documentpage": "document", "questionpage": "question"}


def fill(apps, schema_editor):
    StepState = apps.get_model("workflows", "StepState")
    Field = apps.get_model("workflows", "Field")
    known = set(Field.objects.values_list("pk", flat=True))
    open_steps = StepState.objects.filter(status="in_progress").select_related("revision__content_type")
    for state in open_steps.iterator(chunk_size=200):
        said = state.revision.content
        state.content = KINDS.get(state.revision.content_type.model, "page")
        state.field_id = said.get("field") if said.get("field") in known else None
        state.is_sensitive = bool(said.get("is_sensitive"))
        state.save(update_fields=["content", "field", "is_sensitive"])


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_delegation")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
