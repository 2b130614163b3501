"""Words of residents that stand in a need as they were written."""

from __future__ import annotations

from yui.solving.needs.models import Need, Trouble
from yui.solving.needs.rules.personal import spared


def quotes_residents(need: Need | None, text: str) -> bool:
    """Whether a text of the need holds the whole words of a trouble that was gathered into it.

    Gathering puts them there for the official to begin with; those who know the resident would know them again.
    """
    if need is None:
        return False
    every = Trouble.objects.filter(need=need).values_list("words", flat=True)
    return any(_one_line(spared(words)) in _one_line(text) for words in every if words.strip())


def _one_line(text: str) -> str:
    """A browser sends other ends of lines than it was given."""
    return " ".join(text.split())
