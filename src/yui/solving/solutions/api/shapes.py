"""The shapes in which services are sent and received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from yui.kernel.api.offering import READABLE, READABLE_LINE, Body, whole_address
from yui.solving.solutions.models import Service
from yui.solving.solutions.queries import ServiceFacts
from yui.solving.solutions.rules import MOST, Draft, Price, missing_before_publishing

FieldCode = Literal[
    "agriculture", "care", "industry", "education", "elderly", "telework", "green", "community", "regulation",
    "general", "recovery",
]  # fmt: skip
NetworkCode = Literal["lgwan", "internet", "none"]
PerCode = Literal[
    "flat", "head", "household", "user", "using_household", "device", "facility", "school", "use"
]  # fmt: skip
PeriodCode = Literal["year", "month"]
HIGHEST_YEN = 10_000_000_000

_PER = "何について数えるか。flat：定額、head：住民1人（全員分）、household：1世帯（全世帯分）、user：利用する人、device：1台 など"


class PriceOut(Schema):
    """What a service costs, in yen with tax."""

    initial_yen: int | None = Field(description="はじめの費用（円、税込み）", examples=[380_000])
    initial_per: PerCode = Field(description=_PER)
    running_yen: int | None = Field(description="運用の費用（円、税込み）", examples=[900])
    running_per: PerCode = Field(description=_PER, examples=["household"])
    running_period: PeriodCode = Field(description="運用の費用の期間")


class Supplier(Schema):
    """Who offers it."""

    name: str = Field(examples=["株式会社ことづて"])
    kind: str = Field(examples=["vendor"])
    prefecture: str


class AdopterOut(Schema):
    """A government that uses a service, as its supplier says."""

    government_code: str = Field(examples=["480011"])
    name: str = Field(examples=["霧ヶ沢村"])
    prefecture: str


class ToldAdopterOut(AdopterOut):
    """The same, with what the town itself says."""

    confirmed: bool = Field(description="その地方公共団体が、使っていると自分で答えた。falseは事業者の申告だけ")


class ServiceOut(Schema):
    """A published service."""

    ref: str = Field(examples=["2345678abc"])
    url: str
    name: str = Field(examples=["ことづて電話"])
    summary: str
    body: str
    supplier: Supplier
    fields: list[FieldCode] = Field(description="分野")
    functions: list[str] = Field(description="できること")
    price: PriceOut
    cloud: bool | None = Field(description="クラウドで動く")
    network: NetworkCode | Literal[""] = Field(description="使う回線")
    standards: list[str] = Field(description="従う標準", examples=[["CAP 1.2"]])
    export_formats: list[str] = Field(description="データの書き出し形式（出口）", examples=[["CSV", "JSON"]])
    export_note: str
    accessibility: str = Field(description="使いやすさへの配慮")
    website: str
    inquiry_phone: str = Field(description="問い合わせの電話。公開されている", examples=["0120-000-000"])
    inquiry_mail: str = Field(
        description="問い合わせのメール。公開されている", examples=["madoguchi@kotozute.example.jp"]
    )
    adopters: list[ToldAdopterOut] = Field(description="使っている地方公共団体")
    confirmed_on: date | None = Field(description="提供する団体が、正しいと確かめた日")
    stale: bool = Field(description="1年のあいだ確かめられていない")


class OwnService(Schema):
    """A service of one's own organisation, published or not."""

    ref: str = Field(examples=["2345678abc"])
    state: Literal["draft", "published", "withdrawn"]
    name: str
    summary: str
    body: str
    fields: list[FieldCode]
    functions: list[str]
    price: PriceOut
    cloud: bool | None
    network: NetworkCode | Literal[""]
    standards: list[str]
    export_formats: list[str]
    export_note: str
    accessibility: str
    website: str
    inquiry_phone: str
    inquiry_mail: str
    adopters: list[AdopterOut]
    missing: list[str] = Field(description="公開するまでに、まだ書かれていないもの", examples=[["accessibility"]])
    confirmed_on: date | None
    published_at: datetime | None
    created_at: datetime
    changed_at: datetime


def _line(most: str, least: int = 0) -> Any:
    return StringConstraints(min_length=least, max_length=MOST[most], pattern=READABLE_LINE)


Sum = Annotated[int, Field(ge=0, le=HIGHEST_YEN)]


class PriceIn(Body):
    """What a service costs, in yen with tax; leave out what is not known yet."""

    initial_yen: Sum | None = Field(None, description="はじめの費用（円、税込み）。ないときは 0", examples=[380_000])
    initial_per: PerCode = Field("flat", description=_PER)
    running_yen: Sum | None = Field(None, description="運用の費用（円、税込み）。ないときは 0", examples=[900])
    running_per: PerCode = Field("flat", description=_PER)
    running_period: PeriodCode = "year"


