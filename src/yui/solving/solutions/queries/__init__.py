"""What screens and other rooms ask about services."""

from yui.solving.solutions.queries.comparing import MOST_COMPARED, Comparison, comparison
from yui.solving.solutions.queries.facts import (
    Adopter,
    ServiceFacts,
    cost_over,
    facts,
    first_year_cost,
    households_of,
    public_pks,
    town_of,
    yearly_cost,
)
from yui.solving.solutions.queries.governments import FoundGovernments, governments_named
from yui.solving.solutions.queries.listing import Asked, Listing, Row, listing, rows_for_file
from yui.solving.solutions.queries.showing import (
    OwnService,
    ServicePage,
    own_published,
    own_services,
    service_page,
    waiting_for,
)
from yui.solving.solutions.queries.using import SaidToUse, claimed_service, said_to_use
from yui.solving.solutions.rules import Price, Town

__all__ = [
    "MOST_COMPARED",
    "Adopter",
    "Asked",
    "Comparison",
    "FoundGovernments",
    "Listing",
    "OwnService",
    "Price",
    "Row",
    "SaidToUse",
    "ServiceFacts",
    "ServicePage",
    "Town",
    "claimed_service",
    "comparison",
    "cost_over",
    "facts",
    "first_year_cost",
    "governments_named",
    "households_of",
    "listing",
    "own_published",
    "own_services",
    "public_pks",
    "rows_for_file",
    "said_to_use",
    "service_page",
    "town_of",
    "waiting_for",
    "yearly_cost",
]
