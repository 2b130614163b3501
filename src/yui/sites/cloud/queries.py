"""What operators see of the installation."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.http import HttpRequest

from yui.kernel.identity.models import Organisation, OrganisationKind
from yui.kernel.jobs.queries import DeadLetter, JobHealth, Timetable, dead_letters, job_health, timetable
from yui.kernel.web.paging import Page, page_of
from yui.sites.cloud.models import Reading
from yui.solving.finding import index


@dataclass(frozen=True)
class Health:
    """The installation at one moment. Sizes in bytes."""

    jobs: JobHealth
    letters: tuple[DeadLetter, ...]
    slots: tuple[Timetable, ...]
    database: str
    disk_free: int
    disk_total: int
    indexed: int
    index_stale: bool
    organisations: tuple[tuple[str, int], ...]


def health(*, at: datetime) -> Health:
    """How the installation is doing."""
    disk = shutil.disk_usage(settings.YUI_HOME)
    return Health(
        jobs=job_health(at=at),
        letters=tuple(dead_letters(limit=50)),
        slots=tuple(timetable()),
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        disk_free=disk.free,
        disk_total=disk.total,
        indexed=len(index()),
        index_stale=index().stale,
        organisations=_by_kind(),
    )


def reading_of(word: str) -> Reading | None:
    """The correction of a word, if it has one."""
    return Reading.objects.filter(word=word).first()


def tenants(request: HttpRequest, text: str = "") -> Page[Organisation]:
    """A page of every organisation, or of those whose name, reading or code contains a text, by kind and reading."""
    found = Organisation.published.select_related("coordinated_by")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(kana__icontains=text) | Q(government_code__startswith=text))
    return page_of(request, found, order=("kind", "government_code", "kana", "pk"))


def _by_kind() -> tuple[tuple[str, int], ...]:
    counted = dict(Organisation.published.values_list("kind").annotate(Count("pk")))
    return tuple((str(kind.label), counted[kind.value]) for kind in OrganisationKind if kind.value in counted)
