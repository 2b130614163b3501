"""The one refusal of this package: typed text that cannot be the value asked for."""

from collections.abc import Iterable

_SHOWN_AT_MOST = 40


def N_(sentence: str) -> str:
    """The sentence itself; the name marks it for the translators' catalogue."""
    return sentence


def shown(typed: str) -> str:
    """Typed text, made fit for a sentence on a screen: short, printable, encodable."""
    printable = "".join(letter if letter.isprintable() else "□" for letter in typed[: _SHOWN_AT_MOST + 1])
    return printable if len(printable) <= _SHOWN_AT_MOST else printable[:_SHOWN_AT_MOST] + "…"


class Unreadable(ValueError):
    """Typed text is not such a value: a stable code, a Japanese sentence, and what was perhaps meant.

    The sentence is kept apart from its facts, so that a page can translate it before putting them together.
    Suggestions are complete values in the spelling a person would type; choosing one is up to the person.
    """

    def __init__(
        self, code: str, sentence: str, *, typed: str, suggestions: Iterable[str] = (), **facts: str | int
    ) -> None:
        self.code = code
        self.sentence = sentence
        self.typed = typed
        self.suggestions = tuple(suggestions)
        self.facts: dict[str, str | int] = {"typed": shown(typed), **facts}
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The Japanese sentence with its facts in place."""
        return self.sentence.format(**self.facts)
