"""Rows of any kind of record, made from nothing but its fields: for tests that hold for every model there is or will be.

Whatever decides who may see a row (states, flags, parties) is drawn at random, so that both answers occur.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, models, transaction

from yui.kernel.identity.models import Organisation, Person
from yui.kernel.tenancy import acting_for
from yui.kernel.tenancy.visibility import Visibility

TRIES = 600
FORMS: dict[str, Callable[[random.Random], str]] = {
    "projects.CostLine.quarter": lambda chance: f"{chance.randint(2000, 2099)}-Q{chance.randint(1, 4)}",
}
"""Texts that a constraint of their table wants in one form, which chance alone would never meet."""


class Maker:
    """Makes rows of any model for some organisations and people; what a row needs is made before it."""

    def __init__(self, organisations: list[Organisation], people: list[Person], seed: int) -> None:
        self.organisations, self.people = organisations, people
        self.random = random.Random(seed)
        self.count = 0
        self.made: dict[tuple[type[models.Model], int], list[models.Model]] = defaultdict(list)

    def make(self, model: type[models.Model], owner: Organisation, depth: int = 0) -> models.Model:
        """One row of `owner`. Constraints of the table are met by trying."""
        refused: IntegrityError | None = None
        for _try in range(TRIES):
            with acting_for(owner, operator=True):
                row = self._saved(model, owner, depth)
            if not isinstance(row, IntegrityError):
                self.made[model, owner.pk].append(row)
                return row
            refused = row
        raise AssertionError(f"no row of {model._meta.label} could be made in {TRIES} tries: {refused}")

    def _values(self, model: type[models.Model], owner: Organisation, depth: int) -> dict[str, Any]:
        values = {}
        for field in model._meta.concrete_fields:
            if isinstance(field, models.AutoField) or field.generated:
                continue
            value = self._related(field, owner, depth) if field.is_relation else self._plain(field)
            if value is not _LEAVE:
                values[field.name] = value
        return values

    def _related(self, field: Any, owner: Organisation, depth: int) -> Any:
        target = field.remote_field.model
        if field.name == "owner":
            return owner
        if target is Organisation:
            return self.random.choice([*self.organisations, *([None] * 2 if field.null else [])])
        if target is Person:
            return self.random.choice([*self.people, *([None] if field.null else [])])
        if field.null and (depth > 2 or self.random.random() < 0.6):
            return None
        if not isinstance(getattr(target, "visibility", None), Visibility):
            return None if field.null else target._base_manager.first() or self._foreign(target, owner, depth)
        made = self.made[target, owner.pk]
        return self.random.choice(made) if made and self.random.random() < 0.8 else self.make(target, owner, depth + 1)

    def _foreign(self, target: type[models.Model], owner: Organisation, depth: int) -> models.Model:
        row = self._saved(target, owner, depth + 1)
        if isinstance(row, IntegrityError):
            return self._foreign(target, owner, depth)
        return row

    def _saved(self, model: type[models.Model], owner: Organisation, depth: int) -> models.Model | IntegrityError:
        """A new row, or how the table refused it."""
        row = model(**self._values(model, owner, depth))
        try:
            with transaction.atomic():
                models.Model.save(row, force_insert=True)
        except IntegrityError as error:
            return error
        return row

    def _plain(self, field: Any) -> Any:
        self.count += 1
        if field.choices:
            values = [value for value, _label in field.flatchoices]
            return self.random.choice([*values, *([""] * len(values) if field.blank else [])])
        if isinstance(field, models.BooleanField):
            return self.random.choice([True, False])
        if field.null and self.random.random() < 0.5:
            return None
        if field.has_default() and (field.unique or self.random.random() < 0.5):
            return _LEAVE
        if field.blank and isinstance(field, models.CharField | models.TextField) and self.random.random() < 0.5:
            return ""
        if form := FORMS.get(f"{field.model._meta.label}.{field.name}"):
            return form(self.random)
        for kind, value in self._table(field):
            if isinstance(field, kind):
                return value
        raise AssertionError(f"no value is known for {field!r}; teach tests/kernel/tenancy/rows.py")

    def _table(self, field: Any) -> list[tuple[Any, Any]]:
        moment = dt.datetime(2026, 4, 1, tzinfo=dt.UTC) + dt.timedelta(hours=self.random.randint(0, 9000))
        text = f"{self.count:x}{self.random.getrandbits(60):x}"[: field.max_length or 20]
        return [
            (models.DateTimeField, moment),
            (models.DateField, moment.date()),
            (models.TimeField, moment.time()),
            (models.DurationField, dt.timedelta(hours=1)),
            (models.DecimalField, Decimal(self.random.randint(0, 9))),
            (models.FloatField, self.random.random()),
            (models.IntegerField, self.random.randint(0, 9)),
            (models.JSONField, {}),
            (models.BinaryField, b"x"),
            (models.EmailField, f"{text}@example.jp"),
            (models.URLField, f"https://example.jp/{text}"),
            (models.GenericIPAddressField, "192.0.2.1"),
            (models.UUIDField, None),
            (models.FileField, text),
            (models.CharField, text),
            (models.TextField, text),
        ]


_LEAVE = object()
