"""Constraints that keep parts with the owner of their whole.

Foreign keys ignore row policies: without these a row could point to another organisation's record and so learn that it
exists. A composite key (owner, parent) makes the database itself refuse it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.constraints import BaseConstraint


def owned_key() -> models.UniqueConstraint:
    """The key that parts of a record point to; a parent of `PartOf` needs it."""
    return models.UniqueConstraint(fields=["owner", "id"], name="%(app_label)s_%(class)s_owned_key")


class PartOf(BaseConstraint):
    """(`owner`, `parent`) must be (owner, id) of the parent's row."""

    def __init__(self, parent: str, *, owner: str = "owner", name: str = "") -> None:
        self.parent, self.owner = parent, owner
        super().__init__(name=name or f"%(app_label)s_%(class)s_part_of_{parent}")

    def _body(self, model: type[models.Model], editor: Any) -> str:
        field: Any = model._meta.get_field(self.parent)
        owner: Any = model._meta.get_field(self.owner)
        whole = field.remote_field.model._meta
        quote = editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({quote(owner.column)}, {quote(field.column)}) "
            f"REFERENCES {quote(whole.db_table)} ({quote(whole.get_field('owner').column)}, {quote(whole.pk.column)}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        return self._body(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Left for the end of the migration, as Django leaves its foreign keys: the key it points to may come later."""
        table = schema_editor.quote_name(model._meta.db_table)
        schema_editor.deferred_sql.append(f"ALTER TABLE {table} ADD {self._body(model, schema_editor)}")

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Nothing to tell a form: a broken one is a bug, and the database refuses it."""

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        _, _, kwargs = super().deconstruct()
        path = f"{type(self).__module__}.{type(self).__qualname__}"
        return path, (self.parent,), {**kwargs, "owner": self.owner}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartOf) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__
