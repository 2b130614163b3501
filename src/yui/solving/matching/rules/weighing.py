"""How well something found fits a need: parts between 0 and 1, their weighted mean, and the reasons in words.

Every fact moves its own part and no other, in one direction only; ties are broken by a hash, which favours nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from yui.solving.matching.rules.covering import Mention, covered
from yui.values.money import Yen
from yui.values.unreadable import N_

WEIGHTS: Mapping[str, float] = {
    "text": 0.46,
    "essentials": 0.6,
    "field": 0.14,
    "budget": 0.12,
    "users": 0.12,
    "outcomes": 0.08,
    "region": 0.04,
    "size": 0.04,
}
UNKNOWN = 0.4
"""What a part counts where its fact is not known: less than good, more than bad."""

FITTING_NETWORKS: Mapping[str, frozenset[str]] = {
    "lgwan": frozenset({"lgwan", "none"}),
    "internet": frozenset({"internet", "none"}),
    "none": frozenset({"none"}),
}
FAR = 0.75
"""What is left of a weight where the field is another one and no essential requirement is mentioned: then only a few
words are shared, and budget and users say nothing about the need."""

SIZES = ("xs", "s", "m", "l", "xl")
MOST_TERMS = 5

Value = str | int


@dataclass(frozen=True)
class Reason:
    """One reason: a sentence with places, what stands in them, and whether it speaks for (+1) or against (-1)."""

    sentence: str
    values: Mapping[str, Value] = field(default_factory=dict)
    sign: int = 1

    def as_kept(self) -> dict[str, object]:
        """For keeping beside a candidate."""
        return {"sentence": self.sentence, "values": dict(self.values), "sign": self.sign}


@dataclass(frozen=True)
class User:
    """A government that uses a service already."""

    code: str
    name: str
    prefecture: str = ""
    size_class: str = ""


@dataclass(frozen=True)
class Result:
    """What came of it elsewhere, in words: good, bad or neither."""

    sentence: str
    good: bool | None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A need, as far as weighing looks at it."""

    field: str = ""
    prefecture: str = ""
    size_class: str = ""
    government_code: str = ""
    network: str = ""
    budget: int | None = None


@dataclass(frozen=True, kw_only=True)
class Offered:
    """Something found. `closeness` is the likeness of the texts from 0 to 1; costs are those of the needing town."""

    kind: str
    pk: int
    closeness: float = 0.0
    terms: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    by_meaning: bool = False
    mentions: tuple[Mention, ...] = ()
    fields: tuple[str, ...] = ()
    prefecture: str = ""
    size_class: str = ""
    network: str = ""
    first_year: int | None = None
    five_years: int | None = None
    users: tuple[User, ...] = ()
    results: tuple[Result, ...] = ()
    stale: bool = False

    @property
    def document(self) -> str:
        """Its name in the index."""
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True)
class Weighed:
    """How something fits: the whole, its parts, its reasons, and whether it breaks an essential constraint."""

    offered: Offered
    total: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
    fits: bool


def weigh(wanted: Wanted, offered: Offered) -> Weighed:
    """Weigh one thing found against a need. Only what its kind can have is counted."""
    judged = {
        "text": _text(offered),
        "field": _field(wanted, offered),
        "region": _region(wanted, offered),
        "size": _size(wanted, offered),
    }
    if offered.kind == "service":
        judged |= {"budget": _budget(wanted, offered), "users": _users(wanted, offered)}
    if offered.kind != "need":
        judged["outcomes"] = _outcomes(offered)
    if offered.mentions:
        judged["essentials"] = _essentials(offered)
    network = _network(wanted, offered)
    parts = {name: value for name, (value, _) in judged.items()}
    reasons = [reason for _, told in judged.values() for reason in told]
    total = sum(WEIGHTS[name] * value for name, value in parts.items()) / sum(WEIGHTS[name] for name in parts)
    if parts["field"] == 0 and offered.mentions and not any(one.enough for one in offered.mentions):
        total *= FAR
    if offered.stale:
        total *= 0.9
        reasons.append(Reason(N_("紹介が1年以上確かめられていません"), sign=-1))
    return Weighed(offered, round(total, 6), parts, (*network, *reasons), not network)


def ranked(weighed: Iterable[Weighed]) -> list[Weighed]:
    """Best first; what breaks an essential constraint behind all that does not; equals in an order of nobody's favour."""
    return sorted(weighed, key=lambda one: (not one.fits, -one.total, tie(one.offered.document)))


def tie(document: str) -> bytes:
    """Where something stands among its equals."""
    return blake2b(document.encode(), digest_size=8).digest()


def _text(offered: Offered) -> tuple[float, list[Reason]]:
    told = []
    if offered.terms:
        told.append(Reason(N_("「%(terms)s」が重なります"), {"terms": "」「".join(offered.terms[:MOST_TERMS])}))
    told += [
        Reason(N_("「%(asked)s」と「%(found)s」は同じ意味です"), {"asked": asked, "found": found})
        for asked, found in offered.synonyms
    ]
    if offered.by_meaning and not offered.terms:
        told.append(Reason(N_("言葉は違いますが、意味が近いです")))
    return min(1.0, max(0.0, offered.closeness)), told


def _essentials(offered: Offered) -> tuple[float, list[Reason]]:
    """What the text mentions of the essentials. Whether it is met nobody knows from a text, and no reason says so."""
    every = offered.mentions
    told = sum(one.enough for one in every)
    counted = {"every": len(every), "told": told}
    if told:
        summed = Reason(N_("必須%(every)s件のうち%(told)s件に、紹介文が触れています"), counted)
    else:
        summed = Reason(N_("必須%(every)s件のどれにも、紹介文は触れていません"), counted, sign=0)
    return covered(every), [summed, *(_mention(one) for one in every)]


