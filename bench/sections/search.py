"""Search beside search libraries: time of a whole process, and what stands first."""

import json
import subprocess
from pathlib import Path

import quality
from comparing import Bench
from peers import ROOT
from same_records import BUNDLED, HERE, MOST_FOR_RANK_BM25, SEARCHERS, Records
from timing import OURS, one

TOO_LARGE = f"above {MOST_FOR_RANK_BM25:,} its dictionaries, one a record, take too much memory"
JUDGED = ROOT / "tests" / "search"
TUNED = "tune"  # queries in view when the thesaurus was written; they would flatter us


def measure(bench: Bench, sizes: list[int]) -> None:
    """A rare and a common word at each size, the libraries with an index made before."""
    for size in sizes:
        records = bench.records(size)
        records.prepare()
        words = records.words()
        indexes = {name: records.index(name) for name in SEARCHERS}
        for word in (words.rare, words.common):
            ask = ("search", word, "-C", records.name, "-q", "--format", "ids")
            commands = {OURS: one(bench.ours, *ask)}
            for name, index in indexes.items():
                if index is not None:
                    commands[name] = one(*_script(bench, name), "ask", index, word)
            bench.compare("search", f"search {word}", size, commands)
            left = {name: TOO_LARGE for name, index in indexes.items() if index is None}
            bench.leave_out("search", f"search {word}", size, left)
        if size == BUNDLED:
            bench.notes["quality"] = _qualities(bench, records)


def _script(bench: Bench, name: str) -> tuple[str, Path]:
    environment, program = SEARCHERS[name]
    return bench.peers.bin(environment), HERE / "programs" / program


def _qualities(bench: Bench, records: Records) -> list[dict[str, object]]:
    """nDCG@10, MRR and recall@10 of each program over the judged queries."""
    known = quality.read_judged(sorted(JUDGED.glob("judged_*.jsonl")))
    judged = [entry for entry in known if entry.part != TUNED]
    queries = [entry.query for entry in judged]
    answers = {OURS: [_our_ids(bench, query) for query in queries]}
    for name in SEARCHERS:
        bench.say(f"search: quality: {name}")
        words = (*map(str, _script(bench, name)), "rank", str(records.index(name)))
        text = "\n".join(queries) + "\n"
        done = subprocess.run(words, input=text, capture_output=True, text=True, check=True)
        answers[name] = [line.split() for line in done.stdout.splitlines()]
    return [{"program": name, **quality.scores(judged, found)} for name, found in answers.items()]


def _our_ids(bench: Bench, query: str) -> list[str]:
    words = (bench.ours, "search", "-q", "--format", "json", "--limit", "10", "--", query)
    bench.say(f"search: quality: {OURS}: {query}")
    done = subprocess.run(words, capture_output=True, text=True, env=bench.env, check=False)
    return [record["id"] for record in json.loads(done.stdout or "[]")]
