"""A large region in an empty database: many towns with their needs, many suppliers with their services.

The sentences are the demo region's, mixed anew for each record, so that no two are alike and search has work to do.
`build(10_000)` needs Django set up and the tables made; `python -m benchmarks.large_region 500` does it alone.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "src")) if path not in sys.path]

TOWNS, SUPPLIERS = 12, 40
BATCH = 500
PASSWORD = "correct horse battery"
OFFICIAL, SUPPLIER = "official@large.example", "supplier@large.example"
_SENTENCE = re.compile(r"[^。]+。")
_OPEN = ("public", "public", "public", "questions_closed", "selection", "trial", "adopted", "declined")
_HIDDEN = ("draft", "review")
_WHERE = "山川海島森沢浜野坂橋原崎"


@dataclass(frozen=True)
class Texts:
    """Sentences by what they tell, to draw from."""

    rows: list[dict[str, Any]]
    sentences: dict[str, list[str]]

    @classmethod
    def of(cls, name: str, *columns: str) -> Texts:
        path = ROOT / "src" / "yui" / "demo" / "data" / f"{name}.toml"
        rows = tomllib.loads(path.read_text("utf-8"))[name]
        return cls(rows, {c: [s for row in rows for s in _SENTENCE.findall(row[c])] for c in columns})

    def drawn(self, column: str, draw: random.Random, count: int) -> str:
        return "".join(draw.sample(self.sentences[column], count))


def build(count: int, *, today: date | None = None) -> None:
    """`count` needs and `count` services of several owners, an official and a supplier who can sign in."""
    from django.utils import timezone

    from yui.kernel.tenancy import acting_for

    draw, at = random.Random(20261123), timezone.now()
    with acting_for(None, operator=True):
        towns, suppliers = _organisations()
    needs, services = Texts.of("needs", "present", "affected", "wanted"), Texts.of("services", "body", "summary")
    for place, town in enumerate(towns):
        with acting_for(town):
            _keep_needs(town, range(place, count, TOWNS), needs, draw, at)
    for place, supplier in enumerate(suppliers):
        with acting_for(supplier):
            _keep_services(supplier, range(place, count, SUPPLIERS), services, towns, draw, at)
    _join(towns[0], OFFICIAL, "official", "manager")
    _join(suppliers[0], SUPPLIER, "supplier")


def _organisations() -> tuple[list[Any], list[Any]]:
    from yui.kernel.identity.models import Organisation, OrganisationKind

    towns = [
        Organisation.published.create(
            kind=OrganisationKind.GOVERNMENT,
            name=f"{_WHERE[n]}{_WHERE[(n * 5 + 3) % 12]}町",
            kana="ちょう",
            government_code=f"48{n + 100:04d}",
            prefecture="織江県",
            population=3_000 * (n + 1) ** 2,
        )
        for n in range(TOWNS)
    ]
    suppliers = [
        Organisation.published.create(
            kind=OrganisationKind.VENDOR if n % 3 else OrganisationKind.NPO,
            name=f"{_WHERE[n % 12]}{_WHERE[(n + 7) % 12]}{n}工房",
            prefecture="織江県",
        )
        for n in range(SUPPLIERS)
    ]
    return towns, suppliers


def _keep_needs(town: Any, numbers: range, texts: Texts, draw: random.Random, at: datetime) -> None:
    from yui.kernel.identity.models import Post
    from yui.solving.needs.models import Need

    posts = [Post.objects.create(owner=town, name=name) for name in ("総務課 情報係", "福祉課", "産業課", "教育委員会")]
    made = [_need(town, draw.choice(posts), number, texts, draw, at) for number in numbers]
    Need.objects.bulk_create(made, batch_size=BATCH)
    _keep_parts(town, made, texts, draw, at)
    _keep_troubles(town, texts, draw, at)


def _need(town: Any, post: Any, number: int, texts: Texts, draw: random.Random, at: datetime) -> Any:
    from yui.solving.needs.models import Need

    row = draw.choice(texts.rows)
    state = draw.choice(_HIDDEN if number % 10 == 0 else _OPEN)
    shown = state not in _HIDDEN
    published = at - timedelta(days=draw.randint(1, 300), minutes=number) if shown else None
    confirmed = (at - timedelta(days=draw.choice([5, 30, 80, 110, 170, 200]))).date() if shown else None
    budget = draw.randint(3, 300) * 100_000
    return Need(
        owner=town,
        post=post,
        title=f"{town.name}{number}・{row['title']}"[:60],
        field=row["field"],
        present=texts.drawn("present", draw, 4),
        affected=texts.drawn("affected", draw, 2)[:400],
        affected_count=draw.randint(20, 4_000),
        wanted=texts.drawn("wanted", draw, 2),
        network=draw.choice(["undecided", "lgwan", "internet"]),
        network_note=row["constraints"].get("network", ""),
        wished=row.get("wished", []),
        budget_min=budget,
        budget_max=budget * 2,
        fiscal_year=2027,
        state=state,
        submitted_at=(published or at) - timedelta(days=3) if state != "draft" else None,
        published_at=published,
        confirmed_on=confirmed,
        questions_close_on=published.date() + timedelta(days=28) if published else None,
        proposals_close_on=published.date() + timedelta(days=56) if published else None,
        closed_at=at if state in {"adopted", "declined"} else None,
        decline_reason="budget" if state == "declined" else "",
    )


def _keep_parts(town: Any, needs: list[Any], texts: Texts, draw: random.Random, at: datetime) -> None:
    """Three requirements for each, a question for each second and some echoes for each third."""
    from yui.solving.needs.models import Echo, EssentialRequirement, Question

    essential = [
        EssentialRequirement(owner=town, need=need, position=position, text=text, public=need.is_public)
        for need in needs
        for position, text in enumerate(draw.choice(texts.rows)["essential"][:3], 1)
    ]
    EssentialRequirement.objects.bulk_create(essential, batch_size=BATCH)
    shown = [need for need in needs if need.is_public]
    questions = [_question(town, need, draw, at) for need in shown[::2]]
    Question.objects.bulk_create(questions, batch_size=BATCH)
    echoes = [
        Echo(owner=town, need=need, token=f"{need.pk}-{number}") for need in shown[::3] for number in range(need.pk % 7)
    ]
    Echo.objects.bulk_create(echoes, batch_size=BATCH)


def _question(town: Any, need: Any, draw: random.Random, at: datetime) -> Any:
    from yui.solving.needs.models import Question

    answered = draw.random() < 0.8
    return Question(
        owner=town,
        need=need,
        text="停電の夜も使えますか。また、いまの回線のままでよいですか。",
        asked_at=at - timedelta(days=5),
        answer="使えることが必要です。回線はいまのままを考えています。" if answered else "",
        answered_at=at if answered else None,
        state="answered" if answered else "waiting",
    )


def _keep_troubles(town: Any, texts: Texts, draw: random.Random, at: datetime) -> None:
    from yui.solving.needs.models import Trouble

    troubles = [
        Trouble(
            owner=town,
            receipt=f"K-2026-{town.pk}-{number}",
            words=texts.drawn("present", draw, 2),
            area="上ノ瀬",
            told_at=at - timedelta(hours=number * 5),
        )
        for number in range(100)
    ]
    Trouble.objects.bulk_create(troubles, batch_size=BATCH)


def _keep_services(
    supplier: Any, numbers: range, texts: Texts, towns: list[Any], draw: random.Random, at: datetime
) -> None:
    from yui.solving.solutions.models import Adoption, Service

    made = [_service(supplier, number, texts, draw, at) for number in numbers]
    Service.objects.bulk_create(made, batch_size=BATCH)
    adoptions = [
        Adoption(
            owner=supplier,
            service=service,
            government_code=town.government_code,
            government_name=town.name,
            prefecture=town.prefecture,
            public=service.is_published,
        )
        for service in made
        for town in draw.sample(towns, service.pk % 4)
    ]
    Adoption.objects.bulk_create(adoptions, batch_size=BATCH)


def _service(supplier: Any, number: int, texts: Texts, draw: random.Random, at: datetime) -> Any:
    from yui.solving.solutions.models import Service
    from yui.solving.solutions.rules import shuffled_place

    row = draw.choice(texts.rows)
    state = "draft" if number % 20 == 0 else "published"
    made = Service(
        owner=supplier,
        name=f"{row['name']}{number}"[:40],
        summary=texts.drawn("summary", draw, 1)[:80],
        body=texts.drawn("body", draw, 5)[:600],
        fields=row["fields"],
        functions=row["functions"],
        initial_yen=draw.randint(0, 90) * 10_000,
        running_yen=draw.randint(0, 90) * 10_000,
        running_per=draw.choice(["flat", "flat", "household", "device"]),
        cloud=draw.random() < 0.7,
        network=draw.choice(["lgwan", "internet", "none"]),
        standards=row["standards"],
        export_formats=row["export_formats"],
        export_note=row.get("export_note", ""),
        accessibility=row["accessibility"],
        website="https://service.example.jp/",
        state=state,
        published_at=at if state == "published" else None,
        confirmed_on=(at - timedelta(days=draw.choice([10, 100, 300, 400]))).date(),
    )
    made.place = shuffled_place(made.ref)
    return made


def _join(organisation: Any, mail: str, *roles: str) -> None:
    """Somebody who signs in with PASSWORD, in the first post where there is one."""
    from yui.kernel.identity.models import Membership, Person, Post
    from yui.kernel.tenancy import acting_for

    person = Person.objects.create_user(mail, PASSWORD, name="山田 花子")
    person.emailaddress_set.create(email=mail, verified=True, primary=True)
    with acting_for(organisation):
        post = Post.objects.order_by("pk").first()
        Membership.objects.create(
            owner=organisation, person=person, post=post, roles=list(roles), started_on=date(2020, 4, 1)
        )


def refs(of: str, count: int) -> Iterator[str]:
    """References of public needs (`need`) or services (`service`), from over the whole table."""
    from yui.kernel.tenancy import acting_for
    from yui.solving.needs.models import Need
    from yui.solving.solutions.models import Service

    with acting_for(None):
        records = Need.published.open() if of == "need" else Service.published.all()
        every = list(records.order_by("pk").values_list("ref", flat=True))
    yield from every[:: max(1, len(every) // count)][:count]


def main(words: list[str]) -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yui.config.settings")
    import django

    django.setup()
    from yui.solving.finding import reindex_words

    build(int(words[0]))
    print(reindex_words())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
