"""Editing a record by a form, so that two windows of one form never overwrite each other silently.

A page prints its form with its *version*: which printing it was, when, and a digest of what stood in its fields. What
comes back is kept only where the same still stands there, or what the very same page has put there: a step of the
wizard that one returns to, or whose words a script has kept meanwhile, is not refused for its own words. Otherwise
nothing is written; the page shows again with what was typed, who has changed what and when, and a box to tick that
names the version which may be overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from django.db import models, transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from yui.kernel.access import Refused
from yui.kernel.tenancy.models import new_ref
from yui.kernel.tenancy.versions import digest_of
from yui.kernel.web import clock
from yui.kernel.web.differing import Difference, differences, what_stands
from yui.kernel.web.forms import show_refusal

VERSION: Final = "version"
OVER: Final = "over"
_PAGES: Final = "pages_kept"
_MOST_PAGES: Final = 30
_READS = re.compile(r"([2-9a-z]{10})\.([0-9]{1,10})\.([0-9a-f]{24})")


@dataclass(frozen=True)
class Opened:
    """One printing of a form: which one, when, and the digest of what stood in its fields."""

    page: str
    at: datetime
    stood: str

    @classmethod
    def read(cls, sent: str) -> Opened:
        """What a page sent along; where it cannot be read, a page that has seen nothing."""
        found = _READS.fullmatch(sent)
        if found is None:
            return cls("", clock.now(), "")
        return cls(found[1], datetime.fromtimestamp(int(found[2]), UTC), found[3])

    def __str__(self) -> str:
        return f"{self.page}.{int(self.at.timestamp())}.{self.stood}"


@dataclass(frozen=True)
class Change:
    """Something done with a record: when, by whom (empty where the reader may not know), in words; the person's id."""

    at: datetime
    who: str
    what: str
    person_id: int | None = None


@dataclass(frozen=True)
class Meanwhile:
    """What was changed since a form was opened: by whom, where it differs from what was typed, and its version now."""

    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]
    now: str
    address: str
    """Where the form is read as it stands now."""


Told = Callable[[models.Model, datetime], Sequence[Change]]
_told_by: list[Told] = []


def changes_are_told_by(book: Told) -> None:
    """Register who knows what was done with a record since a moment, the latest first."""
    _told_by.append(book)


class Editing:
    """A form over a record, from its printing to the moment when what was typed is kept.

    `form_of(record, typed)` makes the form: of what the record says, and of what was sent where that is not None. With
    no record yet (None), the first thing kept begins one.
    """

    def __init__(
        self, request: HttpRequest, record: Any, form_of: Callable[[Any, Any], Any], address: str = ""
    ) -> None:
        self._request, self.record, self._form_of = request, record, form_of
        self._sent = request.POST if request.method == "POST" else None
        self._address = address or request.get_full_path()
        self.form = form_of(record, self._sent)
        self.meanwhile: Meanwhile | None = None
        self._unfit = False
        self._opened = (
            Opened(new_ref(), clock.now(), digest_of(what_stands(self.form)))
            if self._sent is None
            else Opened.read(self._sent.get(VERSION, ""))
        )

    @property
    def version(self) -> str:
        """What the page prints, for the form to send along."""
        return str(self._opened)

    @property
    def status(self) -> int:
        """The status of the page: fresh, refused, or overtaken by somebody else."""
        if self.meanwhile is not None:
            return 409
        return 422 if self._unfit or self.form.errors else 200

    def saved(self, keep: Callable[[Any, Any], Any]) -> bool:
        """Whether what was sent has been kept; if not, the page shows again and says why.

        `keep(record, form)` does it. It gets the record as it stands, which nobody else can change until it is done,
        and gives back the record where there was none.
        """
        if self._sent is None:
            return False
        if not self._fits():
            self._unfit = True
            return False
        try:
            with transaction.atomic():
                held = self._held()
                if held is not None and self._overtaken(held):
                    return False
                kept = keep(held, self.form)
                self.record = kept if held is None else held
                self._remember(digest_of(what_stands(self._form_of(self._held(), None))))
        except Refused as refused:
            show_refusal(self.form, refused)
            return False
        return True

    def _fits(self) -> bool:
        rows = getattr(self.form, "rows", None)
        fits = [form.is_valid() for form in (self.form, rows) if form is not None]
        return all(fits)

    def _held(self) -> Any:
        if self.record is None:
            return None
        door: Any = type(self.record)._base_manager
        found = door.select_for_update(of=("self",)).filter(pk=self.record.pk).first()
        if found is None:  # removed meanwhile
            raise Http404
        return found

    def _overtaken(self, held: Any) -> bool:
        """Whether something stands there that the writer has not read and that would be lost."""
        now = self._form_of(held, None)
        stands = digest_of(what_stands(now))
        # What a page has put there is what its writer knows last; what stood there when it opened is history then.
        read = self._request.session.get(_PAGES, {}).get(self._opened.page, self._opened.stood)
        if stands in {read, self._request.POST.get(OVER)}:
            return False
        found = differences(now, self.form)
        if found:
            self.meanwhile = Meanwhile(self._changes(held), found, stands, self._address)
        return bool(found)

    def _changes(self, record: Any) -> tuple[Change, ...]:
        reader: Any = self._request.actor  # type: ignore[attr-defined]  # set by the middleware
        found = [change for book in _told_by for change in book(record, self._opened.at)]
        mine = _("あなた（別の画面）")
        return tuple(
            replace(one, who=mine) if one.person_id and one.person_id == reader.person_id else one for one in found
        )

    def _remember(self, stands: str) -> None:
        """What this page has put there: for its writer it is nothing new."""
        if not self._opened.page:
            return
        session = self._request.session
        pages = {**session.get(_PAGES, {})}
        pages.pop(self._opened.page, None)
        session[_PAGES] = dict([*pages.items(), (self._opened.page, stands)][-_MOST_PAGES:])
