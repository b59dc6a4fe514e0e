"""`match`: the patents that fit each need, with the verdict on each for the company."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import imported, patent
from tools import Answer, call

DAY = ("--as-of", "2026-11-22")
HIT = ["rank", "patent", "title", "title_zh", "score", "fit", "matched", "verdict", "failed",
       "unknown", "fee_yuan", "next"]  # fmt: skip


def match(*arguments: str, **more: Any) -> Answer:
    return call("match", *arguments, *DAY, **more)


def hits(answer: Answer, place: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.json["needs"][place]["hits"]
    return found


def test_the_json_object_of_the_interface() -> None:
    answer = match("--need", "直播", "--need", "交通信号", "--size", "small", "--format", "json")
    assert answer.code == 0
    assert list(answer.json["company"]) == [
        "id", "name", "industry", "employees", "revenue_yuan", "assets_yuan", "size_class",
        "possible_size_classes", "controlled_by_large",
    ]  # fmt: skip
    assert answer.json["company"]["size_class"] == "small"
    assert answer.json["as_of"] == "2026-11-22"
    assert [need["need"] for need in answer.json["needs"]] == ["直播", "交通信号"]
    assert [hit["rank"] for hit in hits(answer)] == [1, 2, 3, 4, 5]
    assert all(list(hit) == HIT for hit in hits(answer))
    signal = next(hit for hit in hits(answer, 1) if hit["patent"] == "CN114694123B")
    assert signal["verdict"] == "undetermined"
    assert signal["unknown"] == ["fee-cap", "patent-listed"]
    assert signal["fee_yuan"] is None
    assert signal["matched"]
    assert signal["next"].startswith("candidate, not confirmed: write a letter of enquiry")


def test_the_table_and_what_is_said_beside_it() -> None:
    answer = match("--need", "直播", "--need", "zzzz", "--format", "tsv")
    fits = {row["fit"] or row["next"] for row in answer.table}
    assert fits - {"strong", "partial"} == {"nothing fits"}
    for text in ("直播: 5 of ", "5 candidates", "not legal advice"):
        assert text in answer.err
    for form in ("json", "table --fields rank", "json --fields rank"):
        assert "not legal advice" in match("--need", "直播", "--format", *form.split()).err
    ids = match("--need", "直播", "--need", "zzzz", "--format", "ids").lines
    assert ids == [row["patent"] for row in answer.table[:-1]]


WORDS = ("直播", "live streaming", "视频剪辑", "交通信号", "image search", "图像 增强", "三维 重建",
         "map", "bitcoin mining", "CN114694123B")  # fmt: skip
SAID = ((), ("--size", "micro"), ("--size", "large"), ("--industry", "finance"),
        ("--industry", "I65", "--employees", "299"), ("--industry", "F", "--employees", "250"),
        ("--controlled-by-large",))  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(WORDS),
    st.sampled_from(SAID),
    st.sampled_from(("2026-11-22", "2012-01-01", "2041-01-01")),
    st.sampled_from(((), ("--domain", "video"), ("--status", "unknown"))),
)
def test_it_is_search_and_then_eligible(
    need: str, said: tuple[str, ...], day: str, filters: tuple[str, ...]
) -> None:
    given_ = ("--as-of", day, "--format", "json", "-q")
    answer = call("match", "--need", need, *said, *filters, *given_, "--limit", "7")
    found = call("search", need, *filters, "--limit", "7", "--explain", "--format", "json", "-q")
    assert answer.code == (0 if found.json else 1)
    matched = hits(answer)
    assert [(h["patent"], h["score"], h["fit"], h["matched"]) for h in matched] == [
        (r["id"], r["score"], r["fit"], r["matched"]) for r in found.json
    ]
    if matched:
        ids = "\n".join(h["patent"] for h in matched)
        verdicts = call("eligible", "--patent", "-", *said, *given_, stdin=ids).json
        for hit, verdict in zip(matched, verdicts, strict=True):
            by = {c["rule"]: c["outcome"] for c in verdict["checks"]}
            assert hit["verdict"] == verdict["verdict"]
            assert hit["failed"] == [r for r, o in by.items() if o == "fail"]
            assert hit["unknown"] == [r for r, o in by.items() if o == "unknown"]
            assert hit["fee_yuan"] == verdict["fee_yuan"]
        nobody = {"id": None, "name": None}
        assert answer.json["company"] == nobody | verdicts[0]["company"]


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A list with fees: free, dear, by one sum, none; one whose offer ended."""
    fees: dict[str, dict[str, str]] = {
        "free": {"annual_fee_yuan": "0.00"},
        "dear": {"annual_fee_yuan": "60000.00"},
        "once": {"one_off_fee_yuan": "20000.00"},
        "without fee": {},
        "late": {"annual_fee_yuan": "0.00", "offer_until": "2024-12-31"},
    }
    return imported(
        tmp_path_factory.mktemp("offers"),
        *(
            patent(f"CN11000000{n}B", f"video editing {name}", f"CN20181114274{n}.X", "2018-09-28",
                   listing="listed", grant_date="2020-02-05", **fee)
            for n, (name, fee) in enumerate(fees.items(), start=1)
        ),
    )  # fmt: skip


