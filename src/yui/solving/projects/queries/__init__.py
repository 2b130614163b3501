"""What screens and other rooms ask about projects."""

from yui.solving.projects.queries.counts import Funnel, funnel
from yui.solving.projects.queries.facts import ProjectFacts, address_from_match, facts, public_pks
from yui.solving.projects.queries.lists import Row, WarningRow, facets, rows, warnings_for_us
from yui.solving.projects.queries.naming import names_us_in_use, names_us_no_more
from yui.solving.projects.queries.outcome import OutcomeDraft, OutcomeIndicator, outcome_draft
from yui.solving.projects.queries.page import ProjectPage, measurement_table, project_page
from yui.solving.projects.queries.waiting import waiting_for

__all__ = [
    "Funnel",
    "OutcomeDraft",
    "OutcomeIndicator",
    "ProjectFacts",
    "ProjectPage",
    "Row",
    "WarningRow",
    "address_from_match",
    "facets",
    "facts",
    "funnel",
    "measurement_table",
    "names_us_in_use",
    "names_us_no_more",
    "outcome_draft",
    "project_page",
    "public_pks",
    "rows",
    "waiting_for",
    "warnings_for_us",
]
