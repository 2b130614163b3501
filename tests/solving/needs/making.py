"""Needs and troubles for tests, with telling names: written, submitted, published by the people who would do it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests import factories as make
from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.actions.telling import Signs, Told
from yui.solving.needs.models import Need, Question, Trouble

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

RADIO = {
    "title": "雨の夜でも、防災無線の中身が家の中で分かるようにしたい",
    "field": "recovery",
    "present": "大雨の夜、雨戸を閉めると放送が言葉にならない。放送後の電話が総務係に集中する。",
    "affected": "村内の千四百二世帯。とくに携帯電話を持たない二百三世帯。",
    "affected_count": 1402,
    "wanted": "放送から十五分以内に、どの家がまだ聞いていないかを役場が分かる。",
    "network_note": "インターネット経由でよい（基幹系とはつながない）",
    "personal_data": "電話番号と世帯主名を扱う。",
    "law": "災害対策基本法",
    "essential": ["固定電話だけの世帯に声で届く", "聞いたかどうかを世帯ごとに確かめられる"],
    "wished": ["方言に近い読み方を選べる"],
    "budget_min": 600_000,
    "budget_max": 1_900_000,
    "budget_note": "初期60万円まで、運用130万円/年まで",
    "fiscal_year": 2027,
}


def writer(town: Any = None) -> Actor:
    """The town's only ICT official."""
    return make.official(town or make.town(), email=f"tachibana-{(town or make.town()).ref}@example.jp")


def reader(town: Any = None) -> Actor:
    """The head of section, the second person."""
    return make.manager(town or make.town(), email=f"inaba-{(town or make.town()).ref}@example.jp")


def draft(town: Any = None, *, at: datetime = AT, **changes: Any) -> Need:
    return actions.draft_need(changes={**RADIO, **changes}, by=writer(town), at=at)


def submitted(town: Any = None, *, at: datetime = AT, **changes: Any) -> Need:
    need = draft(town, at=at, **changes)
    return actions.submit_need(need=need, by=writer(town), at=at)


def published(town: Any = None, *, at: datetime = AT, **changes: Any) -> Need:
    need = submitted(town, at=at, **changes)
    return actions.publish_need(need=need, by=reader(town), at=at)


def in_selection(town: Any = None, **changes: Any) -> Need:
    need = published(town, **changes)
    for step in (actions.close_questions, actions.close_proposals, actions.start_selection):
        step(need=need, by=writer(town), at=AT)
    return need


def in_trial(town: Any = None, **changes: Any) -> Need:
    return actions.start_trial(need=in_selection(town, **changes), by=writer(town), at=AT)


def vendor_actor() -> Actor:
    return make.supplier(make.vendor())


def question(need: Need, text: str = "光回線の電話も対象ですか。", *, at: datetime = AT) -> Question:
    by = vendor_actor()
    return actions.ask_question(need=need, text=text, by=by.turning_to(need.owner_id), at=at, asker=by.organisation_id)


WORDS = (
    "このあいだの大雨の晩、外の無線が鳴ったのは分かりましたが、何と言ったのか分かりませんでした。電話なら聞こえます。"
)


def told(town: Any = None, *, at: datetime = AT, address: str = "203.0.113.7", **values: Any) -> Trouble:
    """A trouble that a guest told on the web."""
    signs = Signs(taken=timedelta(minutes=3), address=address)
    return actions.tell_trouble(
        told=Told(**{"words": WORDS, **values}), signs=signs, by=Actor.guest(of=town or make.town()), at=at
    )


def fresh(record: Any) -> Any:
    """The record as it stands in the database now, read by its owner."""
    with acting_for(record.owner_id):
        return type(record).objects.get(pk=record.pk)
