from typing import Any

from django.db import migrations, models


def keep_uncompressed(apps: Any, schema_editor: Any) -> None:
    """Blocks are packed numbers: compressing them again costs PostgreSQL more time than it saves room."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_block ALTER COLUMN content SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchIndex",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("version", models.TextField()),
                ("manifest", models.TextField()),
            ],
            options={"db_table": "search_index"},
        ),
        migrations.CreateModel(
            name="SearchBlock",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "index", "name", "piece", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.TextField()),
                ("piece", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "index",
                    models.ForeignKey(
                        db_column="index_name",
                        db_index=False,
                        on_delete=models.deletion.CASCADE,
                        to="finding.searchindex",
                    ),
                ),
            ],
            options={"db_table": "search_block"},
        ),
        migrations.RunPython(keep_uncompressed, migrations.RunPython.noop, elidable=False),
    ]
