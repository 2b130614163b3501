"""What screens and other rooms ask about services."""

from yui.solving.solutions.queries.adopters import Adopter, used_by
from yui.solving.solutions.queries.comparing import MOST_COMPARED, Comparison, comparison
from yui.solving.solutions.queries.facts import (
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
)
from yui.solving.solutions.queries.using import (
    SaidToUse,
    own_word,
    published_service,
    said_to_use,
    service_said_to_be_used,
)
from yui.solving.solutions.queries.waiting import waiting_for
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
    "comparison",
    "cost_over",
    "facts",
    "first_year_cost",
    "governments_named",
    "households_of",
    "listing",
    "own_published",
    "own_services",
    "own_word",
    "public_pks",
    "published_service",
    "rows_for_file",
    "said_to_use",
    "service_page",
    "service_said_to_be_used",
    "town_of",
    "used_by",
    "waiting_for",
    "yearly_cost",
]
