"""Needs as others find them: documents for the index, cards for lists of hits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.engines.search import Document
from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web.navigation import address_of
from yui.kernel.web.words import listed, long_date, number
from yui.solving.fields import Field
from yui.solving.finding import Card
from yui.solving.needs.models import Echo, EssentialRequirement, Need, NeedState
from yui.solving.needs.rules.dates import Freshness

TONES = {
    NeedState.PUBLIC: "info",
    NeedState.QUESTIONS_CLOSED: "info",
    NeedState.PROPOSALS_CLOSED: "info",
    NeedState.SELECTION: "info",
    NeedState.TRIAL: "filled",
    NeedState.ADOPTED: "success",
    NeedState.REVIEW: "warning",
}
SUMMARY_LENGTH = 110


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The texts of those of these needs that everybody may find: public, and confirmed within 180 days or closed."""
    parts = Prefetch("essential", EssentialRequirement.published.order_by("position"))
    found = Need.published.lately_confirmed(localdate()).filter(pk__in=list(pks))
    for need in found.select_related("owner").prefetch_related(parts).iterator(chunk_size=500):
        essential = [part.text for part in need.essential.all()]
        body = [need.present, need.affected, need.wanted, *essential, *need.wished]
        yield Document(
            f"need:{need.pk}",
            "need",
            {"title": need.title, "body": "\n".join(body)},
            facets={
                "field": (need.field,),
                "state": (str(need.state),),
                "prefecture": (need.owner.prefecture,),
                "government": (need.owner.government_code,),
                "size_class": (need.owner.size_class,),
            },
        )


def cards(pks: Iterable[int]) -> dict[int, Card]:
    """The cards of those of these needs that are public."""
    return {card.pk: card for card in cards_of(_public().ask(pks=pks))}


def public_needs(pks: Sequence[int]) -> list[Need]:
    """Those of these needs that are public, in the order of the numbers, with what a card shows."""
    found = {need.pk: need for need in _public().ask(pks=pks)}
    return [found[pk] for pk in pks if pk in found]


@compiled
def _public() -> QuerySet[Need]:
    found: QuerySet[Need] = with_card_alone(Need.published.filter(pk__in=GivenSeveral("pks")))
    return found


def with_card_alone(needs: Any) -> Any:
    """These needs with what a card shows and without their long other texts, which cost more to fetch than all else."""
    return needs.select_related("owner").only(*_OF_A_CARD)


_OF_A_CARD = ("ref", "title", "field", "wanted", "present", "state", "published_at", "confirmed_on", "owner__name")


def cards_of(needs: Iterable[Need]) -> list[Card]:
    """The cards of these needs, in their order."""
    every, today = list(needs), localdate()
    echoes = echoes_of(need.pk for need in every)
    return [_card(need, echoes.get(need.pk, (0, 0)), today) for need in every]


def echoes_of(needs: Iterable[int]) -> dict[int, tuple[int, int]]:
    """For each need how many residents and how many towns have the same trouble; those without any are left out."""
    return {need: (residents, towns) for need, residents, towns in _echoes().ask(needs=needs)}


@compiled
def _echoes() -> QuerySet[Echo, tuple[int, int, int]]:
    of_needs = Echo.published.standing().filter(need_id__in=GivenSeveral("needs")).order_by().values_list("need_id")
    return of_needs.annotate(residents=Count("id", filter=~Q(token="")), towns=Count("town"))


def summary(text: str) -> str:
    """The first sentences of a text, as many as a card holds."""
    return text if len(text) <= SUMMARY_LENGTH else f"{text[: SUMMARY_LENGTH - 1].rstrip()}…"


def _card(need: Need, echoes: tuple[int, int], today: date) -> Card:
    facts: list[tuple[Any, Any]] = [(_("公開した日"), long_date(need.published_at, day=False))]
    if sum(echoes):
        facts.append((_("うちも困っている"), echoed(echoes)))
    stale = need.freshness(today) is not Freshness.FRESH
    return Card(
        kind="need",
        pk=need.pk,
        ref=need.ref,
        title=need.title,
        summary=summary(need.wanted or need.present),
        url=address_of("needs:detail", need.ref),
        owner_name=need.owner.name,
        facts=tuple(facts),
        # Not `get_state_display`: it translates every choice there is, for each record of the list.
        tags=(NeedState(need.state).label, Field(need.field).label, *((_("要確認"),) if stale else ())),
    )


def echoed(echoes: tuple[int, int]) -> str:
    """How many residents and towns have the same trouble, in words."""
    residents, towns = echoes
    parts = []
    if residents:
        parts.append(_("%(n)s人") % {"n": number(residents)})
    if towns:
        parts.append(_("%(n)s団体") % {"n": number(towns)})
    return listed(parts)
