"""Indexes that Wagtail's own table lacks: children of a high page without reading all below it, and a page by its whole address."""

from typing import Any

from django.db import migrations

DEPTH = "CREATE INDEX page_depth_path ON wagtailcore_page (depth, path)"
ADDRESS = "CREATE INDEX page_url_path ON wagtailcore_page {using} (url_path)"


def create(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(DEPTH)
    # An address may be longer than what a b-tree of PostgreSQL takes.
    schema_editor.execute(ADDRESS.format(using="USING hash" if schema_editor.connection.vendor == "postgresql" else ""))


def drop(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP INDEX page_url_path")
    schema_editor.execute("DROP INDEX page_depth_path")


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_listed_and_former_address"), ("wagtailcore", "0040_page_draft_title")]

    operations = [migrations.RunPython(create, drop)]
