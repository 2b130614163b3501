"""Search: Yui beside its peers, in one run on one machine.

    python benchmarks/search.py                 quality, and speed at 1,000 and 50,000 documents
    python benchmarks/search.py --large         speed at 500,000 too (an hour)
    python benchmarks/search.py --encoder       the encoder on all sets (an hour the first time; --cache keeps vectors)

Each engine runs in a process of its own. CPU time is told, not wall time: it holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from search_peers import ENGINES, MEANING_ENGINES, WORD_ENGINES  # noqa: E402

from yui.engines.search import Document  # noqa: E402
from yui.engines.search.measures import measured  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
OURS = ROOT / "tests" / "engines" / "search" / "data" / "municipal_faq.tsv"
SETS = ("municipal", "jsquad", "jaquad")
DEEP = 1_000
QUESTIONS = 500

Set = tuple[list[Document], dict[str, str], dict[str, dict[str, int]]]


def document(key: str, title: str, body: str) -> Document:
    return Document(key, "faq", {"title": title, "body": body})


def load(name: str) -> Set:
    """Documents, questions and judgements of a set."""
    return {"municipal": municipal, "jsquad": jsquad, "jaquad": jaquad}[name]()


def municipal() -> Set:
    documents, queries, right = [], {}, {}
    lines = [line for line in OURS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        question, answer, asked = line.split("\t")
        documents.append(document(f"d{number}", question, answer))
        for place, text in enumerate(asked.split("｜")):
            queries[f"d{number}q{place}"] = text
            right[f"d{number}q{place}"] = {f"d{number}": 2}
    return documents, queries, right


def jsquad() -> Set:
    folder = DATA / "faq" / "jsquad"
    documents = [document(row["id"], row["q"], row["a"]) for row in json_lines(folder / "docs.jsonl")]
    queries = {row["id"]: row["text"] for row in json_lines(folder / "dev" / "queries.jsonl")}
    rows = [line.split("\t") for line in (folder / "dev" / "qrels.tsv").read_text("utf-8").splitlines()][:QUESTIONS]
    right = {query: {found: int(grade)} for query, found, grade in rows}
    return documents, {query: queries[query] for query in right}, right


def jaquad() -> Set:
    documents, queries, right = [], {}, {}
    for path in sorted((DATA / "retrieval" / "jaquad").glob("*.json")):
        for article in json.loads(path.read_text("utf-8"))["data"]:
            for place, paragraph in enumerate(article["paragraphs"]):
                key = f"{article['title']}#{place}"
                documents.append(document(key, article["title"], paragraph["context"]))
                for asked in paragraph["qas"]:
                    if len(queries) < QUESTIONS:
                        queries[asked["id"]], right[asked["id"]] = asked["question"], {key: 2}
    return documents, queries, right


def json_lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def fillers(count: int) -> Iterator[Document]:
    """Documents of five real sentences in a new mixture each: for speed, not for quality."""
    sentences = [part + "。" for item in jsquad()[0] for part in item.fields["body"].split("。") if part]
    chance = random.Random(1)
    for number in range(count):
        picked = chance.sample(sentences, 5)
        yield document(str(number), picked[0][:30], "".join(picked[1:]))


# -- what a child process does -------------------------------------------------------------------------------------


def quality(engine: str, name: str, cache: Path | None) -> dict[str, Any]:
    documents, queries, right = load(name)
    made = ENGINES[engine](cache / name if cache else None)
    made.build(documents)
    found = {key: made.find(text, min(DEEP, len(documents))) for key, text in queries.items()}
    return vars_of(measured(found, right))


def vars_of(measures: Any) -> dict[str, Any]:
    return {name: getattr(measures, name) for name in ("map", "mrr", "sr1", "sr5", "ndcg10", "n")}


def speed(engine: str, count: int) -> dict[str, Any]:
    made = ENGINES[engine](None)
    begun = time.process_time()
    made.build(list(fillers(count)) if "Yui" not in engine else fillers(count))
    built = time.process_time() - begun
    report = {
        "index": built,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": made.megabytes(),
    }
    for kind, texts in (("long", jsquad()[1]), ("short", municipal()[1])):
        times = sorted(timed(made, text) for text in list(texts.values())[:420])[:420]
        report |= {f"{kind}_p50": times[len(times) // 2], f"{kind}_p99": times[int(len(times) * 0.99)]}
    return report | {"rss": resident()}


def timed(made: Any, text: str) -> float:
    begun = time.process_time()
    made.find(text, 10)
    return (time.process_time() - begun) * 1000


def resident() -> float:
    """Megabytes of this process in memory now."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


# -- the parent: children, tables ----------------------------------------------------------------------------------


def child(*words: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, __file__, "--child", *words], capture_output=True, text=True)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1:]}
    report: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return report


def machine() -> str:
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":")[1].strip() for line in info.splitlines() if line.startswith("model name")), "?")
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} × {model}, Python {platform.python_version()}, load {load:.1f} at the start"


def print_quality(options: argparse.Namespace) -> None:
    for name in SETS:
        engines = [*WORD_ENGINES, *(MEANING_ENGINES if options.encoder or name == "municipal" else ())]
        print(f"\n### Quality: {name}\n\n| engine | MAP | MRR | SR@1 | SR@5 | nDCG@10 |\n|---|---|---|---|---|---|")
        for engine in engines:
            row = child("quality", engine, name, options.cache or "")
            values = (
                [f"{row[key]:.3f}" for key in ("map", "mrr", "sr1", "sr5", "ndcg10")] if "map" in row else [str(row)]
            )
            print(f"| {engine} | {' | '.join(values)} |", flush=True)


def print_speed(sizes: Sequence[int]) -> None:
    for size in sizes:
        print(f"\n### Speed: {size:,} documents\n")
        print(
            "| engine | index CPU-s | × tantivy | long p50 / p99 CPU-ms | short p50 / p99 | RSS MB | peak MB | disk MB |"
        )
        print("|---|---|---|---|---|---|---|---|")
        rows = {engine: child("speed", engine, str(size)) for engine in WORD_ENGINES}
        base = rows["tantivy"].get("index", float("nan"))
        for engine, row in rows.items():
            if "error" in row:
                print(f"| {engine} | {row['error']} |")
                continue
            times = [f"{row[f'{kind}_p50']:.2f} / {row[f'{kind}_p99']:.2f}" for kind in ("long", "short")]
            sizes_told = [f"{row[key]:.0f}" for key in ("rss", "peak", "disk")]
            print(
                f"| {engine} | {row['index']:.1f} | {row['index'] / base:.1f} | {' | '.join([*times, *sizes_told])} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="speed at 500,000 documents too")
    parser.add_argument("--encoder", action="store_true", help="the encoder on every set, not on ours alone")
    parser.add_argument("--cache", help="folder that keeps vectors from run to run")
    parser.add_argument("--only", choices=("quality", "speed"))
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        task, engine, argument, *rest = options.child
        cache = Path(rest[0]) if rest and rest[0] else None
        print(json.dumps(quality(engine, argument, cache) if task == "quality" else speed(engine, int(argument))))
        return
    print(f"## Search\n\n{machine()}")
    if options.only != "speed":
        print_quality(options)
    if options.only != "quality":
        print_speed((1_000, 50_000, 500_000) if options.large else (1_000, 50_000))


if __name__ == "__main__":
    main()
