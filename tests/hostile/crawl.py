"""A visitor who opens one page of each kind and keeps what it said, and every form that stood on it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.urls import Resolver404, resolve

from tests.hostile.region import Region
from tests.stories.visitor import Form, Reading

STATES = {
    "needs:desk_need": 8,
    "casebook:desk": 4,
    "solutions:desk_edit": 3,
    "projects:desk": 2,
    "matching:proposal": 2,
    "needs:desk_trouble": 3,
}
"""Pages that look different in each state of their record: how many of each are opened. Of others it is one."""

EVERYBODY = {"desk:home", "needs:detail", "matching:introductions", "matching:introduction", "casebook:follow"}
"""Pages that look different to each reader; what others show, the first who may read it has seen."""

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
_TELLING = {"name", "kind", "step"}
_AWAY = ("/account/logout/",)
WORDS = {"text", "textarea", "email", "search", "url", "tel", "password"}
TEXTS = WORDS | {"number", "date"}


@dataclass(frozen=True)
class Seen:
    """A page as it was answered."""

    who: str
    address: str
    kind: str
    answer: Any
    written: frozenset[str] = frozenset()
    """The tables that were written to meanwhile."""

    @property
    def html(self) -> str:
        return str(self.answer.content.decode()) if not self.answer.streaming else ""

    @property
    def is_html(self) -> bool:
        return str(self.answer["Content-Type"]).startswith("text/html")

    def __str__(self) -> str:
        return f"{self.who} {self.address} ({self.answer.status_code})"


@dataclass(frozen=True)
class Sheet:
    """A form on a page, with the button that sends it."""

    who: str
    page: str
    target: str
    form: Form = field(compare=False)
    button: tuple[str, str, str] = field(compare=False, default=("", "", ""))

    @property
    def leads_to(self) -> str:
        return kind_of(self.target) or ""

    def filled(self, text: str) -> dict[str, list[str]]:
        """What a browser sends when `text` stands in every box one can type into; choices stay, or take the first."""
        sent: dict[str, list[str]] = {}
        for box in self.form.boxes:
            value = text if box.kind in TEXTS else box.value
            if box.kind == "select" and not value:
                value = next((given for _words, given in box.options if given), "")
            unsent_choice = box.kind == "radio" and not box.checked and box.name in sent
            if not unsent_choice and not (box.kind == "checkbox" and not box.checked and box.name in sent):
                if box.kind == "radio" and box.checked:
                    sent[box.name] = []
                sent.setdefault(box.name, []).append(value)
        if self.button[1]:
            sent[self.button[1]] = [self.button[2]]
        return sent

    @property
    def typed_into(self) -> list[str]:
        """The boxes that take any words: not those for numbers, parts of dates, choices."""
        return [box.name for box in self.form.boxes if box.kind in WORDS]

    @property
    def shown_again(self) -> bool:
        """Whether some of what was typed is shown again; passwords never are."""
        words = [box for box in self.form.boxes if box.kind in WORDS - {"password"}]
        return any(not box.name.endswith(("_year", "_month", "_day")) for box in words)

    def __str__(self) -> str:
        return f"{self.who} {self.page} → {self.target}「{self.button[0]}」"


def crawl(region: Region) -> tuple[list[Seen], list[Sheet]]:
    """Every kind of page, each by the first who may read it, and every form on them."""
    known = Counter[str]()
    pages = [seen for who in region.people for seen in _walk(region, who, known)]
    sheets: dict[tuple[str, ...], Sheet] = {}
    for seen in pages:
        for sheet in _sheets(seen):
            names = ",".join(sorted({box.name for box in sheet.form.boxes}))
            sheets.setdefault((sheet.leads_to, names, *sheet.button[1:]), sheet)
    return pages, list(sheets.values())


def kind_of(address: str) -> str | None:
    """The name of the view behind an address, with the words in the address that choose what it does."""
    parts = urlsplit(address)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    asked = ["csv"] if "format=csv" in parts.query else []
    return " ".join(
        [found.view_name, *(str(found.kwargs[name]) for name in sorted(_TELLING & set(found.kwargs))), *asked]
    )


def watching(written: set[str]) -> Callable[..., Any]:
    """For `execute_wrapper`: notes the tables that statements write to."""

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := _WRITES.match(sql):
            written.add(found[1])
        return execute(sql, *rest)

    return note


def _walk(region: Region, who: str, known: Counter[str]) -> Iterator[Seen]:
    client = region.client(who)
    starts = ["/", "/gallery/", "/gallery/form/", "/account/login/"] if who == "guest" else ["/account/profile/"]
    if who not in {"guest", "resident"}:
        starts = ["/desk/", "/cloud/", *starts]
    waiting, seen, mine = deque([*region.unlinked.get(who, []), *starts]), set[str](), Counter[str]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if kind is None or address in seen or address.startswith(_AWAY):
            continue
        counted = mine if kind in EVERYBODY else known
        if counted[kind] >= STATES.get(kind, 1):
            continue
        seen.add(address)
        written: set[str] = set()
        with connection.execute_wrapper(watching(written)):
            answer = client.get(address)
        yield (page := Seen(who, address, kind, answer, frozenset(written)))
        counted[kind] += answer.status_code != 404
        if answer.status_code == 302:
            waiting.append(answer["Location"])
        elif answer["Content-Type"].startswith("text/html"):
            waiting.extend(_inside(address, href) for _words, href in Reading(page.html).links)


def _inside(address: str, href: str) -> str:
    parts = urlsplit(urljoin(address, href))
    return "" if parts.netloc or parts.scheme else parts._replace(fragment="").geturl()


def _sheets(seen: Seen) -> Iterator[Sheet]:
    if not seen.answer["Content-Type"].startswith("text/html"):
        return
    for form in Reading(seen.html).forms:
        target = urljoin(seen.address, form.action or seen.address)
        if form.method == "dialog" or target.startswith(_AWAY):
            continue
        for button in form.buttons or [("", "", "")]:
            yield Sheet(seen.who, seen.address, target, form, button)
