"""The words that a question and a hit have in common (重なることば), as far as they name something by themselves.

The search cuts words short and counts each of them. A person reads 体育館 where it met 体育 and 館, and learns nothing
from 「手」, 「半年」 or 「落ちる」 alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from yui.engines.readings import sudachi
from yui.engines.search import Hit, Reason, ReasonKind, Span

MOST_SYNONYMS = 3

LONGEST = 12
"""Letters of neighbouring words joined into one; longer runs are already a sentence."""

SINGLE = frozenset(
    "雪雨氷湯熱風波川海山森道橋坂港船駅畑田米魚猿熊鹿猪薬鍵声絵紙税墓祭歯牛馬鶏豚桜竹炭灰砂泥塩油鉄銅虫鳥花草苗稲麦豆茶酒"
)
"""Words of one letter that name a thing; 手, 外, 案, 量 and the like are parts of other words."""

VAGUE = frozenset(
    [
        "延べ",
        "もと",
        "うえ",
        "とき",
        "こと",
        "もの",
        "ところ",
        "場合",
        "以上",
        "以下",
        "程度",
        "全員",
        "割合",
        "年度",
        "昨年度",
        "今年度",
        "実行",
        "実施",
        "運用",
        "答え",
        "各課",
    ]
)
"""Nouns that say nothing of what something is about."""

DULL = frozenset(
    [
        "代わり",
        "中身",
        "人数",
        "最後",
        "量",
        "むだ",
        "感覚",
        "どおり",
        "全部",
        "違い",
        "様子",
        "両方",
        "一言",
        "注意",
        "配慮",
        "条件",
        "働き",
        "使用",
        "担当",
        "事業",
        "公共",
        "直し",
        "一巡",
        "本部",
        "作業",
        "位置",
        "調整",
    ]
)
"""Nouns that name something, of which nobody would say that two texts are alike for it."""

BEHIND = 3
"""Letters behind a word that tell whether it is a verb: 聞こえ is one in 聞こえない."""

_NAMING = frozenset({"一般", "サ変可能", "サ変形状詞可能", "形状詞可能"})


def words_in_common(hit: Hit) -> tuple[str, ...]:
    """The words of the question that stand in the document and name something, as it writes them, the weightiest first."""
    found = _whole(hit, [reason for reason in _met(hit) if _verb(_seen(hit, reason)) is None])
    return _without_parts([word for word in found if word not in DULL and names_something(word)])


def doings_in_common(hit: Hit) -> tuple[str, ...]:
    """The verbs of the question that stand in the document and say what is done, as a dictionary has them."""
    return tuple(dict.fromkeys(filter(None, (_verb(_seen(hit, reason)) for reason in _met(hit)))))


def letters_in_common(hit: Hit) -> tuple[str, ...]:
    """Whatever else of the question stands in the document, as it writes it: words of several letters where there are any."""
    found = _without_parts(_whole(hit, [reason for reason in hit.reasons if reason.found]))
    return tuple(word for word in found if len(word) > 1 and word not in VAGUE) or found


def synonyms_in_common(hit: Hit) -> tuple[tuple[str, str], ...]:
    """Words of the question that the document says otherwise: (as asked, as it stands there)."""
    pairs = ((one.asked, one.found) for one in hit.reasons if one.kind is ReasonKind.SYNONYM and one.found)
    return tuple(pair for pair in pairs if names_something(pair[0]))[:MOST_SYNONYMS]


def _met(hit: Hit) -> list[Reason]:
    return [reason for reason in hit.reasons if reason.found and reason.kind is not ReasonKind.SYNONYM]


def _whole(hit: Hit, reasons: Iterable[Reason]) -> list[str]:
    """What was met for some reasons, each with its neighbours that were met as well."""
    places = {span for reason in _met(hit) for span in reason.spans}
    return [_stretched(hit, reason, places) for reason in reasons]


def _seen(hit: Hit, reason: Reason) -> str:
    """A word where it first stands, with the letters behind it."""
    if not reason.spans:
        return reason.found
    span = reason.spans[0]
    return hit.document.fields[span.field][span.begin : span.end + BEHIND]


@lru_cache(maxsize=8192)
def _verb(seen: str) -> str | None:
    """The verb at the beginning of a text, as a dictionary has it; empty for one that helps others, None for no verb."""
    first = next((part for _, part in sudachi.morphemes(seen, sudachi.SHORT)), None)
    if first is None or first.part_of_speech()[0] != "動詞":
        return None
    return "" if first.part_of_speech()[1] == "非自立可能" else str(first.dictionary_form())


@lru_cache(maxsize=8192)
def names_something(word: str) -> bool:
    """Is it a noun that names something, longer than one letter or known as a whole word?"""
    if len(word) < 2 or word in VAGUE:
        return word in SINGLE
    return any(_names(part.part_of_speech()) for _, part in sudachi.morphemes(word, sudachi.SHORT))


def _names(part: tuple[str, ...]) -> bool:
    """Things and doings (名詞), not times (副詞可能) and counters."""
    return part[0] == "名詞" and (part[1] == "固有名詞" or (part[1] == "普通名詞" and part[2] in _NAMING))


def _stretched(hit: Hit, reason: Reason, places: Iterable[Span]) -> str:
    """The word with those of its neighbours that were met as well, where it first stands among them."""
    runs = [_run(span, places) for span in reason.spans]
    runs = [run for run in runs if run.end - run.begin <= LONGEST]
    if not runs:
        return reason.found
    run = max(runs, key=lambda one: one.end - one.begin)
    return hit.document.fields[run.field][run.begin : run.end]


def _run(span: Span, places: Iterable[Span]) -> Span:
    begin, end = span.begin, span.end
    beside = sorted((one for one in places if one.field == span.field), key=lambda one: one.begin)
    for one in beside:
        if one.begin <= end <= one.end and one.begin >= begin:
            end = one.end
    for one in reversed(beside):
        if one.begin <= begin <= one.end:
            begin = one.begin
    return Span(span.field, begin, end)


def _without_parts(words: list[str]) -> tuple[str, ...]:
    """Each once, and no word that stands inside another one."""
    different = list(dict.fromkeys(words))
    return tuple(word for word in different if not any(word != other and word in other for other in different))
