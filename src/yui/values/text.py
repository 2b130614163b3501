"""Text as typed and as compared.

What people typed is kept byte for byte. Beside it stands a key from `as_compared`, in which everything is folded
that two careful clerks write differently: width, case, 異体字, hiragana and katakana, small and large kana, the
eight kinds of hyphen, spaces inside Japanese, kanji numerals before a counter (三丁目). Equal keys mean "perhaps
the same"; `compare` says how the two differed.

`problems_of` finds what should not be in a text at all: halves of characters, invisible controls, and 外字 of the
private use area, which look different in every town hall.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from yui.values import kana
from yui.values.numerals import from_kanji
from yui.values.unreadable import N_, Unreadable
from yui.values.variant_kanji import STANDARD_FORM

_SELECTORS = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_UNSEEN = [0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)]
_JOINERS = [0x200C, 0x200D]  # needed in emoji and other scripts, so not a problem, but no difference either
_INVISIBLE: dict[int, str | None] = dict.fromkeys([*_SELECTORS, *_DIRECTIONS, *_UNSEEN, *_JOINERS])
# A voiced mark standing alone (か゛) would become a space and a mark in NFKC; as a combining mark it finds its kana.
_BEFORE_NFKC = _INVISIBLE | {ord("゛"): "\u3099", ord("゜"): "\u309a"}

_DASHES = "‐‑‒–—―−─━⁃"
_WAVES = "〜∼∿〰"
_DASH_AFTER_KATAKANA = re.compile(f"(?<=[ァ-ヺー])[{_DASHES}]++(?![0-9A-Za-z])")
# The mark ー prolongs a vowel after kana; after a digit, a letter or a kanji it can only be a hyphen.
_MARK_WITHOUT_VOWEL = re.compile("(?<![ぁ-ゖゝゞァ-ヺヽヾー])ー+")
_ANY_BAR = re.compile(f"[ー{_DASHES}]")
_LINES = dict.fromkeys(_DASHES, "-") | dict.fromkeys(_WAVES, "~")
_LONGEST_LINE = 200
_KATAKANA = [chr(code) for code in range(0x30A1, 0x30F7)]

_TIDY = str.maketrans(_LINES)
_FOLDED = str.maketrans(
    _LINES
    | STANDARD_FORM
    | kana.SMALL_TO_LARGE
    | {letter: kana.enlarged(kana.to_hiragana(letter)) for letter in _KATAKANA}
)

_COUNTED = re.compile(
    "(?<![〇一二三四五六七八九十百千])([〇一二三四五六七八九十百千]{1,8}+)(?=丁目|番|号|条|線|階|区|組|班|地割)"
)
_BECOME_MARKS = {"ﾞ": 1, "ﾟ": 1, "\u0f73": 2, "\u0f75": 2, "\u0f81": 2, "\u0344": 2}
"""Signs that NFKC makes another number of marks of than they seem to be, and how many; Unicode has no others."""
_PILE = re.compile(rf"[\W{''.join(_BECOME_MARKS)}]{{16,}}")
_HIGHEST_PILE = 30
_LOOSE_MARK = re.compile("[\u3099\u309a]")
_JAPANESE = "\u3001-\u3098\u309b-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_BESIDE_JAPANESE = re.compile(f"(?<=[{_JAPANESE}]) | (?=[{_JAPANESE}])")
_GA_BETWEEN_KANJI = re.compile("(?<=[々〇一-鿿])[がけ](?=[々〇一-鿿])")


def tidied(typed: str) -> str:
    """One line in plain characters, for reading codes, numbers and dates: NFKC, one kind of hyphen, single spaces.

    Refuses what is too long to be any of them, so that no reader behind it meets a hostile page of text.
    """
    if len(typed) > _LONGEST_LINE:
        raise Unreadable(
            "text.too_long", N_("長すぎます。{most}文字までで入力してください。"), typed=typed, most=_LONGEST_LINE
        )
    return _plain(typed)


def as_compared(text: str) -> str:
    """The key of a text: two texts with equal keys are perhaps the same, and `compare` says how they differ.

    Applying it to a key changes nothing. The key is for comparing, never for showing.
    """
    key = _folded(text)
    # A voiced mark left over may have come next to its kana only now, when a space between them went.
    while _LOOSE_MARK.search(key) and (again := _folded(key)) != key:
        key = again
    return key


def as_compared_place(text: str) -> str:
    """The key of a place name: as above, and 霞ヶ関, 霞ケ関 and 霞が関 become one."""
    return _GA_BETWEEN_KANJI.sub("け", as_compared(text))


def unpiled(text: str) -> str:
    """The text with at most 30 marks on a letter, as Unicode's Stream-Safe Text Format has it (UAX #15).

    To normalise puts the marks of a letter into their order, which takes a time that grows with the square of the pile.
    """
    return _PILE.sub(_without_higher_marks, text)


def _without_higher_marks(found: re.Match[str]) -> str:
    kept: list[str] = []
    height = 0
    for sign in found[0]:
        marks = _BECOME_MARKS.get(sign) or int(unicodedata.combining(sign) > 0)
        height = height + marks if marks else 0
        if height <= _HIGHEST_PILE:
            kept.append(sign)
    return "".join(kept)


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", unpiled(text.translate(_INVISIBLE)))
    return " ".join(_with_true_bars(normal).translate(_TIDY).split())


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unpiled(text.translate(_BEFORE_NFKC))).casefold()
    # Folding can bring a letter and its mark together (っ゙ → づ), so they are composed again.
    letters = unicodedata.normalize("NFKC", _with_true_bars(plain).translate(_FOLDED))
    return _COUNTED.sub(_counted_in_digits, _without_japanese_spaces(letters))


def _with_true_bars(text: str) -> str:
    """コ―ヒ― typed with a dash gets its long vowel marks, 5ー3 typed with a mark its hyphen."""
    if not _ANY_BAR.search(text):
        return text
    text = _DASH_AFTER_KATAKANA.sub(lambda dashes: "ー" * len(dashes[0]), text)
    return _MARK_WITHOUT_VOWEL.sub(lambda marks: "-" * len(marks[0]), text)


def _counted_in_digits(numeral: re.Match[str]) -> str:
    number = from_kanji(numeral[1])
    return numeral[1] if number is None else str(number)


def _without_japanese_spaces(text: str) -> str:
    """山田 太郎 as one word; Yui Cloud as two."""
    words = text.split()
    return text if len(words) == 1 and words[0] == text else _BESIDE_JAPANESE.sub("", " ".join(words))


class Likeness(StrEnum):
    """How alike two texts are, the closest first."""

    SAME = "same"
    SAME_CHARACTERS = "same_characters"
    SAME_KEY = "same_key"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, how alike they are, and the characters in which they differ where they are equally long."""

    left: str
    right: str
    likeness: Likeness
    differences: tuple[tuple[str, str], ...]

    @property
    def alike(self) -> bool:
        """Whether both are perhaps the same text."""
        return self.likeness is not Likeness.DIFFERENT

    @property
    def reason(self) -> str:
        """The judgement in a Japanese sentence."""
        pairs = "、".join(f"{left}／{right}" for left, right in self.differences)
        return _REASONS[self.likeness] + (f"（{pairs}）" if pairs and self.alike else "")


