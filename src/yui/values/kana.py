"""Hiragana, katakana and half-width kana: one into the other, and all of them folded for comparison.

The long vowel mark ー is part of a word (サービス). It is not a hyphen, so no function here turns one into the
other except `to_half_width`, where ｰ is the half-width form of the mark itself.
"""

import re
import unicodedata

_HIRAGANA = "".join(chr(code) for code in range(0x3041, 0x3097)) + "ゝゞ"
_KATAKANA = "".join(chr(code) for code in range(0x30A1, 0x30F7)) + "ヽヾ"
_TO_KATAKANA = str.maketrans(_HIRAGANA, _KATAKANA)
_TO_HIRAGANA = str.maketrans(_KATAKANA, _HIRAGANA)

SMALL_TO_LARGE = dict(
    zip(
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ",
        "あいうえおつやゆよわかけアイウエオツヤユヨワカケ",
        strict=True,
    )
)
"""ゃ → や. Old registers and the office table of Japan Post write every kana large."""

_LARGE = str.maketrans(SMALL_TO_LARGE)
_HALF_WIDTH_RUN = re.compile("[ｦ-ﾟ｡-･]+")
_KANA = re.compile("[ぁ-ゖァ-ヺゝゞヽヾーｦ-ﾟ\u3099\u309a]+")
_KATAKANA_ONLY = re.compile("[ァ-ヺヽヾー]+")
_LOOSE_MARKS = str.maketrans({"゛": "\u3099", "゜": "\u309a"})


def _half_width_letters() -> dict[str, str]:
    """ガ → ｶﾞ, read back from the compatibility forms that Unicode itself defines."""
    full = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF61, 0xFF9E)}
    marks = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
    for code in range(0x30A1, 0x30FB):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) == 2 and parts[0] in full:
            full[chr(code)] = full[parts[0]] + marks[parts[1]]
    return full


_TO_HALF_WIDTH = str.maketrans(_half_width_letters())


def to_katakana(text: str) -> str:
    """Hiragana as katakana; everything else stays."""
    return text.translate(_TO_KATAKANA)


def to_hiragana(text: str) -> str:
    """Katakana as hiragana; everything else stays, the long vowel mark too."""
    return text.translate(_TO_HIRAGANA)


def to_full_width(text: str) -> str:
    """Half-width kana and its punctuation as full-width; digits and Latin letters stay as they are."""
    return _HALF_WIDTH_RUN.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)


def to_half_width(text: str) -> str:
    """Kana as half-width katakana, for old systems (ガッコウ → ｶﾞｯｺｳ). ヰ, ヱ and ヵ have no such form and stay."""
    return unicodedata.normalize("NFC", to_katakana(text)).translate(_TO_HALF_WIDTH)


def enlarged(text: str) -> str:
    """Small kana as large: キョウト → キヨウト."""
    return text.translate(_LARGE)


def is_kana(text: str) -> bool:
    """Whether a reading consists of kana only; spaces and the middle dot between words are allowed."""
    return all(_KANA.fullmatch(word) for word in re.split("[ \u3000・･]", text)) if text else False


def is_katakana(text: str) -> bool:
    """Whether a reading is in full-width katakana, as the standard data sets ask of 名称_カナ."""
    return all(_KATAKANA_ONLY.fullmatch(word) for word in re.split("[ \u3000・]", text)) if text else False


def as_compared(reading: str) -> str:
    """A reading as a key: hiragana, large, composed, without spaces; ｷﾖｳﾄ, きょうと and キヨウト become one."""
    # Spaces go first: marks that they held apart are put into their order together.
    joined = to_full_width(reading).translate(_LOOSE_MARKS).replace(" ", "").replace("\u3000", "").replace("・", "")
    return enlarged(to_hiragana(unicodedata.normalize("NFC", joined)))
