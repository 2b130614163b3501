"""Pages in English are English, but for the words that people wrote."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.english import in_english, nobody_wrote, pages, written_by_people
from tests.solving.casebook import making as cases
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from tests.solving.solutions import making as services
from yui.kernel.access import Actor, Role
from yui.solving.casebook.rules import Figure
from yui.solving.needs import actions as needs_actions
from yui.solving.needs.models import Need
from yui.solving.projects.models import Project
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    return in_english(client)


@pytest.fixture
def by() -> Actor:
    town = make.town("霧ヶ沢村", government_code="092011", prefecture="織江県", population=3124)
    return make.acting(make.member(town, Role.OFFICIAL, Role.MANAGER))


@pytest.fixture
def need(by: Actor) -> Need:
    made = needs.published(make.town("霧ヶ沢村"), budget_note="")
    question = needs.question(made)
    needs_actions.answer_question(
        question=question, answer="対象です。", by=needs.writer(make.town("霧ヶ沢村")), at=needs.AT
    )
    return made


@pytest.fixture
def project(by: Actor) -> Project:
    made = projects.published(by)
    calls = projects.indicator(by, made, "放送後の電話", unit="件/月", better="down", baseline=40, target=1)
    projects.measured(by, calls, (date(2026, 10, 1), 12), (date(2026, 11, 1), 1))
    return made


def page(reader: Client, name: str, *refs: str) -> str:
    address = reverse(name, args=refs) if refs else name
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_public_page_says_in_japanese_what_nobody_wrote(reader: Client, need: Need, project: Project) -> None:
    services.published(price=Price(initial=380_000, running=900, running_per="using_household"), users=("092011",))
    for of in ("霧ヶ沢村", "瑞田町"):
        cases.published(make.town(of), place=of, figures=(cases.HEARD, Figure("放送後の電話", "件/月", "down", 40, 12)))
    written = written_by_people()

    met = {address: nobody_wrote(html, written) for address, html in pages(reader, "/", "/troubles/new")}

    assert "\n".join(f"{address}: {ours}" for address, ours in met.items() if ours) == ""
    assert len({address.split("/")[1] for address in met}) >= 9  # rooms of the portal, so that nothing is passed over


def test_a_piece_that_nobody_wrote_is_found() -> None:
    written = "件/月\n本/日\n榊野市\n雨の夜でも"

    assert nobody_wrote("<p>−4件/月, −4本/日, 本</p>", written) == ["−4件/月"]
    assert nobody_wrote("<p>Used by 3団体 and “榊野市”, 榊野市</p>", written) == ["3団体"]
    assert nobody_wrote('<i aria-label="From 4件/月">雨の夜でも、放送</i><p>Free。</p>', written) == [
        "4件/月",
        "雨の夜でも、放送",
        "Free。",
    ]
    assert nobody_wrote('<textarea>町</textarea><b>結 Yui</b><a href="/">雨の夜でも</a>', written) == []


def test_prices_budgets_and_dates_of_a_need_and_a_service_are_in_english(reader: Client, need: Need) -> None:
    service = services.published(price=Price(initial=380_000, running=900, running_per="using_household"))

    told = page(reader, "solutions:detail", service.ref)
    assert "Start ¥380,000, running ¥900/household that uses it/year" in told
    told = page(reader, "needs:detail", need.ref)
    assert "¥600,000 to ¥1,900,000" in told
    assert "April 2027 – March 2028" in told


def test_measured_values_say_their_units_in_english(reader: Client, project: Project) -> None:
    told = page(reader, "projects:detail", project.ref)

    assert "From 40 cases/month to 1 case/month (−39 cases/month). Better." in told
    assert "It reached the target of 1 case/month." in told


@pytest.mark.parametrize("japanese", [True, False])
def test_a_need_says_once_to_readers_of_english_that_its_text_is_japanese(
    reader: Client, need: Need, japanese: bool
) -> None:
    if japanese:
        reader.get("/preferences/", {"language": "ja"})

    told = page(reader, "needs:detail", need.ref)

    assert told.count("The text of this need is in Japanese.") == (0 if japanese else 1)
    assert told.count("このニーズの文は日本語です。") == 0
    assert (f'<h1 lang="ja">{need.title}</h1>' in told) is not japanese


@pytest.mark.parametrize(
    "address", ["/", "/needs/", "/services/", "/cases/", "/projects/", "/towns/", "/search/", "/troubles/"]
)
def test_a_page_without_anybodys_words_speaks_of_none(reader: Client, address: str) -> None:
    assert "in Japanese" not in page(reader, address)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/needs/", "The texts of the needs are in Japanese."),
        ("/projects/", "The texts of the projects are in Japanese."),
        ("/towns/", "What towns and organisations wrote is in Japanese."),
    ],
)
def test_a_list_of_peoples_words_says_so_once(
    reader: Client, need: Need, project: Project, address: str, sentence: str
) -> None:
    assert page(reader, address).count(sentence) == 1
