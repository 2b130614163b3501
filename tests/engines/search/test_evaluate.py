"""`yui search evaluate` measures what it is given, and says plainly what is wrong with a file."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from yui.engines.search.evaluate import main
from yui.engines.search.measures import average_precision, measured, ndcg, reciprocal_rank

FILES = {
    "documents": '{"id": "1", "q": "保育所の入所", "a": "四月から"}\n{"id": "2", "q": "粗大ごみ", "a": "電話で申込み"}\n',
    "queries": '{"id": "a", "text": "保育園に入りたい"}\n{"id": "b", "text": "大きいゴミ"}\n',
    "qrels": "a\t1\t2\nb\t2\t1\n",
}


def write(folder: Path, **changed: str) -> list[str]:
    words = []
    for name, content in {**FILES, **changed}.items():
        (folder / name).write_text(content, "utf-8")
        words += [f"--{name}", str(folder / name)]
    return words


def test_it_prints_the_measures_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*write(tmp_path), "--words-only", "--json"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert report["n"] == 2
    assert [report[name] for name in ("MAP", "MRR", "SR@1", "SR@5", "nDCG@10")] == [1.0] * 5
    assert report["words"]["MRR"] == 1.0
    assert report["seconds"] >= 0
    assert "fused" not in report


def test_it_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*write(tmp_path), "--words-only"]) == 0

    assert "nDCG@10" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("documents", "{", "1行目がJSONではありません / line 1: not JSON"),
        ("documents", '{"id": "1", "q": "x"}', "expected an object with id, q, a"),
        ("documents", "\n\n", "no documents"),
        ("queries", '["a"]', "queries: 1行目"),
        ("qrels", "a 1 2", "query TAB document TAB grade"),
        ("qrels", "a\t1\tgood", "query TAB document TAB grade"),
        ("qrels", "x\t1\t2", "'x' is not among the queries"),
        ("qrels", "a\t9\t2", "'9' is not among the documents"),
        ("qrels", "", "no judgements"),
    ],
)
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, said: str
) -> None:
    assert main([*write(tmp_path, **{name: content}), "--words-only"]) == 2

    assert said in capsys.readouterr().err


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = write(tmp_path)
    (tmp_path / "qrels").unlink()

    assert main(words) == 2
    assert "qrels" in capsys.readouterr().err


def test_measures_by_hand() -> None:
    assert average_precision([0, 1, 2], 2) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert reciprocal_rank([0, 0, 1]) == pytest.approx(1 / 3)
    assert ndcg([1, 0, 2], [2, 1]) == pytest.approx((1 + 3 / log2(4)) / (3 + 1 / log2(3)))


def test_a_question_without_ranking_counts_and_one_without_right_document_does_not() -> None:
    means = measured({"a": ["1"]}, {"a": {"1": 1}, "b": {"2": 1}, "c": {"3": 0}})

    assert means.n == 2
    assert means.mrr == pytest.approx(0.5)
