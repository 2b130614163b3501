"""What screens and other rooms ask about cases."""

from yui.solving.casebook.queries.comparing import Comparison, by_field, comparable, comparison
from yui.solving.casebook.queries.facts import CaseFacts, facts, of_project, public_pks, using
from yui.solving.casebook.queries.listing import Listing, desk_rows, listing, table
from yui.solving.casebook.queries.page import CasePage, case_page, followers, tombstone, versions
from yui.solving.casebook.queries.reading import content_of, post_name, proposed_content
from yui.solving.casebook.queries.waiting import waiting_for

__all__ = [
    "CaseFacts",
    "CasePage",
    "Comparison",
    "Listing",
    "by_field",
    "case_page",
    "comparable",
    "comparison",
    "content_of",
    "desk_rows",
    "facts",
    "followers",
    "listing",
    "of_project",
    "post_name",
    "proposed_content",
    "public_pks",
    "table",
    "tombstone",
    "using",
    "versions",
    "waiting_for",
]
