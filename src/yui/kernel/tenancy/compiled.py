"""Queries that are written once, compiled once, and asked with other values each time (ADR 0012).

Django makes the SQL of a query anew each time it runs, which costs several times what the database needs to answer.
Where a page asks the same few questions at each request, the question is written as a function of its shape:

    @compiled
    def of_post(every_post: bool) -> QuerySet[Need]:
        mine = Q() if every_post else Q(post_id=Given("post", BigIntegerField()))
        return Need.objects.filter(mine).order_by("title")[:20]

    of_post(actor.post_id is None).ask(post=actor.post_id)

For whom it is asked is read from the scope at each asking, as in every query that comes through a door. While a query
is written the scope holds nobody, so an organisation or person of that moment cannot come into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from threading import local
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

from yui.kernel.tenancy.conditions import AskedLater, for_later
from yui.kernel.tenancy.scope import NoScope, acting_for, current_scope

Row = TypeVar("Row")
Shape = ParamSpec("Shape")


class Given(AskedLater):
    """A value told by its name when the query is asked; of a day, also so much later or earlier."""

    def __init__(self, name: str, field: models.Field[Any, Any], *, shifted: timedelta | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.shifted = name, shifted

    def __add__(self, other: Any) -> Given:  # type: ignore[override]  # a day some days later is still a value given
        return Given(self.name, self.output_field, shifted=(self.shifted or timedelta()) + other)

    def __sub__(self, other: Any) -> Given:  # type: ignore[override]
        return self.__add__(-other)

    def value(self, given: dict[str, Any], connection: Any) -> Any:
        """What the database is told, in its own form."""
        told = given[self.name] if self.shifted is None else given[self.name] + self.shifted
        return self.output_field.get_db_prep_value(told, connection, prepared=False)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return f"%s::{self.output_field.db_type(connection)}", (self,)


class GivenSeveral(Given):
    """Several numbers told when the query is asked, as many as there are: `filter(pk__in=GivenSeveral("pks"))`."""

    def __init__(self, name: str) -> None:
        super().__init__(name, models.BigIntegerField())

    def value(self, given: dict[str, Any], connection: Any) -> Any:
        numbers = [int(number) for number in given[self.name]]
        return numbers if connection.vendor == "postgresql" else str(numbers)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "(SELECT value FROM json_each(%s))", (self,)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "(SELECT unnest(%s::bigint[]))", (self,)


class Compiled(Generic[Row]):
    """A query that is ready to be asked; each thread compiles it once."""

    def __init__(self, write: Callable[[], models.QuerySet[Any]]) -> None:
        self._write = write
        self._own = local()

    def ask(self, **given: Any) -> list[Row]:
        """The rows, as the queryset itself would give them. Raises KeyError where a value is not told.

        Values that this shape has no use for may be told as well.
        """
        asked, scope = self._of_this_thread, current_scope()
        if asked.ours and (scope is None or scope.organisation_id is None):
            raise NoScope("a compiled query for our records was asked while no organisation is acted for")
        return cast(list[Row], asked.rows(given))

    @property
    def _of_this_thread(self) -> _Asked:
        connection = connections[self._queryset.db]
        asked: _Asked | None = getattr(self._own, "asked", None)
        if asked is None or asked.connection is not connection:
            asked = self._own.asked = _Asked(self._queryset.all(), connection)
        return asked

    @cached_property
    def _queryset(self) -> models.QuerySet[Any]:
        with acting_for(_NOBODY_YET, person=_NOBODY_YET):
            return self._write()


class _Asked:
    """A queryset whose compiler remembers its SQL and how columns become values."""

    def __init__(self, queryset: Any, connection: Any) -> None:
        self.ours = getattr(queryset, "_ours", False)
        self._queryset, self.connection = queryset, connection
        self._given: dict[str, Any] = {}
        compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._params = _sql_of(compiler)
        self._converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        self._convert = compiler.apply_converters
        self._columns = compiler.col_count if compiler.has_extra_select else None  # some are fetched to sort by alone
        # What the iterables of Django ask their compiler for, in fewer steps.
        compiler.execute_sql = self._answers
        compiler.results_iter = self._converted
        queryset.query.get_compiler = lambda using=None, connection=None, elide_empty=True: compiler

    def rows(self, given: dict[str, Any]) -> list[Any]:
        """The iterable of the queryset, run anew: nothing of an earlier answer is kept."""
        self._given = given
        found = list(self._queryset._iterable_class(self._queryset))
        if self._queryset._prefetch_related_lookups:
            models.prefetch_related_objects(found, *self._queryset._prefetch_related_lookups)
        return found

    def _answers(self, *_asked: Any, **_options: Any) -> list[tuple[Any, ...]]:
        """All rows as the database gives them."""
        if not self._sql:
            return []
        told, connection = self._given, self.connection
        params = [p.value(told, connection) if isinstance(p, AskedLater) else p for p in self._params]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows if self._columns is None else [row[: self._columns] for row in rows]

    def _converted(self, answers: Any = None, tuple_expected: bool = False, **_options: Any) -> Iterator[Any]:
        """The rows with the values that their columns mean; as tuples where somebody will look."""
        rows = self._answers() if answers is None else answers
        if not self._converters:
            return iter(rows)
        made = self._convert(rows, self._converters)
        return map(tuple, made) if tuple_expected else made


def compiled(write: Callable[Shape, models.QuerySet[Any, Row]]) -> Callable[Shape, Compiled[Row]]:
    """Make of a function that writes a query one that gives it compiled, once for each set of arguments.

    The arguments are for what changes its shape: few, and the same again and again. What differs at each asking is
    `Given`. A day written into the query raises ValueError: it would stay the same for ever.
    """

    @cache
    def ready(*args: Any, **kwargs: Any) -> Compiled[Row]:
        return Compiled(lambda: write(*args, **kwargs))

    return cast(Callable[Shape, Compiled[Row]], ready)


def _sql_of(compiler: Any) -> tuple[str, Sequence[Any]]:
    try:
        with for_later():
            sql, params = compiler.as_sql()
    except EmptyResultSet:
        return "", ()
    if any(_is_day(param) for param in params):
        raise ValueError("a day or time stands in a compiled query and would stay for ever; write Given(...)")
    return _with_constants(sql, iter(params))


def _with_constants(sql: str, params: Iterator[Any]) -> tuple[str, Sequence[Any]]:
    """The SQL with what never changes written into it, and what is still to be told.

    Of a value that is told SQLite cannot know beforehand whether a partial index fits it, so it plans the query anew
    at each asking: 0.2 ms instead of 0.05.
    """
    told: list[Any] = []

    def put(sign: re.Match[str]) -> str:
        if sign[0] == "%%":
            return "%%"
        param = next(params)
        if type(param) is int:
            return f"({param})"  # of a negative number no comment begins
        if isinstance(param, str) and not _QUOTED_ELSEWHERE.search(param):  # a choice of a field too
            return "'" + str(param).replace("'", "''").replace("%", "%%") + "'"
        told.append(param)
        return "%s"

    return re.sub("%[s%]", put, sql), tuple(told)


def _is_day(param: Any) -> bool:
    """SQLite is told days as text."""
    return isinstance(param, date) or (isinstance(param, str) and _DAY.match(param) is not None)


class _NobodyYet:
    """Stands for the one who will ask. No database takes it, so a query that writes it down fails at once."""

    def __repr__(self) -> str:
        return "<who asks is known when the query is asked: CurrentOrganisation(), CurrentPerson()>"


_NOBODY_YET: Any = _NobodyYet()
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTED_ELSEWHERE = re.compile(r"[\x00\\]")
"""Signs that the databases do not read alike between quotes."""