def _mention(one: Mention) -> Reason:
    if one.enough:
        return Reason(N_("必須「%(text)s」：触れています"), {"text": one.text})
    if one.denied:
        return Reason(N_("必須「%(text)s」：できないと読める文があります"), {"text": one.text}, sign=-1)
    if one.found:
        told = N_("必須「%(text)s」：「%(words)s」ということばだけあります")
        return Reason(told, {"text": one.text, "words": one.found}, sign=0)
    return Reason(N_("必須「%(text)s」：見当たりません"), {"text": one.text}, sign=0)


def _field(wanted: Wanted, offered: Offered) -> tuple[float, list[Reason]]:
    if not wanted.field or not offered.fields:
        return UNKNOWN, []
    same = wanted.field in offered.fields
    return (1.0, [Reason(N_("分野が同じです"))]) if same else (0.0, [])


def _region(wanted: Wanted, offered: Offered) -> tuple[float, list[Reason]]:
    if not wanted.prefecture or not offered.prefecture:
        return UNKNOWN, []
    if wanted.prefecture != offered.prefecture:
        return 0.0, []
    here = N_("同じ県の団体です") if offered.kind == "service" else N_("同じ県のまちです")
    return 1.0, [Reason(here)]


def _size(wanted: Wanted, offered: Offered) -> tuple[float, list[Reason]]:
    if offered.kind == "service":
        near = [user for user in _others(wanted, offered) if user.size_class and user.size_class == wanted.size_class]
        if not near:
            return UNKNOWN if wanted.size_class else 0.0, []
        return 1.0, [Reason(N_("人口の規模が同じ%(count)s団体が利用"), {"count": len(near)})]
    if wanted.size_class not in SIZES or offered.size_class not in SIZES:
        return UNKNOWN, []
    apart = abs(SIZES.index(wanted.size_class) - SIZES.index(offered.size_class))
    return 1 - apart / (len(SIZES) - 1), [Reason(N_("人口の規模が同じまちです"))] if apart == 0 else []


def _users(wanted: Wanted, offered: Offered) -> tuple[float, list[Reason]]:
    if any(user.code == wanted.government_code for user in offered.users if user.code):
        return 1.0, [Reason(N_("このまちがすでに使っています"), sign=0)]
    users = _others(wanted, offered)
    if not users:
        return 0.0, [Reason(N_("使っている団体はまだありません"), sign=0)]
    near = [user for user in users if user.prefecture and user.prefecture == wanted.prefecture]
    told = [Reason(N_("同じ県の%(count)s団体が利用"), {"count": len(near)})] if near else []
    if not near:
        told = [Reason(N_("%(count)s団体が利用"), {"count": len(users)})]
    return 1 - 0.5 ** (len(near) + 0.5 * (len(users) - len(near))), told


def _others(wanted: Wanted, offered: Offered) -> list[User]:
    return [user for user in offered.users if not user.code or user.code != wanted.government_code]


def _budget(wanted: Wanted, offered: Offered) -> tuple[float, list[Reason]]:
    cost, budget = offered.first_year, wanted.budget
    if cost is None:
        return UNKNOWN, [Reason(N_("費用は使う数によります"), sign=0)]
    five = {"five": about(offered.five_years)} if offered.five_years is not None else {"five": "—"}
    if budget is None:
        told = N_("初年度 %(first)s、5年で %(five)s（予算はまだ決まっていません）")
        return UNKNOWN, [Reason(told, {"first": about(cost), **five}, sign=0)]
    over = cost - budget
    values = {"first": about(cost), "difference": signed(over), **five}
    if over <= 0:
        return 1.0, [Reason(N_("予算内（初年度 %(first)s、予算との差 %(difference)s、5年で %(five)s）"), values)]
    told = N_("予算を超えます（初年度 %(first)s、予算との差 %(difference)s、5年で %(five)s）")
    return max(0.0, 0.8 * (1 - over / max(budget, 1))), [Reason(told, values, sign=-1)]


def _outcomes(offered: Offered) -> tuple[float, list[Reason]]:
    judged = [result for result in offered.results if result.good is not None]
    told = [
        Reason(
            N_("成果：%(told)s"),
            {"told": result.sentence},
            sign=1 if result.good else -1 if result.good is False else 0,
        )
        for result in offered.results[:3]
    ]
    if not judged:
        return UNKNOWN, told
    good = sum(result.good is True for result in judged)
    return (good + UNKNOWN) / (len(judged) + 1), told


def _network(wanted: Wanted, offered: Offered) -> list[Reason]:
    allowed = FITTING_NETWORKS.get(wanted.network)
    if offered.kind != "service" or allowed is None or not offered.network or offered.network in allowed:
        return []
    return [Reason(N_("使える回線の条件に合いません"), sign=-1)]


def about(yen: int | None) -> str:
    """約82万円: as one says it aloud, to two or three figures."""
    if yen is None:
        return "—"
    step = 10 ** max(len(str(abs(yen))) - 3, 0)
    return Yen(round(yen / step) * step, approximate=step > 1).short


def signed(yen: int) -> str:
    """A difference with its sign: −18万円, +3万円, ±0円."""
    if yen == 0:
        return "±0円"
    return f"{'+' if yen > 0 else '−'}{about(abs(yen))}"