def test_with_a_list_fees_and_ends_of_offers_count(offers: str) -> None:
    answer = match("--need", "video editing", "--size", "small", "-C", offers, "--format", "json")
    found = {int(h["patent"][10]): h for h in hits(answer)}
    verdicts = {n: (h["verdict"], h["failed"], h["unknown"]) for n, h in found.items()}
    assert verdicts == {
        1: ("eligible", [], []),
        2: ("not-eligible", ["fee-cap"], []),
        3: ("eligible", [], []),
        4: ("undetermined", [], ["fee-cap"]),
        5: ("undetermined", [], ["patent-listed"]),
    }
    assert "candidate" not in " ".join(hit["next"] for hit in found.values())
    assert "above the cap" in found[2]["next"]
    assert "still on offer" in found[1]["next"]


def test_max_fee_leaves_out_only_what_states_more(offers: str, tmp_path: Path) -> None:
    profile = tmp_path / "company.toml"
    body = 'size = "small"\nneeds = ["video editing"]\nmax_fee = '
    for fee, left, out in (('"1万"', {1, 4, 5}, 2), ('"6万"', {1, 2, 3, 4, 5}, 0)):
        profile.write_text(body + fee, encoding="utf-8")
        arguments = ("--profile", str(profile), "-C", offers)
        answer = match(*arguments, "--format", "json")
        assert {int(h["patent"][10]) for h in hits(answer)} == left
        said = f"{out} left out: their stated fee is higher than max_fee"
        assert (said in answer.err) == bool(out)
        drawn = match(*arguments, "--color", "never", tty=True, env={"COLUMNS": "120"}).out
        assert "cannot tell: fee not stated" in drawn
        assert ("--company NAME" in drawn) == (out == 2)
        body = 'name = "Acme"\n' + body  # a profile that names the company is what the letter takes
        assert (f"--profile {profile}" in drawn) == (out == 0)


MERGED = [
    # A profile, options, and what the company of the answer is.
    ("employees = 40\nrevenue = '800万'\nname = '甲'\n", "", {"size_class": "small", "name": "甲"}),
    ("employees = 40\nrevenue = '800万'\n", "--employees 9", {"size_class": "micro"}),
    ("employees = 40\n", "--industry F52", {"industry": "retail"}),
    ("employees = 40\n", "--size medium", {"size_class": "medium", "employees": None}),
    ("size = 'large'\n", "", {"size_class": "large"}),
    ("size = 'large'\n", "--employees 9", {"possible_size_classes": ["micro"]}),
    ("controlled_by_large = true\n", "", {"controlled_by_large": True}),
    ("controlled_by_large = true\n", "--independent", {"controlled_by_large": False}),
]


