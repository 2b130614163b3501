"""How numbers are said together with what they count: 一回 is いっかい, 三本 is さんぼん, 二十日 is はつか.

The dictionary reads a number sign by sign (10万 as いちれいまん) or takes it for a name (三本 as みもと), so numbers are read
by rule. Figures that everybody reads (10, ３) carry nothing; only what they count does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "億": 10**8, "兆": 10**12}
_SAID = ("", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")
_HUNDREDS = {1: "ひゃく", 3: "さんびゃく", 6: "ろっぴゃく", 8: "はっぴゃく"}
_THOUSANDS = {1: "せん", 3: "さんぜん", 8: "はっせん"}
_SHORT_STOPS = {"いち": "いっ", "ろく": "ろっ", "はち": "はっ", "じゅう": "じゅっ", "ひゃく": "ひゃっ"}
_DAYS = {
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
_WORDS = {("人", 1): "ひとり", ("人", 2): "ふたり", ("歳", 20): "はたち"}
_WORDS |= {("日", day): kana for day, kana in _DAYS.items()}
_WORDS |= {("日間", day): kana + "かん" for day, kana in _DAYS.items()}


@dataclass(frozen=True)
class _Counter:
    """One thing that is counted: its sound, after which numbers these shorten, and how it hardens itself."""

    kana: str
    shortens: tuple[int, ...] = ()
    hardens: tuple[tuple[int, str], ...] = ()
    numbers: tuple[tuple[int, str], ...] = ()

    def after(self, value: int) -> str:
        return dict(self.hardens).get(_last(value), self.kana)


_K, _S = (1, 6, 8, 10, 100), (1, 8, 10)
_YO = ((4, "よ"),)
_HOURS = ((4, "よ"), (7, "しち"), (9, "く"))
_MONTHS = ((4, "し"), (7, "しち"), (9, "く"))


def _hard(hard: str, soft: str, *softened: int) -> tuple[tuple[int, str], ...]:
    return (*((number, hard) for number in _K), *((number, soft) for number in softened))


_PLAIN = "円えん 秒びょう 枚まい 台だい 番ばん 号ごう 名めい 割わり 倍ばい 度ど 番目ばんめ 日にち 日間にちかん 万まん 億おく 万円まんえん"
_COUNTERS = {
    **{word: _Counter(kana) for word, kana in re.findall(r"([^ぁ-ん ]+)([ぁ-ん]+)", _PLAIN)},
    **{word: _Counter(kana, _K) for word, kana in {"回": "かい", "個": "こ", "件": "けん", "校": "こう"}.items()},
    **{
        word: _Counter("か" + kana, _K)
        for word, kana in {"か月": "げつ", "か所": "しょ", "か国": "こく", "か年": "ねん"}.items()
    },
    **{
        word: _Counter("か" + kana, _K)
        for word, kana in {"ヶ月": "げつ", "ヶ所": "しょ", "箇所": "しょ", "カ所": "しょ"}.items()
    },
    **{
        word: _Counter(kana, _S)
        for word, kana in {"歳": "さい", "才": "さい", "週": "しゅう", "週間": "しゅうかん"}.items()
    },
    **{
        word: _Counter(kana, _S)
        for word, kana in {"冊": "さつ", "世帯": "せたい", "種類": "しゅるい", "点": "てん"}.items()
    },
    **{word: _Counter(kana, _S) for word, kana in {"頭": "とう", "通": "つう", "団体": "だんたい"}.items()},
    **{
        word: _Counter(kana, numbers=_YO)
        for word, kana in {"人": "にん", "年": "ねん", "年間": "ねんかん", "年度": "ねんど"}.items()
    },
    **{word: _Counter(kana, numbers=_HOURS) for word, kana in {"時": "じ", "時間": "じかん"}.items()},
    "円": _Counter("えん", numbers=_YO),
    "団体": _Counter("だんたい"),
    "月": _Counter("がつ", numbers=_MONTHS),
    "軒": _Counter("けん", _K, ((3, "げん"),)),
    "階": _Counter("かい", _K, ((3, "がい"),)),
    "本": _Counter("ほん", _K, _hard("ぽん", "ぼん", 3, 1_000, 10_000)),
    "匹": _Counter("ひき", _K, _hard("ぴき", "びき", 3, 1_000, 10_000)),
    "杯": _Counter("はい", _K, _hard("ぱい", "ばい", 3, 1_000, 10_000)),
    "票": _Counter("ひょう", _K, _hard("ぴょう", "びょう", 3, 1_000, 10_000)),
    "分": _Counter("ふん", _K, _hard("ぷん", "ぷん", 3, 4, 1_000, 10_000)),
    "分間": _Counter("ふんかん", _K, _hard("ぷんかん", "ぷんかん", 3, 4, 1_000, 10_000)),
    "泊": _Counter("はく", _K, _hard("ぱく", "ぱく", 3, 4, 1_000, 10_000)),
    "歩": _Counter("ほ", _K, _hard("ぽ", "ぽ", 3, 4, 1_000, 10_000)),
}
_COUNTED = "|".join(sorted(map(re.escape, _COUNTERS), key=lambda word: (-len(word), word)))
_FIGURES = r"(?P<figures>\d[\d,，]*(?:[.．]\d+)?)(?P<units>[百千万億兆]*)"
_NUMERALS = r"(?<![\d百千万億兆])(?P<numerals>[〇一二三四五六七八九十百千万億兆]+)"
_NUMBER = re.compile(rf"(?:{_FIGURES}|{_NUMERALS})(?P<counter>(?!分の[\d〇一二三四五六七八九十])(?:{_COUNTED}))?")
MOST_SIGNS = 40
"""More kanji than the longest number that is said (九千九百九十九兆 …, 31 signs); a longer run is a row of signs."""

_TEN_MINUTES = re.compile(
    r"十分(?=以内|以上|以下|以降|後|前|間|ほど|程度|くらい|ぐらい|おき|ごと|かか|たっ|たつ|経|待|遅|歩|の(?:所|ところ|場所|距離)"
    r"|で(?!す|し|き|あ|は|な|も|、|。|$))"
)

_TENTHS = re.compile(r"[\d〇一二三四五六七八九十]割$")


@dataclass(frozen=True)
class Number:
    """A number in a text, with what it counts: where it stands and how its letters are read."""

    begin: int
    end: int
    segments: tuple[tuple[str, str | None], ...]


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text that are read by rule, in their order. 十分 is one where it can only be ten minutes."""
    for found in _NUMBER.finditer(text):
        begin, end = found.span()
        if _after_tenths(text, found):
            yield Number(begin, end, _hundredths(found))
        elif found["figures"]:
            yield Number(begin, end, tuple(_beside_figures(found["figures"], found["units"], found["counter"])))
        elif found.group() == "一日" and text.endswith("月", 0, begin):
            yield Number(begin, end, (("一日", "ついたち"),))
        elif (kana := _numerals(found["numerals"], found["counter"])) and _is_a_number(text, found):
            yield Number(begin, end, ((found.group(), kana),))