_REASONS = {
    Likeness.SAME: N_("同じ文字列です"),
    Likeness.SAME_CHARACTERS: N_("文字は同じで、全角・半角や空白が違います"),
    Likeness.SAME_KEY: N_("異体字・かな・記号の書き方が違うだけで、同じとみられます"),
    Likeness.DIFFERENT: N_("違う文字列です"),
}


def compare(left: str, right: str) -> Comparison:
    """How alike two typed texts are, with the characters that differ."""
    left_plain, right_plain = (_without_japanese_spaces(_plain(text)) for text in (left, right))
    if left == right:
        likeness = Likeness.SAME
    elif left_plain == right_plain:
        likeness = Likeness.SAME_CHARACTERS
    elif as_compared(left) == as_compared(right):
        likeness = Likeness.SAME_KEY
    else:
        likeness = Likeness.DIFFERENT
    return Comparison(left, right, likeness, _differences(left_plain, right_plain))


def _differences(left: str, right: str) -> tuple[tuple[str, str], ...]:
    """Each pair of unlike characters once; nothing where the lengths differ, as positions then mean nothing."""
    if len(left) != len(right):
        return ()
    return tuple(dict.fromkeys(pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]))


class ProblemKind(StrEnum):
    """What should not stand in a text."""

    HALF_CHARACTER = "half_character"
    CONTROL = "control"
    HIDDEN = "hidden"
    PRIVATE_USE = "private_use"


_SENTENCES = {
    ProblemKind.HALF_CHARACTER: N_("{at}文字目が壊れています（{code_point}）。入力し直してください。"),
    ProblemKind.CONTROL: N_("{at}文字目に使えない制御文字があります（{code_point}）。"),
    ProblemKind.HIDDEN: N_("{at}文字目に目に見えない文字があります（{code_point}）。"),
    ProblemKind.PRIVATE_USE: N_("{at}文字目は外字です（{code_point}）。ほかの機械では別の字に見えます。"),
}


def _character_class(codes: list[int]) -> str:
    return "".join(re.escape(chr(code)) for code in codes)


_PROBLEMS = {
    # U+FFFD is what decoders leave where a character was broken on its way.
    ProblemKind.HALF_CHARACTER: re.compile("[\ud800-\udfff\ufffd]"),
    ProblemKind.CONTROL: re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"),
    ProblemKind.HIDDEN: re.compile(f"[{_character_class(_DIRECTIONS + _UNSEEN)}]"),
    ProblemKind.PRIVATE_USE: re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One character that should not be there, and where (counted from 1)."""

    kind: ProblemKind
    at: int
    character: str

    @property
    def code_point(self) -> str:
        """The character by number, as it cannot be shown: U+E000."""
        return f"U+{ord(self.character):04X}"

    @property
    def message(self) -> str:
        """The problem in a Japanese sentence."""
        return _SENTENCES[self.kind].format(at=self.at, code_point=self.code_point)


def problems_of(text: str, *kinds: ProblemKind) -> tuple[Problem, ...]:
    """Every problem of these kinds (all, if none is named), in the order of the text."""
    found = (
        Problem(kind, match.start() + 1, match[0])
        for kind in kinds or ProblemKind
        for match in _PROBLEMS[kind].finditer(text)
    )
    return tuple(sorted(found, key=lambda problem: problem.at))


def private_use(text: str) -> tuple[Problem, ...]:
    """外字 in a text: characters of the private use areas, which each town hall has defined for itself."""
    return problems_of(text, ProblemKind.PRIVATE_USE)


def hidden_controls(text: str) -> tuple[Problem, ...]:
    """Characters nobody sees: marks that turn the direction of writing, spaces without width, tags."""
    return problems_of(text, ProblemKind.HIDDEN)


def without_hidden(text: str) -> str:
    """The text without characters nobody sees, which come along unasked when people paste."""
    return _PROBLEMS[ProblemKind.HIDDEN].sub("", text)


def whole(text: str) -> str:
    """The text itself, once it is certain that it can be stored and sent: no half characters, no control characters."""
    if broken := problems_of(text, ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL):
        first = broken[0]
        raise Unreadable(
            f"text.{first.kind}", _SENTENCES[first.kind], typed=text, at=first.at, code_point=first.code_point
        )
    return text
