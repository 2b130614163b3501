"""The quick ways give what the plain ones give: scores, order and counts as if every document were looked at."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.search.conftest import service
from yui.engines.search import Document, Lexicon, Query, SearchIndex, Settings, grams, snapshot
from yui.engines.search.lexicon import read_synonyms
from yui.engines.search.searching import HEAP, _above
from yui.engines.search.text import fold
from yui.engines.search.words import words_of

WORDS = ["ごみ", "収集", "保育", "入所", "料金", "介護", "保険", "図書", "予約", "水道", "選挙", "住宅", "避難", "道路"]
TEXT = st.lists(st.sampled_from(WORDS), max_size=9).map("と".join)
PLAIN = Settings(synonyms=0.0, phrases=0.0, substrings=0.0)


def plain_scores(documents: list[Document], asked: str, means: dict[str, float]) -> dict[str, float]:
    """BM25F with a count of one a field, document by document and word by word."""
    terms = {one.id: {name: [w.term for w in words_of(text)] for name, text in one.fields.items()} for one in documents}
    scores = dict.fromkeys(terms, 0.0)
    for term in dict.fromkeys(word.term for word in words_of(asked)):
        holding = [key for key, fields in terms.items() if any(term in words for words in fields.values())]
        idf = log(1 + (len(documents) - len(holding) + 0.5) / (len(holding) + 0.5))
        for key in holding:
            weight = sum(
                PLAIN.fields[name].words
                / (1 - PLAIN.fields[name].length + PLAIN.fields[name].length * len(words) / means[name])
                for name, words in terms[key].items()
                if term in words
            )
            scores[key] += idf * weight * (PLAIN.saturation + 1) / (weight + PLAIN.saturation)
    return {key: score for key, score in scores.items() if score > 0}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=25), asked=TEXT, cut=st.integers(0, 25))
def test_the_best_are_those_of_looking_at_every_document(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]], asked: str, cut: int
) -> None:
    index = SearchIndex.open(tmp_path_factory.mktemp("index"), settings=PLAIN)
    documents = [service(number, title, body) for number, (title, body) in enumerate(texts)]
    index.put(documents[cut:])
    index.put([*documents[:cut], service("gone", asked)])
    index.remove(["gone"])
    if not asked.strip():
        return

    results = index.search(Query(asked, limit=5))

    expected = plain_scores(documents, asked, dict(index.snapshot().mean_lengths))
    best = sorted(expected.values(), reverse=True)[:5]
    assert results.total == len(expected)
    assert [hit.score for hit in results.hits] == pytest.approx(best, rel=1e-4)
    assert all(hit.score == pytest.approx(expected[hit.id], rel=1e-4) for hit in results.hits)


@given(
    size=st.integers(1, HEAP * 20),
    different=st.sampled_from([2, 9, 1_000]),
    lowest=st.sampled_from([-3.0, 0.0]),
    marked=st.sampled_from([0.0, 0.01, 0.5, 1.0]),
    wanted=st.integers(1, 12),
    seed=st.integers(0, 99),
)
def test_the_best_of_the_heaps_are_the_best_of_all(
    size: int, different: int, lowest: float, marked: float, wanted: int, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    total = (chance.integers(0, different, size) * (7 / different) + lowest).astype(np.float32)
    mask = chance.random(size) < marked

    found = _above(total, mask, wanted)

    assert mask[found].all()
    best = np.sort(total[mask])[::-1][:wanted]
    assert np.array_equal(np.sort(total[found])[::-1][:wanted], best)
    # Whoever is as good as the last one is among them: ties are decided later.
    assert not len(best) or (total[found] >= best[-1]).sum() == (total[mask] >= best[-1]).sum()


def test_an_overlapping_second_way_to_say_it_adds_only_what_is_more(index: SearchIndex) -> None:
    index.put([service("one", "引越し"), *(service(number, "橋の点検") for number in range(9))])
    ways = "住所 変更、引越し"
    twice = f"{ways}\n変更 届、引越し"

    once, both = (
        SearchIndex(index.store, words=Lexicon(frozenset(), read_synonyms(text))).search(Query("住所変更届"))
        for text in (ways, twice)
    )

    assert once.hits[0].id == both.hits[0].id == "one"
    assert both.hits[0].score == pytest.approx(once.hits[0].score, rel=1e-5)


def test_a_word_is_the_same_after_its_postings_were_forgotten(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.put([service(number, f"{word}の案内", "と".join(WORDS[number:])) for number, word in enumerate(WORDS)])
    before = [[hit.score for hit in index.search(Query(word)).hits] for word in WORDS]
    monkeypatch.setattr(snapshot, "REMEMBERED", 12)
    monkeypatch.setattr(snapshot, "KNOWN", 2)
    index.put([service("x", "橋")])
    index.remove(["x"])

    again = [[hit.score for hit in index.search(Query(word)).hits] for word in (*WORDS, *WORDS)]

    assert again == [*before, *before]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(alphabet="あいうえお結町", max_size=12), min_size=1, max_size=30),
    asked=st.text(alphabet="あいうえお結町", min_size=2, max_size=9),
    share=st.sampled_from([0.3, 0.5, 0.6, 0.75, 1.0]),
)
def test_letter_pairs_are_counted_as_if_one_by_one(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: str, share: float
) -> None:
    index = SearchIndex.open(Path(tmp_path_factory.mktemp("index")))
    index.put([service(number, text) for number, text in enumerate(texts)])
    segment = index.snapshot().parts[0].segment
    wanted = {asked[place : place + 2] for place in range(len(asked) - 1)}

    documents, shares = grams.holding(segment, fold(asked), grams.inner_pairs(asked), share)

    parts = {number: sum(pair in text for pair in wanted) / len(wanted) for number, text in enumerate(texts)}
    expected = {number: part for number, part in parts.items() if part >= share - 1e-9 and part > 0}
    found = {int(segment.document(int(one)).id): float(part) for one, part in zip(documents, shares, strict=True)}
    assert found == pytest.approx(expected, rel=1e-6)
    assert np.all(np.diff(documents.astype(int)) > 0)
