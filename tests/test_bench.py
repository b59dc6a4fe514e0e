"""The parts of `bench/` that compute: nothing is timed here."""

import csv
import math
import sqlite3
import sys
from argparse import ArgumentTypeError
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tools import call

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.fixture
def bench(monkeypatch):
    """Imports a module of bench/ as its scripts see it, and forgets all of them afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCH))

    def load(name: str) -> ModuleType:
        return import_module(name)

    yield load
    for name in set(sys.modules) - before:
        place = getattr(sys.modules[name], "__file__", None) or ""
        if place.startswith(str(BENCH)):
            del sys.modules[name]


def test_the_best_order_has_ndcg_1_and_the_worst_of_two_less(bench):
    ndcg = bench("quality").ndcg
    relevant = {"a": 3, "b": 1}
    assert ndcg(["a", "b", "x"], relevant) == 1
    # gains 7 and 1, discounts log2(2) and log2(3)
    expected = (1 + 7 / math.log2(3)) / (7 + 1 / math.log2(3))
    assert ndcg(["b", "a"], relevant) == pytest.approx(expected)
    assert ndcg(["x", "y"], relevant) == 0


def test_ndcg_looks_at_ten_answers_only(bench):
    ndcg = bench("quality").ndcg
    assert ndcg([*"0123456789", "a"], {"a": 3}) == 0
    assert ndcg([*"012345678", "a"], {"a": 3}) == pytest.approx(1 / math.log2(11))


def test_reciprocal_rank_and_recall(bench):
    quality = bench("quality")
    relevant = {"a": 2, "b": 1, "c": 0}
    assert quality.reciprocal_rank(["c", "b", "a"], relevant) == 0.5
    assert quality.reciprocal_rank(["c"], relevant) == 0
    assert quality.recall(["b", "x"], relevant) == 0.5


def test_means_are_told_by_language(bench):
    quality = bench("quality")
    judged = [
        quality.Judged("q", "en", "held", {"a": 3}),
        quality.Judged("问", "zh", "held", {"b": 3}),
    ]
    found = quality.scores(judged, [["a"], ["x"]])
    assert (found["ndcg"], found["ndcg_en"], found["ndcg_zh"]) == (0.5, 1.0, 0.0)


def test_judged_files_can_be_read(bench):
    quality = bench("quality")
    paths = sorted((BENCH.parent / "tests" / "search").glob("judged_*.jsonl"))
    judged = quality.read_judged(paths)
    assert {"en", "zh"} <= {entry.lang for entry in judged}
    assert all(entry.relevant for entry in judged)


def test_median_and_quartiles(bench):
    figures = bench("timing").figures
    assert figures([5, 1, 3, 2, 4]) == (3, 2, 4)
    assert figures([1, 2]) == (1.5, 1.25, 1.75)
    assert figures([7]) == (7, 7, 7)


def test_a_ratio_is_taken_within_a_round(bench):
    timing = bench("timing")
    ours = [timing.Run(1, 1, 10), timing.Run(10, 10, 10), timing.Run(2, 2, 10)]
    theirs = [timing.Run(2, 2, 10), timing.Run(20, 20, 10), timing.Run(6, 6, 10)]
    assert timing.ratios(theirs, ours).median == 2


def test_a_program_that_fails_is_left_out_and_says_why(bench, tmp_path):
    timing = bench("timing")
    commands = {
        "sound": timing.one(sys.executable, "-c", "print('a\\nb')"),
        "broken": timing.one(sys.executable, "-c", "raise SystemExit('no disk')"),
    }
    told: list[str] = []
    runs, failures = timing.take_turns(
        commands, tmp_path / "out", timing.environment(), rounds=3, budget=1, say=told.append
    )
    assert [run.lines for run in runs["sound"]] == [2, 2, 2]
    assert "no disk" in failures["broken"]
    assert told[-1] == "round 3 of 3"


def test_a_hopeless_program_is_measured_once(bench, tmp_path, monkeypatch):
    timing = bench("timing")
    taken = {"patentcli": 1.0, "near": 9.0, "hopeless": 30.0}
    monkeypatch.setattr(
        timing, "measure", lambda command, *_rest: timing.Run(taken[command], 1, 10)
    )
    commands = {name: name for name in taken}
    runs, _failures = timing.take_turns(
        commands, tmp_path, {}, rounds=9, budget=1, say=lambda _step: None
    )
    assert {name: len(found) for name, found in runs.items()} == {
        "patentcli": 3,
        "near": 3,
        "hopeless": 1,
    }
    assert timing.ratios(runs["hopeless"], runs["patentcli"]) == (30, 30, 30)


def test_what_slows_python_down_is_taken_out_of_the_environment(bench, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    monkeypatch.setenv("PATENTCLI_LANG", "zh")
    kept = bench("timing").environment(XDG_DATA_HOME="/x")
    assert not {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PATENTCLI_LANG"} & set(kept)
    assert kept["XDG_DATA_HOME"] == "/x"


def row(bench, program, ratio, question="filter", section="query", remark=""):
    """A row whose times follow from the ratio; ours takes a second."""
    results, timing = bench("results"), bench("timing")
    of = timing.Figures
    seconds, shown = of(ratio, ratio, ratio), of(ratio, ratio, ratio)
    return results.Row(section, question, 6838, program, seconds, shown, ratio, 20.0, 1, 3, remark)


def test_the_table_has_a_line_a_question_and_marks_who_is_quicker(bench):
    results = bench("results")
    rows = [row(bench, "jq", 0.5), row(bench, "patentcli", 1.0), row(bench, "csvkit", 3.0)]
    head, _rule, line = results.comparison(rows).splitlines()
    assert head == "|  | records | patentcli | jq | csvkit |"
    assert line.startswith("| filter | 6,838 | 1.0 s, 20 MiB (1.0 s to 1.0 s) | **0.50×**")
    assert "| 3.0× (3.0× to 3.0×); 3.0 s, 20 MiB |" in line


def test_who_is_quicker_is_named_but_for_what_does_nothing(bench):
    rows = [
        row(bench, "jq", 0.5),
        row(bench, "csvkit", 3.0),
        row(bench, "python -c pass", 0.1),
        row(bench, "patentcli", 1.0),
    ]
    assert bench("results").behind(rows) == {"jq": ["filter 0.50× at 6,838"]}


def test_the_short_table_has_ratios_at_the_fewest_and_the_most_records(bench):
    rows = [
        row(bench, program, ratio)._replace(records=size)
        for size in (100, 6838, 100_000)
        for program, ratio in (("patentcli", 1.0), ("csvkit", 3.0))
    ]
    assert bench("results").summary(rows).splitlines() == [
        "|  | records | patentcli | csvkit |",
        "|---|---|---|---|",
        "| filter | 100 | 1.0 s | 3.0× |",
        "| filter | 100,000 | 1.0 s | 3.0× |",
    ]


def test_a_cell_with_a_bar_does_not_part_the_table(bench):
    assert "x\\|y" in bench("results").markdown(["a"], [["x|y"]])


def test_the_page_says_each_remark_once(bench):
    rows = [
        row(bench, "patentcli", 1.0),
        row(bench, "csvkit", 3.0, remark="no ranking"),
        row(bench, "jq", 3.0, "search", remark="no ranking"),
    ]
    machine = {"date": "2026-01-01", "cores": 2, "memory_gib": 24, "python": "3.11"}
    notes = {"version": "patentcli 0.1.0", "memory_floor": 12.0, "load_before": 0.1}
    page = bench("report").page({"machine": machine, "notes": notes, "rows": rows})
    assert page.count("no ranking") == 1
    assert "- csvkit, jq: no ranking" in page


def test_a_page_can_be_printed_again_from_the_file_of_a_run(bench, tmp_path):
    results, report = bench("results"), bench("report")
    machine = {"date": "2026-01-01", "cores": 2, "memory_gib": 24, "python": "3.11"}
    notes = {"version": "patentcli 0.1.0", "memory_floor": 12.0, "load_before": 0.1}
    rows = [row(bench, "patentcli", 1.0), row(bench, "csvkit", 3.0)]
    rows += results.rows_of("query", "filter", 6838, {}, {"jq": "no such program"})
    document = {"machine": machine, "notes": notes, "rows": rows}
    results.write_json(tmp_path / "run.json", document)
    assert report.page(results.read_json(tmp_path / "run.json")) == report.page(document)
    assert "no such program" in report.page(document)


def test_sections_and_sizes_of_the_command_line(bench):
    run = bench("run")
    chosen = run.arguments(["--sizes", "6838,100", "--only", "search,start"])
    assert chosen.sizes == [100, 6838]
    assert chosen.only == ["start", "search"]
    assert run.arguments([]).sizes == [100, 6_838, 100_000, 1_000_000]
    with pytest.raises(ArgumentTypeError, match="known: start"):
        run.words_of("nonsense")
    with pytest.raises(ArgumentTypeError, match="at least 100"):
        run.numbers_of("5")


def test_floors_are_in_persons_and_yuan(bench, tmp_path):
    rule = bench("sections.rule")
    industries = rule.write_floors(tmp_path / "floors.csv")
    with (tmp_path / "floors.csv").open(newline="", encoding="utf-8") as stream:
        floors = {line["industry"]: line for line in csv.DictReader(stream)}
    assert list(floors) == industries
    assert floors["software"]["employees_large"] == "300"
    assert floors["software"]["revenue_large"] == "100000000"
    assert floors["software"]["assets_large"] == "0"


def test_generated_companies_are_the_same_for_the_same_seed(bench, tmp_path):
    rule = bench("sections.rule")
    for name in ("a.csv", "b.csv"):
        rule.write_companies(tmp_path / name, 50, ["software", "retail"])
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == 51


def test_agreement_counts_rows_alike_in_every_column(bench, tmp_path):
    agreement = bench("agreement")
    head = ",".join(("id", *agreement.COLUMNS))
    (tmp_path / "a.csv").write_text(f"{head}\n1,eligible,small,small,,\n2,eligible,,,,\n")
    (tmp_path / "b.csv").write_text(f"{head}\n2,not-eligible,,,,\n1,eligible,small,small,,\n")
    assert agreement.agreement(tmp_path / "a.csv", tmp_path / "b.csv") == (1, 2)


def test_the_rule_in_sql_answers_as_the_program_does(bench, tmp_path):
    """The peers' rule is ours: else times would compare two different questions."""
    rule = bench("sections.rule")
    industries = rule.write_floors(tmp_path / "floors.csv")
    companies = tmp_path / "companies.csv"
    rule.write_companies(companies, 400, industries)
    connection = sqlite3.connect(":memory:")
    for table, text in (("companies", 2), ("floors", 1)):
        text_of = (tmp_path / f"{table}.csv").read_text(encoding="utf-8")
        lines = list(csv.reader(text_of.splitlines()))
        columns = [f"{c} {'TEXT' if n < text else 'INTEGER'}" for n, c in enumerate(lines[0])]
        connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        values = [[cell or None for cell in line] for line in lines[1:]]
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
    cursor = connection.execute(rule.RULE.read_text(encoding="utf-8"))
    names = [column[0] for column in cursor.description]
    shown = ("id", *bench("agreement").COLUMNS)
    theirs = {tuple(dict(zip(names, line, strict=True))[c] or "" for c in shown) for line in cursor}
    connection.close()
    done = call("eligible", "--batch", str(companies), "-q", "--format", "csv")
    ours = {tuple(line[c] for c in shown) for line in csv.DictReader(done.lines)}
    assert len(ours) == 400
    assert ours == theirs
