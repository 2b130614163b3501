"""The book as it is read: narrowed down, a page at a time, or as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from yui.kernel.audit import wording
from yui.kernel.audit.models import Entry
from yui.kernel.tenancy import current_scope
from yui.kernel.web.editing import Change

HEADS = ("日時", "団体", "操作", "操作の記号", "立場", "した人", "対象", "対象の番号", "前", "後")
MOST_ROWS = 50_000


@dataclass(frozen=True)
class Wanted:
    """Which entries: by organisation (its name or code, for operators), code or its room, person, record, day."""

    organisation: str = ""
    code: str = ""
    person: str = ""
    record: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Line:
    """An entry as a page prints it. Personal values were masked when it was written."""

    at: datetime
    code: str
    action: str
    """What was done, in words; empty where the code has none."""
    who: str
    kind: str
    organisation: str
    target: str
    target_ref: str
    target_url: str | None
    changes: tuple[tuple[str, str, str], ...]
    """Name, value before and afterwards of what differs, in words."""


def own_book(wanted: Wanted) -> QuerySet[Entry]:
    """The entries of the organisation acted for."""
    return _narrowed(Entry.objects.all(), wanted)


def every_book(wanted: Wanted) -> QuerySet[Entry]:
    """The entries of all organisations and of the public, or of those named; empty for anybody but an operator."""
    entries = Entry.shared.select_related("owner")
    if wanted.organisation:
        # Found first, so that the book is read by its index and not for a name in every row.
        named = Q(name__contains=wanted.organisation) | Q(government_code__startswith=wanted.organisation)
        organisations: Any = apps.get_model("identity.Organisation")
        found = organisations.published.filter(named).order_by("pk").values_list("pk", flat=True)
        entries = entries.filter(owner__in=list(found))
    return _narrowed(entries, wanted)


def line(entry: Entry, *, with_organisation: bool = False) -> Line:
    """One entry in words."""
    return Line(
        at=entry.at,
        code=entry.code,
        action=wording.action(entry.code),
        who=entry.actor_name,
        kind=entry.actor_kind,
        organisation=entry.owner.name if with_organisation and entry.owner else "",
        target=wording.record(entry.target_type),
        target_ref=entry.target_ref,
        # The staff pages of another organisation do not exist for who reads every book.
        target_url=None if with_organisation else wording.page_of_record(entry.target_type, entry.target_ref),
        changes=wording.changes(entry.target_type, entry.before, entry.after),
    )


def rows(entries: QuerySet[Entry], most: int = MOST_ROWS) -> Iterator[list[str]]:
    """The entries as rows of a file, latest first, in words, guarded against spreadsheets that calculate."""
    yield list(HEADS)
    found = entries.select_related("owner").order_by("-id")[:most]
    for entry in found.iterator(chunk_size=1000):
        told = line(entry, with_organisation=True)
        at = timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S")
        before, after = ("／".join(_sides(told, side)) for side in (1, 2))
        who = (told.organisation, told.action, told.code, wording.kind(told.kind), told.who)
        yield [_guarded(cell) for cell in (at, *who, told.target, told.target_ref, before, after)]


def _sides(told: Line, side: int) -> Iterator[str]:
    return (f"{change[0]}：{change[side]}" for change in told.changes if change[side])


def lately(record: Model, since: datetime) -> list[Change]:
    """What people of the organisation acted for did with a record since a moment, the latest first, three at most.

    They are colleagues, so their names may be told. What others did stands in the books of others.
    """
    scope = current_scope()
    if scope is None or scope.organisation_id is None:
        return []
    found = Entry.objects.of(record).filter(at__gte=since)[:3]
    return [Change(one.at, one.actor_name, wording.action(one.code), one.person_id) for one in found]


def _narrowed(entries: QuerySet[Entry], wanted: Wanted) -> QuerySet[Entry]:
    condition = Q()
    if wanted.code:
        whole = "." in wanted.code and not wanted.code.endswith(".")
        condition &= Q(code=wanted.code) if whole else Q(code__startswith=wanted.code)
    if wanted.person:
        condition &= Q(actor_name__contains=wanted.person)
    if wanted.record:
        condition &= Q(target_ref=wanted.record)
    if wanted.since:
        condition &= Q(at__gte=_midnight(wanted.since))
    if wanted.until:
        condition &= Q(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return entries.filter(condition)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) else text
