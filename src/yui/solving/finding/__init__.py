"""Finding: one index over what the rooms have made public, and the one way to ask it.

Words: a *source* is a room that lets its records be found; a *card* is how a record shows itself in a list; *found* is
the answer: cards with the reason for each. A record is put in or taken out by a job, promised in the same transaction
as the change (`touch`), so the index follows the records and never leads them.

Others enter by the names below and by nothing behind them (an import contract holds it). Of the index itself, `index`,
they ask what no list of cards can tell: its lexicon, its settings, how a coordinator's weights would order things.

Left to others: scores and reasons (`engines.search`), what is public (each room's visibility).
"""

from yui.solving.finding.asking import alike, find, index_profile
from yui.solving.finding.cards import Card, Found, FoundHit, Source
from yui.solving.finding.following import touch
from yui.solving.finding.in_common import names_something, synonyms_in_common, words_in_common
from yui.solving.finding.jobs import follow, reindex, reindex_words
from yui.solving.finding.opening import index, warm
from yui.solving.finding.ranking import ranked
from yui.solving.finding.sources import every_source, register, source_of

__all__ = [
    "Card",
    "Found",
    "FoundHit",
    "Source",
    "alike",
    "every_source",
    "find",
    "follow",
    "index",
    "index_profile",
    "names_something",
    "ranked",
    "register",
    "reindex",
    "reindex_words",
    "source_of",
    "synonyms_in_common",
    "touch",
    "warm",
    "words_in_common",
]