class ServiceIn(Body):
    """All that is said of a service. A change sends the whole; a draft may lack everything but the name."""

    name: Annotated[str, _line("name", 1)] = Field(description="サービスの名前", examples=["ことづて電話"])
    summary: Annotated[str, _line("summary")] = Field("", description="一文で言うと")
    body: Annotated[str, StringConstraints(max_length=MOST["body"], pattern=READABLE)] = ""
    fields: list[FieldCode] = Field([], max_length=MOST["fields"], examples=[["recovery", "elderly"]])
    functions: list[Annotated[str, _line("function", 1)]] = Field([], max_length=MOST["functions"])
    price: PriceIn = Field(default_factory=lambda: PriceIn.model_validate({}))
    cloud: bool | None = None
    network: NetworkCode | Literal[""] = ""
    standards: list[Annotated[str, _line("standard", 1)]] = Field([], max_length=MOST["standards"])
    export_formats: list[Annotated[str, _line("export_format", 1)]] = Field([], max_length=MOST["export_formats"])
    export_note: Annotated[str, _line("export_note")] = ""
    accessibility: Annotated[str, _line("accessibility")] = ""
    website: Annotated[
        str, StringConstraints(max_length=200, pattern=r"^(https?://[A-Za-z0-9.-]{1,100}(/[!-~]{0,90})?)?$")
    ] = Field("", description="くわしいページ", examples=["https://kotozute.example.jp/"])
    inquiry_phone: Annotated[str, _line("inquiry_phone")] = Field(
        "", description="問い合わせの電話。公開される", examples=["0120-000-000"]
    )
    inquiry_mail: Annotated[
        str,
        StringConstraints(
            max_length=MOST["inquiry_mail"],
            pattern=r"^([A-Za-z0-9_+-]{1,64}(\.[A-Za-z0-9_+-]{1,64}){0,8}"
            r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,20})?$",
        ),
    ] = Field("", description="問い合わせのメール。公開される", examples=["madoguchi@kotozute.example.jp"])
    adopters: list[Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]] = Field(
        [], max_length=MOST["adopters"], description="使っている地方公共団体の団体コード", examples=[["480011"]]
    )

    def draft(self) -> Draft:
        """What was sent, as the rules read it."""
        texts = "name summary body export_note accessibility website network inquiry_phone inquiry_mail"
        lists = ("fields", "functions", "standards", "export_formats")
        told: dict[str, Any] = {name: getattr(self, name).strip() for name in texts.split()}
        told |= {name: tuple(dict.fromkeys(getattr(self, name))) for name in lists}
        return Draft(
            **told,
            cloud=self.cloud,
            price=Price(
                initial=self.price.initial_yen,
                initial_per=self.price.initial_per,
                running=self.price.running_yen,
                running_per=self.price.running_per,
                period=self.price.running_period,
            ),
        )


def published(one: ServiceFacts) -> dict[str, Any]:
    """A published service as it is sent."""
    names = "ref name summary body cloud network export_note accessibility website inquiry_phone inquiry_mail"
    lists = ("fields", "functions", "standards", "export_formats")
    return {
        **{name: getattr(one, name) for name in names.split()},
        **{name: list(getattr(one, name)) for name in lists},
        "url": whole_address(one.url),
        "confirmed_on": one.confirmed_on,
        "stale": one.stale,
        "supplier": {"name": one.owner_name, "kind": one.owner_kind, "prefecture": one.prefecture},
        "price": price(one.price),
        "adopters": [
            {
                "government_code": user.code,
                "name": user.name,
                "prefecture": user.prefecture,
                "confirmed": user.confirmed,
            }
            for user in (*one.used_by, *one.claimed_by)
        ],
    }


def own(service: Service) -> dict[str, Any]:
    """A service as its own supplier reads it; load it with its adoptions."""
    names = "ref state name summary body fields functions cloud network standards export_formats export_note"
    others = "accessibility website inquiry_phone inquiry_mail confirmed_on published_at created_at changed_at"
    users = sorted(service.adoptions.all(), key=lambda one: one.government_code)
    return {
        **{name: getattr(service, name) for name in f"{names} {others}".split()},
        "price": price(service.price),
        "adopters": _adopters((one.government_code, one.government_name, one.prefecture) for one in users),
        "missing": [] if service.is_published else list(missing_before_publishing(service.as_draft())),
    }


def price(told: Price) -> dict[str, Any]:
    """A price as it is sent."""
    return {
        "initial_yen": told.initial,
        "initial_per": told.initial_per,
        "running_yen": told.running,
        "running_per": told.running_per,
        "running_period": told.period,
    }


def _adopters(rows: Any) -> list[dict[str, str]]:
    return [{"government_code": code, "name": name, "prefecture": prefecture} for code, name, prefecture in rows]