def said(value: int) -> str:
    """A whole number as it is said: 22 is にじゅうに, 1,220,000 is ひゃくにじゅうにまん."""
    if value == 0:
        return "れい"
    out = ""
    for size, kana in ((10**12, "ちょう"), (10**8, "おく"), (10_000, "まん")):
        if many := value // size:
            before = said(many) if many >= 10_000 else _below_ten_thousand(many, sized=True)
            out += (_shortened(before, many, _S) if kana == "ちょう" else before) + kana
        value %= size
    return out + _below_ten_thousand(value)


def _after_tenths(text: str, found: re.Match[str]) -> bool:
    """分 behind 割 is a hundredth: 四割八分, 3割5分."""
    return found["counter"] == "分" and bool(_TENTHS.search(text, max(0, found.start() - 2), found.start()))


def _hundredths(found: re.Match[str]) -> tuple[tuple[str, str | None], ...]:
    if found["figures"]:
        return ((found["figures"] + found["units"], None), ("分", "ぶ"))
    value = _value(found["numerals"])
    return ((found.group(), "しちぶ" if value == 7 else None if value is None else said(value) + "ぶ"),)


def _is_a_number(text: str, found: re.Match[str]) -> bool:
    """十分 is 'enough' more often than ten minutes."""
    return found.group() != "十分" or bool(_TEN_MINUTES.match(text, found.start()))


