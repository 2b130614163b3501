"""How Japanese is read aloud: ふりがな over the kanji of a text, for residents' pages.

Readings come from Sudachi's dictionary; names of places and people that it reads otherwise than the town does are put
right by corrections, which an operator keeps. Also the one place where Sudachi is loaded.
"""

from yui.engines.readings.furigana import Reader, Segment, furigana, has_kanji, is_readable

__all__ = ["Reader", "Segment", "furigana", "has_kanji", "is_readable"]
