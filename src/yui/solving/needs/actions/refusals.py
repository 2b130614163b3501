"""What the room says when it cannot do something.

Refused
├── NeedIncomplete      parts are missing before the second reader gets it
├── NotFitting          a part is too long, or figures contradict each other
├── NotReadable         a text holds characters that cannot be kept
├── Unsaid              words are missing that somebody else will need
├── SecondPersonNeeded  the person who handed it in cannot confirm it
├── PersonalInside      what may tell who somebody is would become public, and nobody said that it may
├── QuestionsOpen       questions wait for an answer
├── QuestionsOver       the time for questions has passed
├── NotYourTurn         the record is not the actor's to change in this way
└── NotTaken            the guard against spam
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor, Refused
from yui.kernel.web.words import side_by_side
from yui.solving.needs.rules.personal import traces, traces_in
from yui.solving.needs.rules.telling import Suspicion
from yui.values.text import ProblemKind, problems_of

_MISSING: Final[Mapping[str, Any]] = {
    "title": _("題を書いてください。"),
    "field": _("分野を選んでください。"),
    "present": _("今の様子を書いてください。"),
    "affected": _("だれが困っているかを書いてください。"),
    "wanted": _("どうなればよいかを書いてください。"),
    "essential": _("必須要件を一つ以上書いてください。"),
    "budget_max": _("予算の上限を書くか、「予算化前」を選んでください。"),
    "fiscal_year": _("始めたい年度を選んでください。"),
}
_CONTRADICTORY: Final[Mapping[str, Any]] = {
    "before_budget": _("「予算化前」のときは、金額を空にしてください。"),
    "budget_min": _("予算の下限は、上限より小さくしてください。"),
    "budget_max": _("予算は0円から1兆円までで書いてください。"),
    "affected_count": _("人数は0から1億3千万までで書いてください。"),
    "fiscal_year": _("年度は2000年度から2100年度までで選んでください。"),
}


class NeedIncomplete(Refused):
    """Parts of the need are missing; `missing` names them."""

    code = "need-incomplete"
    message = _("まだ書かれていないところがあります。書き足してから、もう一度出してください。")

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(fields={name: _MISSING[name] for name in self.missing})


class NotFitting(Refused):
    """A part is longer than it may be, or figures contradict each other."""

    code = "not-fitting"
    message = _("このままでは保存できないところがあります。直してから、もう一度保存してください。")

    def __init__(self, too_long: Mapping[str, int], contradictory: Iterable[str] = ()) -> None:
        sentences: dict[str, Any] = {name: _CONTRADICTORY[name] for name in contradictory}
        for name, most in too_long.items():
            sentences[name] = _("長すぎます。%(most)s字（行）までで書いてください。") % {"most": most}
        super().__init__(fields=sentences)


class NotReadable(Refused):
    """A text holds halves of characters, control characters, or marks that turn the direction of writing."""

    code = "not-readable"
    message = _("使えない文字が入っています。その文字を消して、もう一度送ってください。")


class Unsaid(Refused):
    """Words are missing that somebody else will need, or there are too many of them."""

    code = "unsaid"
    message = _("理由や説明を、決められた長さで書いてください。")


class SecondPersonNeeded(Refused):
    """The one who handed a need in cannot be the one who confirms it."""

    code = "second-person-needed"
    message = _("自分が出したニーズは、自分では公開できません。別の人に確かめてもらってください。")


class PersonalInside(Refused):
    """What may tell who somebody is stands in a text that all will read; `found` names it."""

    code = "personal-inside"
    message = _("個人が分かることが書かれているかもしれません。確かめてから、もう一度押してください。")

    def __init__(self, found: Iterable[str]) -> None:
        self.found = tuple(found)
        names = side_by_side(self.found[:5])
        sentence = _("「%(found)s」を見つけました。消すか、個人が分からないことを確かめて印を付けてください。")
        super().__init__(fields={"personal_checked": sentence % {"found": names}})


class QuestionsOpen(Refused):
    """Questions wait; `count` says how many."""

    code = "questions-open"

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            _("答えていない質問が%(count)s件あります。答えるか、答えない理由を書いてから進めてください。")
            % {"count": count}
        )


class QuestionsOver(Refused):
    """The need no longer takes questions."""

    code = "questions-over"
    message = _("質問の受付は終わりました。急ぐときは、担当の部署に電話でたずねてください。")


class NotYourTurn(Refused):
    """The record is not the actor's to change in this way, or not in this state."""

    code = "not-your-turn"
    status = 409


_NOT_TAKEN: Final[Mapping[Suspicion, Any]] = {
    Suspicion.TRAP: _("送れませんでした。役場に電話するか、窓口でお話しください。"),
    Suspicion.TOO_FAST: _(
        "送るのが早すぎたため、機械かどうか確かめられませんでした。少し待って、もう一度送ってください。"
    ),
    Suspicion.TOO_OLD: _("書きはじめてから時間がたちました。書いた言葉は残っています。もう一度送ってください。"),
    Suspicion.LINKS: _("ページの住所（URL）が多すぎます。2つまでにして、もう一度送ってください。"),
    Suspicion.TOO_MANY: _("今日はたくさん送られたので、ここからは受け取れません。明日送るか、役場に電話してください。"),
    Suspicion.TOWN_FULL: _("今日は届いた数が多く、ここからは受け取れません。明日送るか、役場に電話してください。"),
}


class NotTaken(Refused):
    """The guard against spam kept a trouble out; `suspicion` says why."""

    code = "trouble-not-taken"

    def __init__(self, suspicion: Suspicion) -> None:
        self.suspicion = suspicion
        super().__init__(_NOT_TAKEN[suspicion])


def owner_of(by: Actor) -> int:
    """The organisation acted for; refuses somebody who has not turned to one."""
    if by.organisation_id is None:
        raise NotYourTurn(_("どの団体についてかを選んでから、もう一度試してください。"))
    return by.organisation_id


def demand_nobody_named(content: Mapping[str, Any], *beside: str, checked: bool) -> None:
    """Refuse words for everybody that may tell who somebody is, unless a person has looked at them and says they do not.

    `beside` are words that will be read with the parts of the need.
    """
    found = [*traces_in(content).values(), *map(traces, beside)]
    if any(found) and not checked:
        raise PersonalInside(trace.text for places in found for trace in places)


def demand_whole(**texts: str) -> None:
    """Refuse texts that cannot be kept or would be shown as something else than they say, each with its reason."""
    wrong = {}
    for name, text in texts.items():
        if found := problems_of(text, ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL, ProblemKind.HIDDEN):
            wrong[name] = found[0].message
    if wrong:
        raise NotReadable(fields=wrong)


def demand_words(name: str, text: str, most: int) -> str:
    """The words without the space around them; refuses nothing, and too much."""
    demand_whole(**{name: text})
    stripped = text.strip()
    if not stripped:
        raise Unsaid(fields={name: _("書いてください。")})
    if len(stripped) > most:
        raise Unsaid(fields={name: _("%(most)s字までで書いてください。") % {"most": most}})
    return stripped
