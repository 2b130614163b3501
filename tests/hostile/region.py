"""A region whose every text is markup, with somebody of each kind to look at it, and a record in every state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from tests import factories as make
from tests.hostile.corners import addresses, make_corners
from tests.hostile.texts import MARKUP
from tests.solving.casebook import making as cases
from tests.solving.matching import making as matching
from tests.solving.matching.test_proposals import offer
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from tests.solving.solutions import making as services
from yui.kernel.access import Actor, Role
from yui.kernel.api import actions as tokens
from yui.kernel.api import rules as token_rules
from yui.kernel.identity import actions as people
from yui.kernel.identity.acting import memberships_of
from yui.kernel.identity.letters import address_of
from yui.kernel.identity.models import Membership
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.casebook.rules import Companion
from yui.solving.matching import actions as introducing
from yui.solving.matching import jobs as matching_jobs
from yui.solving.needs.links import confirmation_link
from yui.solving.projects import actions as doing

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TOWN, NEIGHBOUR, VENDOR = f"霧ヶ沢村{MARKUP}", f"潮見浦町{MARKUP}", f"株式会社{MARKUP}"
PARTS = ("title", "summary", "problem", "done", "result", "cost", "not_worked", "advice")
WORDS = {"present": MARKUP, "affected": MARKUP, "wanted": MARKUP, "law": MARKUP, "budget_note": MARKUP}


@dataclass
class Region:
    """Who looks (by a word, with their e-mail address; a guest has none), and addresses that a walk by links would miss."""

    people: dict[str, str] = field(default_factory=lambda: {"guest": ""})
    unlinked: dict[str, list[str]] = field(default_factory=dict)
    _cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """The browser of one of them, as it was after signing in."""
        client = Client(raise_request_exception=False)
        if who not in self._cookies:
            if email := self.people[who]:
                answer = client.post("/account/login/", {"login": email, "password": "correct horse battery"})
                assert answer.status_code == 302, who
            self._cookies[who] = client.cookies
        client.cookies = SimpleCookie({name: morsel.value for name, morsel in self._cookies[who].items()})
        return client


def built() -> Region:
    """The region, its jobs done."""
    region = Region()
    bureau = matching.bureau()
    here = make.town(TOWN, government_code="480053", coordinated_by=bureau, introduction=MARKUP, kana=MARKUP)
    there = make.town(NEIGHBOUR, government_code="480061", coordinated_by=bureau, population=4_000)
    vendor = make.vendor(VENDOR, introduction=MARKUP)
    for who, of, roles in (
        ("official", here, (Role.OFFICIAL, Role.MANAGER, Role.ADMIN)),
        ("vendor", vendor, (Role.SUPPLIER, Role.ADMIN)),
        ("neighbour", there, (Role.OFFICIAL, Role.MANAGER)),
        ("coordinator", bureau, (Role.COORDINATOR, Role.ADMIN)),
        ("operator", make.operator_body(), (Role.OPERATOR, Role.ADMIN)),
    ):
        region.people[who] = _named(make.member(of, *roles, email=f"{who}@example.jp", in_post=make.post(of, MARKUP)))
    region.people["resident"] = make.person("resident@example.jp", MARKUP).email
    by = {who: _actor(region, who) for who in ("official", "neighbour", "vendor", "coordinator", "operator")}
    _with_services(vendor)
    public = _with_needs(region, here, there)
    run_pending()
    _with_matching(by, public.pk)
    _with_projects(by)
    _with_cases(here, there)
    _with_people(region, by)
    run_pending()
    matching_jobs.group_alike()
    run_pending()
    make_corners(by)
    run_pending()
    for who, address in addresses(by):
        region.unlinked.setdefault(who, []).append(address)
    return region


def _named(membership: Membership) -> str:
    membership.person.name = MARKUP
    membership.person.save()
    with acting_for(membership.owner):
        membership.title = MARKUP
        membership.save()
    return membership.person.email


def _actor(region: Region, who: str) -> Actor:
    person = make.person(region.people[who])
    (membership,) = memberships_of(person, on=clock.today())
    return make.acting(membership)


def _with_services(vendor: Any) -> None:
    changes = {
        "name": MARKUP,
        "summary": f"役場の知らせを固定電話に声で届ける。{MARKUP}",
        "body": f"合成音声が固定電話へ順に電話をかける。{MARKUP}",
        "functions": ("一斉音声発信", MARKUP),
        "accessibility": MARKUP,
        "export_note": MARKUP,
    }
    services.published(vendor, adopters=["480053"], at=AT, **changes)
    services.published(vendor, **{**changes, "name": f"二つ目{MARKUP}"})
    services.drafted(vendor, **changes)


def _with_needs(region: Region, here: Any, there: Any) -> Any:
    told = {**WORDS, "essential": [MARKUP, "固定電話だけの世帯に声で届く"], "wished": [MARKUP], "network": "internet"}
    for number, make_one in enumerate((needs.draft, needs.submitted, needs.in_selection, needs.in_trial)):
        make_one(here, **told, title=f"{number}{MARKUP}")
    returned = needs.submitted(here, **told, title=f"戻{MARKUP}")
    needs.actions.send_back_need(need=returned, note=MARKUP, by=needs.reader(here), at=AT)
    public = needs.published(here, **told, title=f"防災無線{MARKUP}")
    needs.published(there, **told, title=f"防災無線を電話で{MARKUP}")
    needs.question(public, f"対象ですか。{MARKUP}")
    answered = needs.question(public, MARKUP)
    needs.actions.answer_question(question=answered, answer=MARKUP, by=needs.writer(here), at=AT)
    needs.actions.echo_for_town(need=public, by=make.official(there), at=AT)
    first = needs.told(here, words=f"{needs.WORDS}{MARKUP}", name=MARKUP, area=MARKUP)
    needs.told(here, words=f"{needs.WORDS}二{MARKUP}", name=MARKUP)
    waiting = needs.told(here, words=f"{needs.WORDS}三", mail="teller@example.jp")
    needs.actions.answer_trouble(trouble=first, text=MARKUP, by=needs.writer(here), at=AT)
    region.unlinked["guest"] = [f"/troubles/{first.receipt}", urlsplit(confirmation_link(waiting)).path]
    return public


def _with_matching(by: dict[str, Actor], public: int) -> None:
    with acting_for(by["coordinator"].organisation_id):
        found = list(matching.Candidate.shared.filter(kind="service", need_id=public).order_by("pk"))
    introducing.introduce(candidate=found[0], message=f"{matching.MESSAGE}{MARKUP}", by=by["coordinator"], at=AT)
    introducing.decline_candidate(candidate=found[1], reason="cost", note=MARKUP, by=by["coordinator"], at=AT)
    need = matching.fresh(public)
    told = replace(offer(need), summary=MARKUP, evidence={pk: MARKUP for pk, _text in need.essential})
    with acting_for(by["vendor"].organisation_id):
        service_ids = list(matching.services.Service.objects.filter(state="published").values_list("pk", flat=True))
    for service_id, hand_in in zip(service_ids, (True, False), strict=True):
        proposal = introducing.draft_proposal(
            need=need, service_id=service_id, offer=told, price_note=MARKUP, by=by["vendor"], at=AT
        )
        if hand_in:
            introducing.submit_proposal(proposal=proposal, by=by["vendor"], at=AT)


def _with_projects(by: dict[str, Actor]) -> None:
    official = by["official"]
    project = projects.published(official, MARKUP, summary=MARKUP)
    indicator = projects.indicator(official, project, MARKUP, unit="<i>%")
    projects.measured(official, indicator, (date(2026, 4, 1), 60), (date(2026, 10, 1), 91))
    doing.plan_milestone(project=project, name=MARKUP, due_on=date(2026, 12, 1), by=official, at=AT)
    doing.add_partner(project=project, role=MARKUP, name=MARKUP, by=official, at=AT)
    doing.plan_handover(project=project, what=MARKUP, who=MARKUP, by=official, at=AT)
    trouble = doing.report_trouble(
        project=project, reported_on=AT.date(), what=MARKUP, severity="watch", asks_help=True, by=official, at=AT
    )
    doing.advise_on_trouble(warning=trouble, advice=MARKUP, by=by["coordinator"], at=AT)
    projects.project(official, f"下書き{MARKUP}", summary=MARKUP)


def _with_cases(here: Any, there: Any) -> None:
    told: dict[str, Any] = dict.fromkeys(PARTS, MARKUP)
    told["companions"] = (Companion(MARKUP, MARKUP),)
    cases.draft(here, **told)
    cases.submitted(here, **told)
    cases.published(here, **told)
    cases.published(there, **{**told, "place": "潮見浦町"})


def _with_people(region: Region, by: dict[str, Actor]) -> None:
    official = by["official"]
    for name in ("new@example.jp", "other@example.jp"):
        invited = people.invite_person(
            email=name, name=MARKUP, roles=["official"], post=None, title=MARKUP, by=official, at=clock.now()
        )
    region.unlinked["resident"] = [address_of(invited).removeprefix(settings.YUI_ORIGIN)]
    tokens.make_token(name=MARKUP, scopes=[], lifetime=token_rules.LIFETIMES["30"], by=official, at=clock.now())
