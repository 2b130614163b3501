"""People who visit pages: they read, follow links by their words, fill boxes by their labels and press buttons.

`HttpVisitor` does so without a browser; tests/browser/keyboard.py has one who sits at a real one.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import urljoin

from django.test import Client

_COLLECTING = {"a", "button", "label", "legend", "option", "textarea"}
_SILENT = {"script", "style", "noscript"}
_PRESSED = {"submit", "button", "reset", "image"}
"""Kinds of `input` that send nothing unless they are pressed."""
Typed = dict[str, str | bool | date]
"""What goes into which box, by the words of its label."""


@dataclass
class Box:
    """One field of a form as it stands on the page."""

    name: str
    kind: str
    id: str
    value: str
    checked: bool = False
    legend: str = ""
    label: str = ""
    disabled: bool = False
    options: list[tuple[str, str]] = field(default_factory=list)

    @property
    def sent(self) -> bool:
        if self.disabled or self.kind in _PRESSED:
            return False
        return self.checked if self.kind in {"radio", "checkbox"} else True

    @property
    def filled(self) -> bool:
        """Can a person see it and change what it holds?"""
        return not self.disabled and self.kind != "hidden"


@dataclass
class Form:
    """A form with its boxes and the buttons that send it: (words, name, value)."""

    action: str
    method: str
    id: str = ""
    boxes: list[Box] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Reading(HTMLParser):
    """What stands on a page: words, links, forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.forms, self.labels = "", [], [], {}
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._silent, self._legend, self._around = 0, "", None
        self._box: Box | None = None
        self._form: Form | None = None
        self._disabled: list[bool] = []  # of the fieldsets around
        self._elsewhere: list[tuple[str, Callable[[Form], None]]] = []
        self.feed(html)
        for wanted, join in self._elsewhere:
            for form in self.forms:
                if form.id and form.id == wanted:
                    join(form)
        for form in self.forms:
            for box in form.boxes:
                box.label = box.label or self.labels.get(box.id, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in _SILENT
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("id", ""))
            self.forms.append(self._form)
        elif tag == "fieldset":
            self._legend = ""
            self._disabled.append("disabled" in given)
        elif tag in {"input", "textarea", "select"} and given.get("name"):
            self._start_box(tag, given)
        if tag == "label" and "for" not in given:
            self._around = None
        if tag in _COLLECTING:
            self._open.append((tag, given, []))

    def _join(self, given: dict[str, str], join: Callable[[Form], None]) -> None:
        """Boxes and buttons belong to the form that `form=` names, or else to the one around them, or to none."""
        if "form" in given:
            self._elsewhere.append((given["form"], join))
        elif self._form is not None:
            join(self._form)

    def _start_box(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        value = given.get("value", "on" if kind in {"radio", "checkbox"} else "")
        box = Box(given["name"], kind, given.get("id", ""), value, "checked" in given, self._legend)
        box.disabled = "disabled" in given or any(self._disabled)
        self._join(given, lambda form: form.boxes.append(box))
        self._around = self._box = box

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.words += data
        for _tag, _given, said in self._open:
            said.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag == "form":
            self._form = None
        elif tag == "fieldset":
            self._legend = ""
            self._disabled.pop()
        if not self._open or self._open[-1][0] != tag:
            return
        _tag, given, said = self._open.pop()
        getattr(self, f"_end_{tag}")(given, "".join(said) if tag == "textarea" else " ".join("".join(said).split()))

    def _end_a(self, given: dict[str, str], words: str) -> None:
        self.links.append((words, given.get("href", "")))

    def _end_button(self, given: dict[str, str], words: str) -> None:
        if given.get("type", "submit") == "submit" and not ("disabled" in given or any(self._disabled)):
            button = (words, given.get("name", ""), given.get("value", ""))
            self._join(given, lambda form: form.buttons.append(button))

    def _end_label(self, given: dict[str, str], words: str) -> None:
        if "for" in given:
            self.labels[given["for"]] = words
        elif self._around is not None:
            self._around.label = words

    def _end_legend(self, given: dict[str, str], words: str) -> None:
        self._legend = words

    def _end_textarea(self, given: dict[str, str], words: str) -> None:
        if self._box is not None and self._box.kind == "textarea":
            self._box.value = words.removeprefix("\n")

    def _end_option(self, given: dict[str, str], words: str) -> None:
        box = self._box
        if box is None or box.kind != "select" or "disabled" in given:
            return
        box.options.append((words, given.get("value", words)))
        if "selected" in given or len(box.options) == 1:
            box.value = given.get("value", words)


class Visitor(ABC):
    """A person who reads one page after another; how they get there is theirs."""

    path = ""
    page: Reading

    def __init__(self, email: str = "", password: str = "correct horse battery") -> None:
        if email:
            self.open("/account/login/")
            self.press("サインインする", {"メールアドレス": email, "パスワード": password})

    @abstractmethod
    def open(self, path: str) -> Self:
        """Go to a page; it must be there."""

    @abstractmethod
    def follow(self, words: str) -> Self:
        """Follow the link that says `words`, or else the first that says them among others."""

    @abstractmethod
    def press(self, button: str, typed: Typed | None = None) -> Self:
        """Fill boxes by their labels, then press the button that says `button`."""

    def sees(self, *words: str) -> Self:
        """Everything of this stands on the page."""
        said = _tight(self.page.words)
        for one in words:
            assert _tight(one) in said, f"「{one}」 does not stand on {self.path}:\n{said[:3000]}"
        return self

    def sees_nothing_of(self, *words: str) -> Self:
        """Nothing of this stands on the page."""
        for one in words:
            assert _tight(one) not in _tight(self.page.words), f"「{one}」 stands on {self.path}"
        return self

    def _form_with(self, words: str) -> tuple[Form, str, str]:
        found = [(form, *one[1:]) for form in self.page.forms for one in form.buttons if one[0].startswith(words)]
        said = [one[0] for form in self.page.forms for one in form.buttons]
        assert found, f"no button says 「{words}」 on {self.path}: {said}\n{_tight(self.page.words)[:1500]}"
        return found[0]


class HttpVisitor(Visitor):
    """Sends what a browser without JavaScript would send."""

    def __init__(self, email: str = "", password: str = "correct horse battery") -> None:
        self.client = Client()
        super().__init__(email, password)

    def open(self, path: str) -> Self:
        return self._arrived(self.client.get(urljoin(self.path, path), follow=True))

    def follow(self, words: str) -> Self:
        said = sorted(self.page.links, key=lambda link: link[0] != words)
        found = next((href for text, href in said if words in text), None)
        assert found is not None, (
            f"no link says 「{words}」 on {self.path}: {[said for said, _href in self.page.links]}"
        )
        return self.open(found)

    def press(self, button: str, typed: Typed | None = None) -> Self:
        form, name, value = self._form_with(button)
        for label, given in (typed or {}).items():
            _fill(form, label, given)
        sent: dict[str, list[str]] = {}
        for box in form.boxes:
            if box.sent:
                sent.setdefault(box.name, []).append(box.value)
        if name:
            sent[name] = [value]
        target = urljoin(self.path, form.action or self.path)
        act = self.client.post if form.method == "post" else self.client.get
        return self._arrived(act(target, sent, follow=True))

    def _arrived(self, answer: Any) -> Self:
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
        self.page = Reading(answer.content.decode())
        assert answer.status_code == 200, f"{self.path}: {answer.status_code}\n{_tight(self.page.words)[:1500]}"
        return self


def labelled(form: Form, label: str) -> Box:
    """The box whose label begins with these words, or else the first that has them."""
    boxes = [box for box in form.boxes if box.filled and label in box.label]
    assert boxes, f"no box to fill is labelled 「{label}」: {[(box.label, box.legend) for box in form.boxes]}"
    return next((box for box in boxes if box.label.startswith(label)), boxes[0])


Enter = Callable[..., Visitor]
"""Somebody comes to the site: `enter()`, or `enter("who@example.jp")`, who signs in."""


def _fill(form: Form, label: str, given: str | bool | date) -> None:
    boxes = [box for box in form.boxes if box.filled]
    if isinstance(given, date):
        dated = [box for box in boxes if box.legend.startswith(label)]
        assert len(dated) == 3, f"no three boxes for the date 「{label}」"
        for box, part in zip(dated, (given.year, given.month, given.day), strict=True):
            box.value = str(part)
        return
    grouped = [box for box in boxes if box.kind == "radio" and box.legend.startswith(label)]
    if grouped:
        assert any(str(given) in box.label for box in grouped), f"{label}: {[box.label for box in grouped]}"
        for box in grouped:
            box.checked = str(given) in box.label
        return
    box = labelled(form, label)
    if isinstance(given, bool):
        box.checked = given
    elif box.kind == "select":
        chosen = [value for words, value in box.options if given in words]
        assert chosen, f"{label} has no 「{given}」: {box.options}"
        box.value = chosen[0]
    else:
        box.value = given


def _tight(words: str) -> str:
    return re.sub(r"\s+", "", words)
