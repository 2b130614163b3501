"""Finds in a text what tells who somebody is: telephone numbers, mail addresses, names, places of living.

It errs towards finding: a person looks at each place and decides. What it does not find may be personal all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Kind(StrEnum):
    """What a place in a text may tell."""

    PHONE = "phone"
    MAIL = "mail"
    NAME = "name"
    ADDRESS = "address"


@dataclass(frozen=True, order=True)
class Trace:
    """A place in a text: where it begins, what it tells, and the words as they were written."""

    start: int
    kind: Kind
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


READ_BY_ALL: Final = (
    "title",
    "present",
    "affected",
    "wanted",
    "network_note",
    "personal_data",
    "law",
    "essential",
    "wished",
    "budget_note",
)
"""The parts of a need that hold words of people, in the order of the form."""

# One sign for one sign, so that a place found in the plain text is the same place in the text as it was written.
_PLAIN = str.maketrans(
    "０１２３４５６７８９－‐‑‒–—−ー（）．＠＋　" + "".join(chr(0xFF21 + n) + chr(0xFF41 + n) for n in range(26)),
    "0123456789" + "-" * 8 + "().@+ " + "".join(chr(0x41 + n) + chr(0x61 + n) for n in range(26)),
)
_HAN = "㐀-䶿一-鿿豈-﫿々〆"
_KATA = "ァ-ヺー"
_FIGURE = "[0-9〇一二三四五六七八九十百千]"
_PHONE = re.compile(r"(?<![\d-])(?:\+81[-() ]{0,2}\(?0?\)?|\(?0)\d{1,4}[-() ]{0,2}\d{1,4}[-() ]{0,2}\d{3,4}(?!\d)")
_LOCAL_PHONE = re.compile(r"(?:電話|携帯|℡|(?i:tel|fax))[^\d\n]{0,6}(\d{1,4}-?\d{4})(?!\d)")
# A run without an end is read once, from its beginning and without going back: else a text of one letter, a hundred
# thousand times, would take minutes.
_MAIL = re.compile(
    "(?<!{sign}){sign}++@{label}(?:[.]{label})+".format(sign=r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]", label="[A-Za-z0-9-]++")
)
_ADDRESS = re.compile(
    rf"(?<!{_FIGURE}){_FIGURE}++(?:丁目 ?{_FIGURE}++(?:番(?: ?{_FIGURE}++ ?号)?|-[0-9]++)?"
    rf"| ?番地(?:の?{_FIGURE}++)?| ?番 ?{_FIGURE}++ ?号)"
    rf"|(?<![0-9])[0-9]++号室|(?<=[{_HAN}ぁ-ゖァ-ヺ])[0-9]{{1,3}}-[0-9]{{1,4}}-[0-9]{{1,4}}(?![0-9-])"
)
_CALLED = r"(?:さん|さま|ちゃん|くん|様(?![々子式相態変])|氏(?![名神族子]))"
_NAMES = (
    re.compile(rf"([{_HAN}]{{1,5}}[ ・]?[{_HAN}]{{1,5}}){_CALLED}"),
    re.compile(rf"([{_HAN}]{{1,4}}[ ・]?[{_KATA}]{{1,8}}){_CALLED}"),
    re.compile(rf"([{_HAN}]{{1,4}}(?: [ぁ-ゖ]{{2,5}}|(?![のがをにともでやへお])[ぁ-ゖ]{{2,3}})){_CALLED}"),
    re.compile(rf"((?<![{_HAN}])[{_HAN}]){_CALLED}"),
    re.compile(rf"([{_KATA}]{{2,12}}(?:[ ・][{_KATA}]{{2,12}})?){_CALLED}"),
    re.compile(r"((?<![ぁ-ゖァ-ヺー一-鿿々])(?!お)[ぁ-ゖ]{2,4}?)(?:さん|さま|ちゃん|くん)"),
)


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


_WHOLE: Final = frozenset(
    _listed(
        "皆 客 子 隣 奥 母 父 兄 姉 祖母 祖父 婆 爺 嫁 孫 娘 神 王 仏 殿 何 同 多 仕 一 模 有 外 左 両 摂 華 彼 諸 各 別 貴 異",
        "医者 先生 大家 農家 魚屋 肉屋 花屋 本屋 薬屋 米屋 酒屋 床屋 八百屋 電気屋 水道屋 工務店 役場",
        "みな たく おば おじ かあ とう ばあ じい にい ねえ むすめ むすこ こ よめ まご やく かみ さかな",
    )
)
"""Called 〜さん or 〜様 without being anybody's name; or the beginning of a word such as 仕様."""