def _beside_figures(figures: str, units: str, counter: str | None) -> Iterator[tuple[str, str | None]]:
    digits = re.sub(r"\D", "", figures)
    value = int(digits[-20:])
    whole = not units and len(digits) == len(figures)
    if whole and (counter, value) in {("人", 1), ("人", 2)}:
        yield figures + counter if counter else figures, _WORDS["人", value]
        return
    yield figures, None
    kana = _units(units, value)
    if counter:
        kana += _beside(counter, _LARGE.get(units[-1:], _SMALL.get(units[-1:], value)), whole=whole)
    if kana:
        yield units + (counter or ""), kana


def _units(units: str, value: int) -> str:
    hard = {("百", 3): "びゃく", ("百", 6): "ぴゃく", ("百", 8): "ぴゃく", ("千", 3): "ぜん"}
    plain = {"百": "ひゃく", "千": "せん", "万": "まん", "億": "おく", "兆": "ちょう"}
    return "".join(
        hard.get((unit, _last(value)), plain[unit]) if at == 0 else plain[unit] for at, unit in enumerate(units)
    )


def _beside(counter: str, value: int, *, whole: bool) -> str:
    """The sound of a counter behind figures: 3本 is ぼん, 3日 is か."""
    if whole and counter in {"日", "日間"} and value in _DAYS:
        return "か" if counter == "日" else "かかん"
    return _COUNTERS[counter].after(value)


def _numerals(written: str, counter: str | None) -> str | None:
    """How a number in kanji is said, or None where the dictionary knows better (a single 一, 三三五五)."""
    value = _value(written)
    if value is None or (counter is None and (len(written) == 1 or not set(written) & (_SMALL.keys() | _LARGE.keys()))):
        return None
    if counter is None:
        return said(value)
    if word := _WORDS.get((counter, value)):
        return word
    kind = _COUNTERS[counter]
    number = said(value)
    if (last := dict(kind.numbers).get(value % 10)) is not None:
        number = number.removesuffix(_SAID[value % 10]) + last
    return _shortened(number, value, kind.shortens) + kind.after(value)


def _value(written: str) -> int | None:
    """The number that kanji stand for, 二〇二六 as well as 二千二十六; None for what is no number (十三百)."""
    if len(written) > MOST_SIGNS:
        return None
    if not set(written) & (_SMALL.keys() | _LARGE.keys()):
        return int("".join(str(_DIGITS[sign]) for sign in written))
    total, part, digit, smallest, least = 0, 0, 0, 10_000, 10**16
    for before, sign in zip(" " + written, written, strict=False):
        if sign in _DIGITS:
            if before in _DIGITS or sign == "〇":
                return None
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            if _SMALL[sign] >= smallest:
                return None
            part, digit, smallest = part + (digit or 1) * _SMALL[sign], 0, _SMALL[sign]
        else:
            if _LARGE[sign] >= least or not part + digit:
                return None
            total, part, digit, smallest, least = total + (part + digit) * _LARGE[sign], 0, 0, 10_000, _LARGE[sign]
    return total + part + digit


def _below_ten_thousand(value: int, *, sized: bool = False) -> str:
    """`sized`: before まん a thousand is いっせん."""
    thousands, hundreds, tens = value // 1_000, value // 100 % 10, value // 10 % 10
    out = ""
    if thousands:
        out += "いっせん" if sized and thousands == 1 else _THOUSANDS.get(thousands, _SAID[thousands] + "せん")
    if hundreds:
        out += _HUNDREDS.get(hundreds, _SAID[hundreds] + "ひゃく")
    if tens:
        out += ("" if tens == 1 else _SAID[tens]) + "じゅう"
    return out + _SAID[value % 10]


def _shortened(number: str, value: int, after: tuple[int, ...]) -> str:
    if _last(value) not in after:
        return number
    for long, short in _SHORT_STOPS.items():
        if number.endswith(long):
            return number.removesuffix(long) + short
    return number


def _last(value: int) -> int:
    """The part of a number that is said last, as its size: 23 is 3, 20 is 10, 1,300 is 100."""
    for size in (10, 100, 1_000, 10_000):
        if value % size:
            return value % 10 if size == 10 else size // 10
    return 10_000 if value else 0
