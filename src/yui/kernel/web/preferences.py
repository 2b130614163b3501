"""How a reader wants pages shown: text size, furigana, language. Kept in one cookie, without an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode

COOKIE = "yui_view"
COOKIE_AGE = 400 * 24 * 60 * 60  # the longest a browser keeps one


class TextSize(StrEnum):
    """標準・大・特大."""

    STANDARD = "standard"
    LARGE = "large"
    LARGEST = "largest"


class Language(StrEnum):
    """The languages a page can be asked for in; plain Japanese is one of its own."""

    JAPANESE = "ja"
    PLAIN = "ja-x-easy"
    ENGLISH = "en"


@dataclass(frozen=True)
class Preferences:
    """A reader's choice. Plain Japanese always comes with furigana."""

    text_size: TextSize = TextSize.STANDARD
    furigana: bool = False
    language: Language | None = None

    @property
    def plain(self) -> bool:
        return self.language is Language.PLAIN

    @property
    def shows_furigana(self) -> bool:
        return (self.furigana or self.plain) and self.language is not Language.ENGLISH

    @classmethod
    def read(cls, cookie: str | None) -> Preferences:
        """The choice written in a cookie; whatever is unknown in it counts as not chosen."""
        return cls().changed(dict(parse_qsl(cookie))) if cookie else cls()

    def changed(self, wishes: Mapping[str, str]) -> Preferences:
        """This choice with the valid ones of `wishes` over it."""
        new = self
        if (size := wishes.get("text_size")) in set(TextSize):
            new = replace(new, text_size=TextSize(size))
        if (language := wishes.get("language")) in set(Language):
            new = replace(new, language=Language(language))
        if (furigana := wishes.get("furigana")) in {"on", "off"}:
            new = replace(new, furigana=furigana == "on")
        return new

    def written(self) -> str:
        """The text of the cookie."""
        fields = {"text_size": self.text_size, "furigana": "on" if self.furigana else "off"}
        if self.language:
            fields["language"] = self.language
        return urlencode(fields)
