"""Everyday words that the dictionary gives a reading nobody uses for them when they stand alone.

Names are put right elsewhere, by the operator's own corrections. Only words met wrong on pages stand here.
"""

from __future__ import annotations

SAID = {
    ("米", "べい"): "こめ",  # べい is America, which stands alone in headlines only
    ("体", "たい"): "からだ",  # たい is the ending of 団体, 自治体
    ("言う", "ゆう"): "いう",  # said ゆう, written いう: ふりがな follow the spelling taught at school
    ("間", "ま"): "あいだ",  # 工事の間, その間
}
"""Word and reading of the dictionary → how the word is read when it is no ending of another."""

SAID_BEFORE = {
    ("何", "も"): "なに",  # 何も変わらない; 何 is なん before で, の, と and counters
    ("何", "か"): "なに",
    ("何", "を"): "なに",
    ("何", "が"): "なに",
    ("四", "つ"): "よっ",
    ("六", "つ"): "むっ",
    ("八", "つ"): "やっ",
}
"""Word and the word behind it → how the first is read there."""

SAID_BEHIND_A_NOUN = {
    ("係", "かかり"): "がかり",  # 総務係, 受付係; 係の人 is かかり
}
"""Word and reading of the dictionary → how the word is read where it ends a compound."""

WHOLE = {
    "町村": "ちょうそん",  # the dictionary takes it for a family, or for まち and むら
    "旧町村": "きゅうちょうそん",
    "小字": "こあざ",
    "配湯": "はいとう",
}
"""Words that the dictionary does not know, or takes apart."""
