"""Search: Yui beside its peers, in one run on one machine.

    python benchmarks/search.py                 quality, and speed at 1,000 and 50,000 documents
    python benchmarks/search.py --large         speed at 500,000 too (an hour)
    python benchmarks/search.py --encoder       the encoder on all sets (an hour the first time; --cache keeps vectors)

Each engine runs in processes of its own: one builds, another one asks. CPU time is told, not wall time: it holds on a
busy machine too.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from search_peers import ENGINES, LARGE, MEANING, WORDS  # noqa: E402

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


def quality(engine: str, name: str, folder: Path) -> dict[str, Any]:
    documents, queries, right = load(name)
    made = ENGINES[engine](folder)
    made.build(documents)
    found = {key: made.find(text, min(DEEP, len(documents))) for key, text in queries.items()}
    return vars_of(measured(found, right))


def vars_of(measures: Any) -> dict[str, Any]:
    return {name: getattr(measures, name) for name in ("map", "mrr", "sr1", "sr5", "ndcg10", "n")}


def build(engine: str, count: str, folder: Path) -> dict[str, Any]:
    """The time and the peak of memory of making an index (the texts to index are held in memory: they count, too)."""
    documents = list(fillers(int(count)))
    made = ENGINES[engine](folder)
    begun = time.process_time()
    made.build(documents)
    built = time.process_time() - begun
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return {"index": built, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "disk": disk}


def ask(engine: str, count: str, folder: Path) -> dict[str, Any]:
    """Times of questions and memory of a process that has opened the index and nothing else."""
    made = ENGINES[engine](folder)
    begun = time.process_time()
    made.warm()
    # As the server does: what stands at the start is not looked at by the collector again and again.
    gc.collect()
    gc.freeze()
    report: dict[str, Any] = {"open": time.process_time() - begun}
    for kind, texts in (("long", jsquad()[1]), ("short", municipal()[1])):
        times = sorted(timed(made, text) for text in list(texts.values())[:420])
        report |= {f"{kind}_p50": times[len(times) // 2], f"{kind}_p99": times[int(len(times) * 0.99)]}
    return report | resident()


def timed(made: Any, text: str) -> float:
    begun = time.process_time()
    made.find(text, 10)
    return (time.process_time() - begun) * 1000


def resident() -> dict[str, float]:
    """Megabytes of this process in memory now: its own, and pages of files, which processes share."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {"own": int(lines["RssAnon"].split()[0]) / 1024, "mapped": int(lines["RssFile"].split()[0]) / 1024}


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
        engines = [*LARGE, *WORDS, *(MEANING if options.encoder or name == "municipal" else ())]
        print(f"\n### Quality: {name}\n\n| engine | MAP | MRR | SR@1 | SR@5 | nDCG@10 |\n|---|---|---|---|---|---|")
        for engine in engines:
            with kept(options.cache, name, engine) as folder:
                row = child("quality", engine, name, folder)
            values = (
                [f"{row[key]:.3f}" for key in ("map", "mrr", "sr1", "sr5", "ndcg10")] if "map" in row else [str(row)]
            )
            print(f"| {engine} | {' | '.join(values)} |", flush=True)


@contextmanager
def kept(cache: str | None, name: str, engine: str) -> Iterator[str]:
    """The folder of an engine: a new one, or for those with vectors, which take an hour, that of the last run."""
    if cache and engine in MEANING:
        folder = Path(cache) / name
        folder.mkdir(parents=True, exist_ok=True)
        yield str(folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def print_speed(sizes: Sequence[int]) -> None:
    for size in sizes:
        print(f"\n### Speed: {size:,} documents\n")
        print(
            "| engine | long p50 / p99 CPU-ms | short p50 / p99 | MB: own + mapped | index CPU-s | peak MB | disk MB |"
        )
        print("|---|---|---|---|---|---|---|")
        for engine in LARGE:
            row = speed(engine, size)
            if "error" in row:
                print(f"| {engine} | {row['error']} |")
                continue
            times = [f"{row[f'{kind}_p50']:.2f} / {row[f'{kind}_p99']:.2f}" for kind in ("long", "short")]
            memory = f"{row['own'] + row['mapped']:.0f}: {row['own']:.0f} + {row['mapped']:.0f}"
            made = [f"{row['open']:.2f}", f"{row['index']:.1f}", f"{row['peak']:.0f}", f"{row['disk']:.0f}"]
            print(f"| {engine} | {' | '.join([*times, memory, *made])} |", flush=True)


def speed(engine: str, size: int) -> dict[str, Any]:
    """One process builds, another one asks, so that its memory is that of asking alone."""
    with tempfile.TemporaryDirectory() as folder:
        built = child("build", engine, str(size), folder)
        return built if "error" in built else built | child("ask", engine, str(size), folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="speed at 500,000 documents too")
    parser.add_argument("--encoder", action="store_true", help="the encoder on every set, not on ours alone")
    parser.add_argument("--cache", help="folder that keeps vectors from run to run")
    parser.add_argument("--only", choices=("quality", "speed"))
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        task, engine, argument, folder = options.child
        print(json.dumps({"quality": quality, "build": build, "ask": ask}[task](engine, argument, Path(folder))))
        return
    print(f"## Search\n\n{machine()}")
    if options.only != "speed":
        print_quality(options)
    if options.only != "quality":
        print_speed((1_000, 50_000, 500_000) if options.large else (1_000, 50_000))


if __name__ == "__main__":
    main()
