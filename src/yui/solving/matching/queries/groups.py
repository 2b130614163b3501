"""Groups of alike needs: who is in them, how many people they serve, what sharing would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yui.kernel.web import units
from yui.solving.matching.models import Candidate, GroupState, JointGroup
from yui.solving.matching.rules.sharing import Shared, Sharing, shared_part, sharing
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts
from yui.solving.solutions import queries as solutions
from yui.solving.solutions.queries import ServiceFacts
from yui.solving.solutions.rules import Per

YEARS = 5
MOST_OPTIONS = 3


@dataclass(frozen=True)
class SharingOption:
    """One service that several towns of a group could share, with the cost of five years apart and together."""

    service: ServiceFacts
    towns: tuple[str, ...]
    cost: Sharing
    shared: Shared

    @property
    def how(self) -> str:
        """How the sum was computed, and what nobody knows yet."""
        price = self.service.price
        said = {"start": units.alone(price.initial_unit), "running": units.alone(price.running_unit)}
        told = {
            Shared.ALL: _("値段は定額です。定額を一度だけ払い、分け合えるものとして計算しました。"),
            Shared.START: _(
                "はじめの費用だけを一度にまとめて計算しました。運用は「%(running)s」なので、安くなりません。"
            ),
            Shared.RUNNING: _(
                "運用の費用だけを一つにまとめて計算しました。はじめは「%(start)s」なので、安くなりません。"
            ),
            Shared.NOTHING: _("値段は「%(running)s」です。数に応じて払うので、分け合っても安くなりません。"),
        }
        return told[self.shared] % said


@dataclass(frozen=True)
class GroupPage:
    """A group, ready to print."""

    ref: str
    name: str
    note: str
    state: GroupState
    likeness: float | None
    needs: tuple[NeedFacts, ...]
    neighbours: tuple[NeedFacts, ...]
    population: int
    unknown_population: int
    options: tuple[SharingOption, ...]


def group_pages(*states: str) -> list[GroupPage]:
    """The groups of the bureau acted for that are in these states, the latest first, in a fixed number of queries."""
    groups = list(JointGroup.objects.filter(state__in=states).order_by("-pk").prefetch_related("members")[:100])
    wanted = {member.need_id for group in groups for member in group.members.all()}
    near = {pk for group in groups for pk in group.neighbours}
    told = needs.facts(wanted | near)
    shared = _candidates(wanted)
    services = solutions.facts({pk for pks in shared.values() for pk in pks})
    return [_page(group, told, shared, services) for group in groups]


def _candidates(wanted: set[int]) -> dict[int, list[int]]:
    """For each need the services that are its candidates, best first."""
    found: dict[int, list[int]] = {}
    rows = Candidate.visible.filter(need_id__in=wanted, kind="service", fits=True).exclude(state="declined")
    for need, service in rows.order_by("need_id", "place").values_list("need_id", "target"):
        found.setdefault(need, []).append(service)
    return found


def _page(
    group: Any, told: dict[int, NeedFacts], shared: dict[int, list[int]], services: dict[int, ServiceFacts]
) -> GroupPage:
    members = tuple(told[one.need_id] for one in group.members.all() if one.need_id in told)
    known = [need.population for need in members if need.population is not None]
    taken = {need.owner_id for need in members}
    near = tuple(told[pk] for pk in group.neighbours if pk in told and told[pk].owner_id not in taken)
    return GroupPage(
        ref=group.ref,
        name=group.name,
        note=group.note,
        state=GroupState(group.state),
        likeness=group.likeness,
        needs=members,
        neighbours=near,
        population=sum(known),
        unknown_population=len(members) - len(known),
        options=tuple(_options(members, shared, services)),
    )


def _options(
    members: Sequence[NeedFacts], shared: dict[int, list[int]], services: dict[int, ServiceFacts]
) -> list[SharingOption]:
    """Services that are candidates of two and more of the needs, those of most towns first."""
    serves: dict[int, list[NeedFacts]] = {}
    for need in members:
        for service in shared.get(need.pk, []):
            serves.setdefault(service, []).append(need)
    several = [(pk, towns) for pk, towns in serves.items() if len(towns) > 1 and pk in services]
    several.sort(key=lambda item: (-len(item[1]), item[0]))
    options = [_option(services[pk], towns) for pk, towns in several]
    return [option for option in options if option is not None][:MOST_OPTIONS]


def _option(service: ServiceFacts, towns: Sequence[NeedFacts]) -> SharingOption | None:
    """One contract for the people of all, against one for each; nothing where a number is missing."""
    apart = [solutions.cost_over(service, YEARS, need.population) for need in towns]
    people = [need.population or 0 for need in towns]
    together = solutions.cost_over(service, YEARS, sum(people))
    if together is None or any(cost is None for cost in apart):
        return None
    known = [cost for cost in apart if cost is not None]
    price = service.price
    shared = shared_part(
        start=price.initial or 0,
        start_is_flat=price.initial_per == Per.FLAT,
        running=price.running or 0,
        running_is_flat=price.running_per == Per.FLAT,
    )
    # By the piece the sum of the parts is the whole; estimated households differ from it by a rounding.
    together = sum(known) if shared == Shared.NOTHING else together
    return SharingOption(service, tuple(need.owner_name for need in towns), sharing(known, together, people), shared)
