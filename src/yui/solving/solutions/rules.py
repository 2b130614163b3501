"""What a service must say, how long it counts as fresh, and what it costs a town of a given size. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b

MOST: Mapping[str, int] = {
    "name": 40,
    "summary": 80,
    "body": 600,
    "export_note": 200,
    "accessibility": 200,
    "functions": 12,
    "function": 30,
    "standards": 12,
    "standard": 60,
    "export_formats": 15,
    "export_format": 30,
    "fields": 4,
    "adopters": 300,
    "inquiry_phone": 40,
    "inquiry_mail": 120,
}
"""Letters of a text, entries of a list. Short, so that writing every word there is does not fit (R6.6)."""

FRESH_DAYS = 365
PEOPLE_A_HOUSEHOLD = 2.2
"""Mean of the census of 2020, for towns whose number of households is not known."""


class Per(StrEnum):
    """What a price counts. Of the first three a town has a number; of the others somebody must say how many."""

    FLAT = "flat"
    HEAD = "head"
    HOUSEHOLD = "household"
    USER = "user"
    USING_HOUSEHOLD = "using_household"
    DEVICE = "device"
    FACILITY = "facility"
    SCHOOL = "school"
    USE = "use"


UNITS: Mapping[Per, str] = {
    Per.FLAT: "",
    Per.HEAD: "住民1人",
    Per.HOUSEHOLD: "世帯",
    Per.USER: "人",
    Per.USING_HOUSEHOLD: "利用世帯",
    Per.DEVICE: "台",
    Per.FACILITY: "施設",
    Per.SCHOOL: "校",
    Per.USE: "回",
}


class Period(StrEnum):
    """For how long the running price pays."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a service costs in yen with tax; None where it is not told."""

    initial: int | None = None
    initial_per: str = Per.FLAT
    running: int | None = None
    running_per: str = Per.FLAT
    period: str = Period.YEAR

    @property
    def initial_unit(self) -> str:
        """円, 円/台."""
        return _unit(self.initial_per)

    @property
    def running_unit(self) -> str:
        """円/年, 円/世帯・年, 円/回."""
        if self.running_per == Per.USE:
            return _unit(self.running_per)
        period = "月" if self.period == Period.MONTH else "年"
        unit = UNITS[Per(self.running_per)]
        return f"円/{unit}・{period}" if unit else f"円/{period}"

    @property
    def counted(self) -> str:
        """The unit of which somebody must say how many; empty where a town's own numbers suffice."""
        told = {Per.FLAT, Per.HEAD, Per.HOUSEHOLD}
        return next((UNITS[Per(per)] for per in (self.running_per, self.initial_per) if per not in told), "")


@dataclass(frozen=True, kw_only=True)
class Town:
    """The numbers of a town that prices count; `count` is how many devices, schools … somebody has in mind."""

    population: int | None = None
    households: int | None = None
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """All that a supplier says of a service."""

    name: str = ""
    summary: str = ""
    body: str = ""
    fields: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    price: Price = field(default_factory=Price)
    cloud: bool | None = None
    network: str = ""
    standards: tuple[str, ...] = ()
    export_formats: tuple[str, ...] = ()
    export_note: str = ""
    accessibility: str = ""
    website: str = ""
    inquiry_phone: str = ""
    inquiry_mail: str = ""


def missing_before_publishing(draft: Draft) -> tuple[str, ...]:
    """The names of what a town needs to know and the draft does not say, in the order of the form."""
    told = {
        "name": draft.name.strip(),
        "summary": draft.summary.strip(),
        "body": draft.body.strip(),
        "fields": draft.fields,
        "functions": draft.functions,
        "initial_yen": draft.price.initial is not None,
        "running_yen": draft.price.running is not None,
        "cloud": draft.cloud is not None,
        "network": draft.network,
        "export_note": draft.export_formats or draft.export_note.strip(),
        "accessibility": draft.accessibility.strip(),
    }
    return tuple(name for name, value in told.items() if not value)


def is_stale(confirmed_on: date | None, today: date) -> bool:
    """Whether nobody has confirmed a service for a year."""
    return confirmed_on is None or (today - confirmed_on).days > FRESH_DAYS


def households_of(town: Town) -> int | None:
    """The households of a town, estimated from its people where nobody has told them."""
    if town.households is not None or town.population is None:
        return town.households
    return round(town.population / PEOPLE_A_HOUSEHOLD)


def yearly_cost(price: Price, town: Town) -> int | None:
    """What a year of running costs a town, or None where it depends on a number nobody has told."""
    times = 12 if price.period == Period.MONTH and price.running_per != Per.USE else 1
    return _times(price.running, price.running_per, town, times)


def initial_cost(price: Price, town: Town) -> int | None:
    """What the start costs a town, or None as above."""
    return _times(price.initial, price.initial_per, town, 1)


def cost_over(price: Price, town: Town, years: int) -> int | None:
    """Start and `years` years of running; None as soon as one of both is not known."""
    initial, yearly = initial_cost(price, town), yearly_cost(price, town)
    return None if initial is None or yearly is None else initial + years * yearly


def shuffled_place(ref: str) -> int:
    """Where a service stands among equals: fixed, and favouring nobody."""
    return int.from_bytes(blake2b(ref.encode(), digest_size=4).digest(), "big") >> 1


def _unit(per: str) -> str:
    unit = UNITS[Per(per)]
    return f"円/{unit}" if unit else "円"


def _times(amount: int | None, per: str, town: Town, times: int) -> int | None:
    if amount is None:
        return None
    if amount == 0:
        return 0
    counts = {Per.FLAT: 1, Per.HEAD: town.population, Per.HOUSEHOLD: households_of(town)}
    count = counts.get(Per(per), town.count)
    return None if count is None else amount * times * count