_ENDS: Final = _listed(
    "客 子ども 近所 年寄り 息子 女子 男子 双子 親子 迷子 弟子 者 員 民 医師 護師 健師 漁師 教師 講師 薬剤師",
    "護士 書士 育士 防士 転士 理士 養士 法士 祉士 老人 隣人 職人 主人 本人 友人 知人 住人 商人 他人 役人 国人",
    "一人 二人 三人 学生 先生 修生 習生 会長 町長 市長 村長 区長 課長 班長 社長 部長 所長 院長 園長 校長 組長",
    "係長 団長 局長 店長 主婦 転手 い主 帯主 家主 会社 組合 商店 業者 一同 多様 皆 みな たく ママ パパ マン",
    "ヘルパー ドライバー オーナー メーカー ユーザー リーダー サポーター メンバー マネージャー マネジャー ケアマネ",
    "スタッフ ボランティア パート アルバイト センター",
)
"""Trades, offices and relations: a word that ends so is nobody's name."""

_SPARED: Final = {
    Kind.PHONE: "（電話番号）",
    Kind.MAIL: "（メールアドレス）",
    Kind.NAME: "（お名前）",
    Kind.ADDRESS: "（住所）",
}


ROUNDS = 8
"""After so many looks whole runs are taken out: only a text made for it (さんさんさん…) shows one trace a look."""

_BETWEEN = frozenset(" 　\n\r\t。、！？")


def traces(text: str) -> tuple[Trace, ...]:
    """What may tell who somebody is, in the order of the text; places never overlap."""
    plain = text.translate(_PLAIN)
    found: list[Trace] = []
    for start, end, kind in sorted(_places(text, plain), key=lambda place: (place[0], -place[1])):
        if not found or start >= found[-1].end:
            found.append(Trace(start, kind, text[start:end]))
    return tuple(found)


def traces_in(content: Mapping[str, Any]) -> dict[str, tuple[Trace, ...]]:
    """The parts of a need in which something was found, with what; lists of requirements as one text."""
    found = {}
    for name in READ_BY_ALL:
        value = content.get(name) or ""
        if places := traces(value if isinstance(value, str) else "\n".join(value)):
            found[name] = places
    return found


def spared(text: str) -> str:
    """The text with a word for the kind in place of everything found: in the result nothing is found."""
    rounds = 0
    while found := traces(text):  # a number less can bring two others together, so it is looked at again
        text = _replaced(text, found, whole_runs=rounds >= ROUNDS)
        rounds += 1
    return text


def _replaced(text: str, found: Iterable[Trace], *, whole_runs: bool) -> str:
    """The text without the traces, or without the runs of letters in which they stand."""
    parts: list[str] = []
    read = 0
    for trace in found:
        if trace.start < read:  # the run before has taken it along
            continue
        begin, end = _run_around(text, trace, read) if whole_runs else (trace.start, trace.end)
        parts += [text[read:begin], _SPARED[trace.kind]]
        read = end
    return "".join([*parts, text[read:]])


def _run_around(text: str, trace: Trace, least: int) -> tuple[int, int]:
    begin, end = trace.start, trace.end
    while begin > least and text[begin - 1] not in _BETWEEN:
        begin -= 1
    while end < len(text) and text[end] not in _BETWEEN:
        end += 1
    return begin, end


def _places(text: str, plain: str) -> Iterator[tuple[int, int, Kind]]:
    yield from ((hit.start(), hit.end(), Kind.MAIL) for hit in _MAIL.finditer(plain))
    yield from ((hit.start(), hit.end(), Kind.PHONE) for hit in _PHONE.finditer(plain) if _rings(hit[0]))
    yield from ((hit.start(1), hit.end(1), Kind.PHONE) for hit in _LOCAL_PHONE.finditer(plain))
    yield from ((hit.start(), hit.end(), Kind.ADDRESS) for hit in _ADDRESS.finditer(plain))
    spaced = text.replace("　", " ")  # here ー is a letter, not a hyphen
    for shape in _NAMES:
        yield from ((hit.start(), hit.end(), Kind.NAME) for hit in shape.finditer(spaced) if _names(hit[1]))


def _rings(number: str) -> bool:
    digits = re.sub(r"\D", "", number)
    return 11 <= len(digits) <= 13 if number.startswith("+") else 10 <= len(digits) <= 11


def _names(called: str) -> bool:
    """Whether the word before 〜さん is likely somebody's name, and not a trade or one of the family."""
    return called not in _WHOLE and not called.endswith(_ENDS)
