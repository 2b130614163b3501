"""How candidates are weighed: properties that no supplier and no town can bend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yui.engines.search import Document, Query, SearchIndex
from yui.solving.matching.rules import weighing
from yui.solving.matching.rules.covering import Mention
from yui.solving.matching.rules.weighing import Offered, Result, User, Wanted, ranked, weigh

USERS = st.builds(
    User,
    code=st.sampled_from(["480011", "480029", "480037", "490019"]),
    name=st.just("町"),
    prefecture=st.sampled_from(["織江県", "月代県", ""]),
    size_class=st.sampled_from(["xs", "s", "m", ""]),
)
YEN = st.one_of(st.none(), st.integers(0, 10**8))
WANTED = st.builds(
    Wanted,
    field=st.sampled_from(["recovery", "care", ""]),
    prefecture=st.sampled_from(["織江県", "月代県"]),
    size_class=st.sampled_from(["xs", "s", "m", "l", "xl", ""]),
    government_code=st.just("480011"),
    network=st.sampled_from(["", "undecided", "lgwan", "internet", "none"]),
    budget=YEN,
)
MENTIONS = st.lists(
    st.builds(Mention, text=st.just("声で届く"), share=st.floats(0, 1), found=st.just("声"), denied=st.booleans()),
    max_size=3,
).map(tuple)
OFFERED = st.builds(
    Offered,
    kind=st.sampled_from(["service", "case", "need"]),
    pk=st.integers(1, 10**6),
    closeness=st.floats(-1, 2, allow_nan=False),
    terms=st.tuples(st.sampled_from(["防災", "電話"])),
    mentions=MENTIONS,
    fields=st.lists(st.sampled_from(["recovery", "care", "general"]), unique=True).map(tuple),
    prefecture=st.sampled_from(["織江県", "月代県", ""]),
    size_class=st.sampled_from(["xs", "s", "m", "l", "xl", ""]),
    network=st.sampled_from(["", "lgwan", "internet", "none"]),
    first_year=YEN,
    users=st.lists(USERS, max_size=4, unique_by=lambda user: user.code).map(tuple),
    results=st.lists(
        st.builds(Result, sentence=st.just("38→91%"), good=st.sampled_from([True, False, None])), max_size=3
    ).map(tuple),
    stale=st.booleans(),
)
HERE = Wanted(
    field="recovery",
    prefecture="織江県",
    size_class="xs",
    government_code="480011",
    network="internet",
    budget=1_000_000,
)
THERE = Offered(kind="service", pk=1, closeness=0.8, fields=("recovery",), network="internet", first_year=820_000)


def total(offered: Offered, wanted: Wanted = HERE) -> float:
    return weigh(wanted, offered).total


def told(offered: Offered, wanted: Wanted = HERE) -> list[str]:
    return [reason.sentence % reason.values for reason in weigh(wanted, offered).reasons]


@given(WANTED, OFFERED)
def test_parts_and_total_lie_between_nothing_and_all(wanted: Wanted, offered: Offered) -> None:
    weighed = weigh(wanted, offered)

    assert all(0 <= part <= 1 for part in weighed.parts.values())
    assert 0 <= weighed.total <= 1


@given(WANTED, OFFERED, st.floats(0, 1, allow_nan=False))
def test_a_text_that_is_closer_never_weighs_less(wanted: Wanted, offered: Offered, more: float) -> None:
    closer = replace(offered, closeness=offered.closeness + more)

    assert total(closer, wanted) >= total(offered, wanted)


@given(WANTED, OFFERED)
def test_the_same_field_never_weighs_less(wanted: Wanted, offered: Offered) -> None:
    same = replace(offered, fields=tuple({*offered.fields, wanted.field or "recovery"}))

    assert total(same, wanted) >= total(replace(offered, fields=("general",)), wanted)


@given(WANTED, OFFERED, st.integers(0, 2), st.floats(0, 1))
def test_mentioning_more_of_an_essential_never_weighs_less(
    wanted: Wanted, offered: Offered, place: int, more: float
) -> None:
    mentions = [*offered.mentions, Mention("声で届く")]
    one = mentions[min(place, len(mentions) - 1)]
    richer = [replace(each, share=min(1.0, each.share + more)) if each is one else each for each in mentions]

    before = total(replace(offered, mentions=tuple(mentions)), wanted)
    assert total(replace(offered, mentions=tuple(richer)), wanted) >= before


def test_what_mentions_the_essentials_comes_before_what_is_cheap_well_used_and_does_not() -> None:
    users = tuple(User(f"48004{n}", "町", "織江県", "xs") for n in range(4))
    doing = replace(THERE, closeness=0.65, first_year=2_000_000, mentions=(Mention("声で届く", 1.0, "声"),) * 2)
    refusing = replace(THERE, closeness=0.85, users=users, mentions=(Mention("声で届く", 0.3, denied=True),) * 2)

    assert total(doing) > total(refusing)


def test_another_field_with_a_single_common_word_stands_behind_the_same_field() -> None:
    vague = replace(THERE, closeness=0.9, fields=("care",), mentions=(Mention("声で届く", 0.3, "声"),))
    same = replace(THERE, closeness=0.5, mentions=(Mention("声で届く", 0.3, "声"),))

    assert total(same) > total(vague)


def test_what_is_mentioned_is_told_for_each_essential_and_never_as_met() -> None:
    mentions = (
        Mention("固定電話に声で届く", 0.9, "固定電話"),
        Mention("返事のない世帯が分かる", 0.5, "世帯"),
        Mention("停電でも動く"),
        Mention("外国語で届く", 0.0, "", denied=True),
    )

    reasons = {
        reason.sentence % reason.values: reason.sign
        for reason in weigh(HERE, replace(THERE, mentions=mentions)).reasons
    }

    assert reasons["必須4件のうち1件に、紹介文が触れています"] == 1
    assert reasons["必須「固定電話に声で届く」：触れています"] == 1
    assert reasons["必須「返事のない世帯が分かる」：「世帯」ということばだけあります"] == 0
    assert reasons["必須「停電でも動く」：見当たりません"] == 0
    assert reasons["必須「外国語で届く」：できないと読める文があります"] == -1
    assert not any("満た" in told for told in reasons)


@given(WANTED, OFFERED, st.integers(1, 10**7))
def test_a_higher_cost_never_weighs_more(wanted: Wanted, offered: Offered, more: int) -> None:
    cheap = replace(offered, first_year=offered.first_year or 0)

    assert total(replace(cheap, first_year=(cheap.first_year or 0) + more), wanted) <= total(cheap, wanted)


@given(WANTED, OFFERED, st.integers(1, 10**7))
def test_a_larger_budget_never_weighs_less(wanted: Wanted, offered: Offered, more: int) -> None:
    small = replace(wanted, budget=wanted.budget or 0)

    assert total(offered, replace(small, budget=(small.budget or 0) + more)) >= total(offered, small)


@given(WANTED, OFFERED, st.sampled_from(["織江県", "月代県"]), st.sampled_from(["xs", "m"]))
def test_one_more_user_never_weighs_less(wanted: Wanted, offered: Offered, prefecture: str, size: str) -> None:
    more = replace(offered, users=(*offered.users, User("011002", "札幌市", prefecture, size)))

    assert total(more, wanted) >= total(offered, wanted)


@given(WANTED, OFFERED)
def test_a_good_outcome_never_weighs_less_and_a_bad_one_never_more(wanted: Wanted, offered: Offered) -> None:
    good = replace(offered, results=(*offered.results, Result("良い", True)))
    bad = replace(offered, results=(*offered.results, Result("悪い", False)))

    assert total(bad, wanted) <= total(offered, wanted) <= total(good, wanted)


@given(WANTED, OFFERED)
def test_confirming_a_service_never_weighs_less(wanted: Wanted, offered: Offered) -> None:
    assert total(replace(offered, stale=False), wanted) >= total(replace(offered, stale=True), wanted)


@given(WANTED, st.lists(OFFERED, max_size=8, unique_by=lambda o: o.document), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_finding(wanted: Wanted, offers: list[Offered], dice: Any) -> None:
    weighed = [weigh(wanted, offered) for offered in offers]
    shuffled = list(weighed)
    dice.shuffle(shuffled)

    assert [one.offered.document for one in ranked(weighed)] == [one.offered.document for one in ranked(shuffled)]


def test_equals_are_not_ranked_by_age_or_name() -> None:
    equals = [replace(THERE, pk=pk) for pk in range(1, 41)]

    order = [one.offered.pk for one in ranked(weigh(HERE, offered) for offered in equals)]

    assert order not in (sorted(order), sorted(order, reverse=True))


@given(WANTED, st.lists(OFFERED, max_size=8, unique_by=lambda o: o.document))
def test_what_breaks_an_essential_constraint_stands_behind_all_that_do_not(
    wanted: Wanted, offers: list[Offered]
) -> None:
    fits = [one.fits for one in ranked(weigh(wanted, offered) for offered in offers)]

    assert fits == sorted(fits, reverse=True)


@pytest.mark.parametrize(
    ("wanted", "offered", "fits"),
    [
        ("lgwan", "internet", False),
        ("lgwan", "none", True),
        ("internet", "lgwan", False),
        ("undecided", "lgwan", True),
        ("none", "internet", False),
        ("internet", "", True),
    ],
)
def test_the_network_must_fit(wanted: str, offered: str, fits: bool) -> None:
    assert weigh(replace(HERE, network=wanted), replace(THERE, network=offered)).fits is fits


def test_a_cost_within_the_budget_is_told_with_its_sign() -> None:
    assert "予算内（初年度 82万円、予算との差 −18万円、5年で —）" in [one.replace("約", "") for one in told(THERE)]


def test_a_cost_above_the_budget_is_told_as_plainly() -> None:
    over = weigh(HERE, replace(THERE, first_year=1_300_000, five_years=3_000_000)).reasons

    reason = next(one for one in over if "予算を超えます" in one.sentence)
    assert reason.sign == -1
    assert reason.values["difference"] == "+約30万円"


def test_users_of_the_same_prefecture_are_told_by_number() -> None:
    users = (User("480029", "潮見浦町", "織江県", "s"), User("480037", "榊野市", "織江県", "xl"))

    assert "同じ県の2団体が利用" in told(replace(THERE, users=users))


def test_the_town_itself_is_no_reference() -> None:
    here = replace(THERE, users=(User("480011", "霧ヶ沢村", "織江県", "xs"),))

    assert "このまちがすでに使っています" in told(here)
    assert not any("同じ県" in one for one in told(here))


def test_meaning_alone_is_said_where_no_word_is_shared() -> None:
    assert "言葉は違いますが、意味が近いです" in told(replace(THERE, terms=(), by_meaning=True))


@given(WANTED, OFFERED)
def test_every_reason_is_a_whole_sentence(wanted: Wanted, offered: Offered) -> None:
    for reason in weigh(wanted, offered).reasons:
        assert "%" not in (reason.sentence % reason.values).replace("91%", "")
        assert reason.sign in {-1, 0, 1}


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(["防災無線", "電話", "聞き取れない", "世帯"]), min_size=1, max_size=4), st.integers(2, 30)
)
def test_repeating_words_never_raises_a_service(tmp_path_factory: Any, words: list[str], times: int) -> None:
    folder: Path = tmp_path_factory.mktemp("index")
    plain = "大雨の夜に固定電話へ声で届け、世帯ごとに聞いたかを確かめる。"
    others = [("service:2", "防災無線の聞き直し番号です。電話で聞けます。"), ("service:3", "水位を測ります。")]
    question = Query("防災無線が聞き取れない世帯に電話で届けたい")

    def places(body: str, name: str) -> tuple[float, list[str]]:
        index = SearchIndex.open(folder / name)
        index.put(
            [Document(i, "service", {"title": "ことづて", "body": text}) for i, text in [("service:1", body), *others]]
        )
        hits = index.search(question).hits
        best = max((hit.score for hit in hits), default=1.0)
        found = [weigh(HERE, replace(THERE, pk=int(hit.id.split(":")[1]), closeness=hit.score / best)) for hit in hits]
        order = [one.offered.document for one in ranked(found)]
        return next((hit.score for hit in hits if hit.id == "service:1"), 0.0), order

    once = plain + "".join(dict.fromkeys(words))
    honest, stuffed = places(once, "honest"), places(once + "".join(words) * times, "stuffed")

    assert stuffed[0] <= honest[0] + 1e-6
    assert stuffed[1].index("service:1") >= honest[1].index("service:1")


def test_amounts_are_told_as_one_says_them() -> None:
    assert [weighing.about(yen) for yen in (None, 0, 950, 820_000, 1_261_800)] == [
        "—",
        "0円",
        "950円",
        "約82万円",
        "約126万円",
    ]
    assert weighing.signed(0) == "±0円"