@pytest.mark.parametrize(("body", "options", "expected"), MERGED)
def test_options_replace_what_the_profile_says(
    body: str, options: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    profile = tmp_path / "company.toml"
    profile.write_text(f'industry = "I65"\n{body}', encoding="utf-8")
    given_ = ("--profile", str(profile), *options.split(), "--format", "json")
    found = match("--need", "直播", *given_).json["company"]
    assert {name: found[name] for name in expected} == expected
    company = call("eligible", *given_, *DAY).json["company"]
    assert found == {"id": None, "name": found["name"], **company}
    if not options and "employees" in body:
        size = call("size", *given_).json
        assert size["size_class"] == found["size_class"]
    piped = call("eligible", "--profile", "-", *given_[2:], *DAY, stdin=profile.read_bytes())
    assert piped.json["company"] == company


@pytest.mark.parametrize(
    ("body", "where"),
    [('industry = "广告学"', "industry: 广告学 is not a known industry"),
     ('industry = "I65"\nsize = "large"\nemployees = 3', "size: large contradicts the figures"),
     ('needs = ["。"]', "needs: the query is empty")],
)  # fmt: skip
def test_what_the_rules_refuse_is_told_by_the_profile_s_key(
    body: str, where: str, tmp_path: Path
) -> None:
    profile = tmp_path / "company.toml"
    profile.write_text(body, encoding="utf-8")
    need = () if "needs" in body else ("--need", "x")
    answer = match("--profile", str(profile), *need)
    assert (answer.code, answer.out) == (65, "")
    assert f"{profile}: {where}" in answer.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_terminal(lang: str) -> None:
    answer = match("--need", "直播", "--size", "small", "--lang", lang, "--color", "never",
                   tty=True, env={"COLUMNS": "140"})  # fmt: skip
    lines = answer.out.splitlines()
    assert lines[2] == "直播"
    assert lines[4].startswith("CN")
    (letter,) = {line for line in lines if line.strip().startswith("patentcli notice --patent CN")}
    assert lines[4].split()[0] in letter
    turned = match("--need", "直播", "--size", "small", "--reverse", "--format", "table").out
    assert letter in turned  # of the best, wherever it stands
    mark = {"en": "; candidate, not confirmed", "zh": "；候选，未经确认"}[lang]
    assert mark in lines[4]


def test_the_commands_that_are_shown_work_as_printed_on_the_catalogue_in_use(offers: str) -> None:
    for words, count in (("match --need editing --size small", 1), ("eligible --fee 1", 1),
                         ("eligible --patent CN110000001B", 1), ("show nonsense", 1),
                         ("eligible --patent CN100000000B --fee 1", 0)):  # fmt: skip
        for given_, env in ((["-C", offers], {}), ([], {"PATENTCLI_CATALOGUE": offers})):
            answer = call(*words.split(), *given_, tty=True, env={**env, "COLUMNS": "300"})
            shown = re.findall(r"patentcli (?!cat).*?(?= shows|\x1b|\n)", answer.out + answer.err)
            assert len(shown) == count, answer
            for command in shown:
                assert command.startswith("patentcli -C ") == bool(given_)
                run = shlex.split(command.replace("WORDS", "editing"))[1:]
                assert call(*run, env=env).code == 0, command


@pytest.mark.parametrize(("lang", "title"), [("en", "Traffic signal"), ("zh", "交通信号灯感知")])
def test_in_markdown_titles_follow_the_language_elsewhere_the_field(lang: str, title: str) -> None:
    for command in (("match", "--need", "CN114694123B"), ("eligible", "--patent", "-"),
                    ("match", "--batch", "-")):  # fmt: skip
        arguments = (*command, "--lang", lang, "-q")
        stdin = "needs\nCN114694123B\n" if "--batch" in command else "CN114694123B\n"
        assert title in call(*arguments, "--format", "md", stdin=stdin).out
        assert "Traffic signal" in call(*arguments, "--format", "tsv", stdin=stdin).out


@pytest.mark.parametrize("form", ["tsv", "json", "table"])
def test_answers_are_put_in_order_in_every_form(form: str) -> None:
    ids = "CN114694123B\nCN108804980B\nCN101888412B\n"
    for command, wanted in (
        ("match --need 直播 --limit 3 --reverse", ["CN110166764B", "CN109729367B", "CN101888412B"]),
        ("match --need 直播 --limit 2 --sort title", ["CN109729367B", "CN101888412B"]),
        ("eligible --patent - --size small --sort patent --limit 2",
         ["CN101888412B", "CN108804980B"]),
    ):  # fmt: skip
        answer = call(*command.split(), "--format", form, stdin=ids)
        found = [(answer.out.find(id), id) for id in ids.split() + wanted if id in answer.out]
        assert [id for _at, id in sorted(set(found))] == wanted, command
        assert len(re.findall(r"\d of \d+ shown", answer.err)) == 1
    assert "2 of 3 shown" in answer.err
    assert "3 candidates" in answer.err
    wrong = call("match", "--need", "直播", "--sort", "nope", "--format", form)
    assert (wrong.code, "--sort: cannot sort by 'nope'" in wrong.err) == (2, True)
    size = call("size", "--industry", "I65", "--employees", "4", "--limit", "1", "--format", form)
    assert ("1 of 2 shown" in size.err) is (form == "tsv")  # else it is shown whole


TABLE = """\
id,name,industry,employees,needs
1,甲公司,I65,40,直播|交通信号
2,乙公司,finance,40,图像检索
3,丙公司,I65,many,直播
4,丁公司,I65,40,
5,戊公司,I65,40,zzzz qqqq
6,己公司
,庚公司,I65,40,直播,one cell more
"""


def test_a_table_of_companies_is_led_by_id_and_name() -> None:
    answer = match("--batch", "-", "--limit", "2", stdin=TABLE)
    assert answer.code == 65
    rows = answer.csv
    assert [(row["id"], row["need"], row["rank"]) for row in rows if row["rank"]] == [
        ("1", "直播", "1"), ("1", "直播", "2"), ("1", "交通信号", "1"), ("1", "交通信号", "2"),
        ("2", "图像检索", "1"), ("2", "图像检索", "2"),
    ]  # fmt: skip
    shown = match("--batch", "-", "--lang", "zh", "--format", "table", stdin=TABLE).out
    assert "匹配程度  高\n" in shown
    assert "结论      无法判断\n" in shown
    others = [row for row in rows if not row["rank"]]
    assert [[row[n][:12] for n in ("id", "name", "need", "verdict", "next")] for row in others] == [
        ["3", "丙公司", "", "error", "line 4: empl"], ["4", "丁公司", "", "error", "line 5: need"],
        ["5", "戊公司", "zzzz qqqq", "", "nothing fits"],
        ["6", "己公司", "", "error", "line 7: 2 ce"], ["", "庚公司", "", "error", "line 8: 6 ce"],
    ]  # fmt: skip
    assert "company-size" in next(row for row in rows if row["id"] == "2")["unknown"]
    assert "4 rows could not be judged" in answer.err
    # What no line says: why nothing fits, and what is beyond the limit.
    assert "line 6: zzzz qqqq: nothing found\n" in answer.err
    held = re.search(r"(\d+) of (\d+) shown; --limit all", answer.err)
    assert held
    assert int(held[1]) == 6 < int(held[2])
    ids = match("--batch", "-", "--limit", "2", "--format", "ids", stdin=TABLE).out
    assert ids.split("\n") == [row["patent"] for row in rows if row["patent"]] + [""]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("软件,,直播", ["warning: 软件 is read as I65", "not read: x\n"]),
        ("xyz,,直播", ["line 2: industry: xyz is not a known industry"]),
        ("I65,large,直播", ["line 2: size: large contradicts the figures"]),
    ],
)
def test_a_row_is_spoken_of_by_its_columns(row: str, said: list[str]) -> None:
    answer = match("--batch", "-", stdin=f"industry,size,needs,employees,x\n{row},5,\n")
    assert all(text in answer.out + answer.err for text in said)
    assert "--size" not in answer.out + answer.err
    assert "passed on" not in answer.err


