"""Japanese text → ranked documents, each with its reason.

Words: Sudachi cuts texts into short units (mode A) in their normalised form; a question loses its light words, gains
synonyms, and finds letter by letter what no dictionary knows. Meaning: an optional encoder of sentences; without it the
same interface works by words alone. The index lives in a folder or in PostgreSQL, takes single documents at once, and is
read by many processes while one writes. Scoring is ours and the same everywhere.

Left to others: what is indexed and who may see it (the rooms), and when to re-index (events).
"""

from yui.engines.search.asking import LONGEST_QUESTION
from yui.engines.search.documents import (
    AnyOf,
    Between,
    Confidence,
    Document,
    Filter,
    Hit,
    NoneOf,
    Query,
    Reason,
    ReasonKind,
    Results,
    Span,
)
from yui.engines.search.index import SearchIndex
from yui.engines.search.lexicon import Lexicon
from yui.engines.search.settings import FieldWeight, Settings
from yui.engines.search.store import IndexBroken
from yui.engines.search.vectors import Encoder

__all__ = [
    "LONGEST_QUESTION",
    "AnyOf",
    "Between",
    "Confidence",
    "Document",
    "Encoder",
    "FieldWeight",
    "Filter",
    "Hit",
    "IndexBroken",
    "Lexicon",
    "NoneOf",
    "Query",
    "Reason",
    "ReasonKind",
    "Results",
    "SearchIndex",
    "Settings",
    "Span",
]
