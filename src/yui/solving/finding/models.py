"""The tables of the index where it lives in PostgreSQL (YUI_SEARCH_STORE); elsewhere they stay empty.

`engines.search.backends.postgres` reads and writes them. They hold what everybody may see, and nothing else is indexed.
"""

from __future__ import annotations

from django.db import models

from yui.kernel.tenancy import Infrastructure

REASON = "One index over public records of all organisations, made anew from them at any time; it has no owner."


class SearchIndex(models.Model):
    """An index by its name: `manifest` lists the blocks it consists of, `version` tells it from every other state."""

    visibility = Infrastructure(REASON)

    name = models.TextField(primary_key=True)
    version = models.TextField()
    manifest = models.TextField()

    class Meta:
        db_table = "search_index"

    def __str__(self) -> str:
        return self.name


class SearchBlock(models.Model):
    """A piece of a block of an index; blocks never change once they are written."""

    visibility = Infrastructure(REASON)

    pk = models.CompositePrimaryKey("index", "name", "piece")
    index = models.ForeignKey(SearchIndex, models.CASCADE, db_column="index_name", db_index=False)
    name = models.TextField()
    piece = models.IntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "search_block"

    def __str__(self) -> str:
        return f"{self.name} {self.piece}"
