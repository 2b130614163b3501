"""A person at a real browser who has no mouse: reads pages, goes along links, fills boxes and presses buttons by keys."""

from __future__ import annotations

from datetime import date
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page

from tests.stories.visitor import Form, Reading, Typed, Visitor, labelled

_STANDS_ON = "(element) => element === document.activeElement"
_PLACES = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"
_OUT_OF_TURN = "[tabindex]:not([tabindex='0']):not([tabindex='-1'])"
_PATIENCE = 60_000


class KeyboardVisitor(Visitor):
    """The same words as a `Visitor`; what they do is done in a browser, with Tab's places, Enter, Space and letters."""

    def __init__(self, context: BrowserContext, email: str = "") -> None:
        context.set_default_timeout(_PATIENCE)
        self.window: Page = context.new_page()
        super().__init__(email)

    def open(self, path: str) -> Self:
        answer = self.window.goto(path if path.startswith("/") else f"{self.path}/../{path}")
        assert answer is not None
        assert answer.ok, f"{path} answers {answer.status}"
        return self._read()

    def follow(self, words: str) -> Self:
        return self._go(self._link(words) or self._link_of_the_menu(words))

    def _link(self, words: str) -> Locator | None:
        links = self.window.locator("a[href]:visible", has_text=words).all()
        exact = [link for link in links if " ".join(link.inner_text().split()) == words]
        return (exact or links or [None])[0]

    def _link_of_the_menu(self, words: str) -> Locator:
        """On a phone the menu is folded: Enter on its button shows the links, which follow it."""
        self._walk_to(self.window.locator(".nav-fold > summary"))
        self.window.keyboard.press("Enter")
        link = self._link(words)
        assert link is not None, f"no link says 「{words}」 on {self.path}"
        return link

    def press(self, button: str, typed: Typed | None = None) -> Self:
        form, _name, _value = self._form_with(button)
        for label, given in (typed or {}).items():
            self._type(form, label, given)
        return self._go(self.window.locator("button", has_text=button).first)

    def _go(self, way: Locator) -> Self:
        self._tab_to(way)
        with self.window.expect_navigation(wait_until="load"):
            self.window.keyboard.press("Enter")
        return self._read()

    def _read(self) -> Self:
        self.path = urlsplit(self.window.url).path
        self.page = Reading(self.window.content())
        assert not self.window.locator(_OUT_OF_TURN).count(), f"Tab does not go along the text of {self.path}"
        return self

    def _tab_to(self, place: Locator) -> None:
        """Bring the focus there with Tab, unfolding by Enter what it lies in."""
        closed = place.locator("xpath=ancestor::details[not(@open)]")
        for still in range(closed.count(), 0, -1):  # the outermost first; what is open is closed no more
            self._walk_to(closed.first.locator("> summary"))
            self.window.keyboard.press("Enter")
            assert closed.count() < still, f"no key opens the fold around {place} on {self.path}"
        self._walk_to(place)

    def _walk_to(self, place: Locator) -> None:
        """Press Tab until the focus stands there, once around the page at the most."""
        if place.evaluate(_STANDS_ON):
            return
        most = self.window.locator(_PLACES).count() + 2  # the browser's own frame comes between the last and the first
        for _press in range(most):
            self.window.keyboard.press("Tab")
            if place.evaluate(_STANDS_ON):
                return
        raise AssertionError(f"{most} presses of Tab do not lead to {place} on {self.path}")

    def _type(self, form: Form, label: str, given: str | bool | date) -> None:
        if isinstance(given, date):
            dated = [box for box in form.boxes if box.legend.startswith(label)]
            for box, part in zip(dated, (given.year, given.month, given.day), strict=True):
                self._write(box.id, str(part))
            return
        grouped = [box for box in form.boxes if box.kind == "radio" and box.legend.startswith(label)]
        if grouped:
            self._pick([self._at(box.id) for box in grouped], [str(given) in box.label for box in grouped].index(True))
            return
        box = labelled(form, label)
        if isinstance(given, bool):
            self._tab_to(self._at(box.id))
            if given is not self._at(box.id).is_checked():
                self.window.keyboard.press("Space")
        elif box.kind == "select":
            self._choose(box.id, given)
        else:
            self._write(box.id, given)

    def _pick(self, group: list[Locator], wanted: int) -> None:
        """Tab stops once in a group, on what is chosen or else on its first; arrows lead on from there and choose."""
        stop = next((place for place in group if place.is_checked()), group[0])
        self._tab_to(stop)
        self.window.keyboard.press("Space")
        for _press in group:
            if group[wanted].evaluate(_STANDS_ON):
                break
            self.window.keyboard.press("ArrowDown")
        assert group[wanted].is_checked(), f"no key chooses {group[wanted]} on {self.path}"

    def _choose(self, name: str, words: str) -> None:
        """Down the list until it says the words."""
        place = self._at(name)
        self._tab_to(place)
        self.window.keyboard.press("Home")
        for _option in range(place.locator("option").count()):
            if words in place.evaluate("(select) => select.selectedOptions[0].label"):
                return
            self.window.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no 「{words}」 on {self.path}")

    def _write(self, name: str, words: str) -> None:
        self._tab_to(self._at(name))
        self.window.keyboard.press("Control+a")
        self.window.keyboard.insert_text(words)

    def _at(self, name: str) -> Locator:
        return self.window.locator(f"[id='{name}']")
