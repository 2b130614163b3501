"""What people who mean harm type, and how to tell that it did none."""

from __future__ import annotations

from html.parser import HTMLParser

MARK = "onyui"
MARKUP = f"結'\"><script>{MARK}</script><i {MARK}=1>"
"""Closes an attribute, opens a script; in a page that escapes it these are letters."""

TURNED = "\u202e裏\u2066\u200b"
LONG = "長" + "x" * 99_999
BROKEN = "結\0結\ufffd結\x1b[31m"
"""A NUL, half of a character as a view gets it, a control character."""


class Breakouts(HTMLParser):
    """The places of a page where typed text has become markup."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag == "script"
        names = [name for name, _value in attrs]
        if any(MARK in name for name in names) or MARK in tag:
            self.found.append(f"<{tag} {names}> at {self.getpos()}")
        for name, value in attrs:
            if name in {"href", "src", "action", "formaction"} and (value or "").strip().lower().startswith(
                "javascript:"
            ):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_data(self, data: str) -> None:
        if self._script and MARK in data:
            self.found.append(f"script {data[:60]!r} at {self.getpos()}")
        self._script = False