def test_each_company_is_answered_as_a_single_call() -> None:
    found: list[dict[str, Any]] = match("--batch", "-", "--format", "json", stdin=TABLE).json
    assert len(found) == 7
    assert found[6]["company"] == {"id": None, "name": "庚公司"}
    said = ("--industry", "I65", "--employees", "40", "--need", "直播", "--need", "交通信号")
    single = match(*said, "--format", "json").json
    single["company"] |= {"id": "1", "name": "甲公司"}
    assert found[0] == single
    assert found[4]["needs"] == [{"need": "zzzz qqqq", "hits": []}]


@pytest.mark.parametrize(
    ("command", "code"),
    [("match --need", 0), ("search --explain", 0), ("search", 2), ("list --holder", 2)],
)
def test_what_matched_is_chosen_by_its_paths_where_there_is_any(command: str, code: int) -> None:
    answer = call(*command.split(), "直播", "--fields", "matched.word", "--format", "jsonl")
    assert answer.code == code
    assert ('"matched.word": ["直播"' in answer.out) is (code == 0)


def test_needs_of_the_command_line_are_for_all(tmp_path: Path) -> None:
    path = tmp_path / "companies.csv"
    path.write_text("企业名称,需求\n甲公司,\n乙公司,交通信号\n", encoding="gb18030")
    answer = match("--batch", str(path), "--need", "直播", "--format", "json")
    assert answer.code == 0
    assert [one["needs"][0]["need"] for one in answer.json] == ["直播", "交通信号"]
