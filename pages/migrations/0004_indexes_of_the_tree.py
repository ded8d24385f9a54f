"""Indexes that Wagtail's own table lacks: children of a high page without reading all below it, a page by its whole
address, the aliases of a page."""

from typing import Any

from django.db import migrations

DEPTH = "CREATE INDEX page_depth_path ON wagtailcore_page (depth, path)"
# Hardly any page has one, which a plain index hides from the planner.
ALIAS = "CREATE INDEX page_alias ON wagtailcore_page (alias_of_id) WHERE alias_of_id IS NOT NULL"
ADDRESS = "CREATE INDEX page_url_path ON wagtailcore_page {using} (url_path)"


def create(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(DEPTH)
    schema_editor.execute(ALIAS)
    # An address may be longer than what a b-tree of PostgreSQL takes.
    schema_editor.execute(ADDRESS.format(using="USING hash" if schema_editor.connection.vendor == "postgresql" else ""))


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP INDEX page_url_path")
    schema_editor.execute("DROP INDEX page_alias")
    schema_editor.execute("DROP INDEX page_depth_path")


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_listed_and_former_address"), ("wagtailcore", "0040_page_draft_title")]

    operations = [migrations.RunPython(create, drop)]
