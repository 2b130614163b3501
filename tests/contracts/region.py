"""A small region behind the API: a town, a vendor and a bureau with a record of every kind, and their tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests import factories as make
from tests.solving.casebook import making as cases
from tests.solving.matching import making as matching
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from tests.solving.solutions import making as services
from yui.kernel.access import Role
from yui.kernel.api import actions, rules
from yui.kernel.api.versions import etag_of
from yui.kernel.identity.models import Organisation
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.casebook import actions as case_actions
from yui.solving.projects.models import Indicator

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@dataclass
class Region:
    """The tokens by organisation, and by path of the API the record that it reads."""

    tokens: dict[str, str] = field(default_factory=dict)
    sides: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)
    others: dict[str, Any] = field(default_factory=dict)
    """The like records of the neighbour, which nobody here may know."""
    need_ref: str = ""
    indicator_ref: str = ""

    def token_for(self, path: str) -> str:
        """The token of the side that has the record."""
        return self.tokens[_side(path)]

    def made(self, path: str, model: Any, ref: str) -> Any:
        """The record of a side that an earlier call has made, as it stands now."""
        with acting_for(self.sides[_side(path)]):
            return model.objects.filter(ref=ref).first()

    def version(self, path: str) -> str:
        """The version of a record as it stands now."""
        record = self.records[path]
        return etag_of(type(record).visible.get(pk=record.pk))


def _side(path: str) -> str:
    return "vendor" if "/own/services" in path else "town"


def token(of: Organisation, *roles: Role) -> str:
    """The text of a token with every right that these roles carry."""
    by = make.acting(make.member(of, *roles, Role.ADMIN, email=f"program-{of.ref}@example.jp"))
    lifetime = rules.LIFETIMES["30"]
    return actions.make_token(
        name="計測の装置", scopes=sorted(by.permissions), lifetime=lifetime, by=by, at=clock.now()
    ).text


def built() -> Region:
    """The region, its jobs done and its records found."""
    here, there, vendor = matching.town(), make.town("潮見浦町", population=4_000), make.vendor()
    region = Region(
        sides={"town": here, "vendor": vendor},
        tokens={
            "town": token(here, Role.OFFICIAL),
            "neighbour": token(there, Role.OFFICIAL),
            "vendor": token(vendor, Role.SUPPLIER),
            "rival": token(make.vendor("株式会社となり"), Role.SUPPLIER),
            "bureau": token(matching.bureau(), Role.COORDINATOR),
            "nothing": actions.make_token(
                name="読むだけ",
                scopes=[],
                lifetime=rules.LIFETIMES["30"],
                by=make.acting(make.member(here, Role.ADMIN, email="reads@example.jp")),
                at=clock.now(),
            ).text,
        },
    )
    _with_needs(region, here, there)
    _with_services(region, vendor)
    _with_projects(region, here)
    _with_cases(region, here, there)
    run_pending()
    return region


def _with_needs(region: Region, here: Organisation, there: Organisation) -> None:
    introduced = matching.introduced()
    with acting_for(here):
        need = needs.Need.objects.get(pk=introduced.need_id)
    question = needs.question(need)
    needs.actions.answer_question(question=question, answer="対象です。", by=needs.writer(here), at=AT)
    needs.actions.echo_for_town(need=need, by=make.official(there), at=AT)
    region.need_ref = need.ref
    region.records |= {
        "/api/v1/needs/{ref}": need,
        "/api/v1/own/introductions/{ref}": introduced,
        "/api/v1/own/introductions/{ref}/answer": introduced,
        "/api/v1/own/introductions/{ref}/take-back": introduced,
    }
    for path in ("/api/v1/own/needs/{ref}", "/api/v1/own/needs/{ref}/submit"):
        region.records[path] = needs.draft(here, title="書きかけのニーズ")
        region.others[path] = needs.draft(there, title="となりの書きかけ")


def _with_services(region: Region, vendor: Organisation) -> None:
    public = services.published(vendor, name="みまもり電話", adopters=["480011"])
    region.records["/api/v1/services/{ref}"] = public
    region.records["/api/v1/own/services/{ref}"] = services.drafted(vendor, name="書きかけの紹介")
    for step, record in (("publish", services.drafted(vendor)), ("confirm", public), ("withdraw", public)):
        region.records[f"/api/v1/own/services/{{ref}}/{step}"] = record
    rival = services.drafted(make.vendor("株式会社となり"))
    own = [path for path in region.records if path.startswith("/api/v1/own/services")]
    region.others |= dict.fromkeys(own, rival)


def _with_projects(region: Region, here: Organisation) -> None:
    by = make.manager(here)
    project = projects.published(by)
    indicator: Indicator = projects.indicator(by, project)
    projects.measured(by, indicator, (date(2026, 4, 1), 60), (date(2026, 10, 1), 91))
    region.indicator_ref = indicator.ref
    other = projects.project(make.manager(make.town("潮見浦町")))
    for path in (
        "/api/v1/projects/{ref}",
        "/api/v1/own/projects/{ref}",
        "/api/v1/own/projects/{ref}/measurements",
    ):
        region.records[path] = project
        region.others[path] = other


def _with_cases(region: Region, here: Organisation, there: Organisation) -> None:
    region.records["/api/v1/cases/{ref}"] = cases.published(here)
    figure = cases.Figure("確かめた世帯", "%", "up", Decimal(20), Decimal(30))
    second = cases.published(there, title="となりの事例", place="潮見浦町", figures=(figure,))
    gone = cases.published(there, title="取り下げた事例", figures=())
    case_actions.withdraw_case(case=gone, reason="ended", note="終わりました", by=make.manager(there), at=AT)
    assert second.public
    region.records["gone"] = gone
    for path in ("/api/v1/own/cases/{ref}", "/api/v1/own/cases/{ref}/submit"):
        region.records[path] = cases.draft(here, title="書きかけの事例")
        region.others[path] = cases.draft(there, title="となりの下書き")
