"""What is thrown at every reader of the program, and what must hold whatever is thrown.

`tests/hostile/test_fuzz.py` throws a fixed number of cases, the same ones every time;
`bench/fuzz.py` throws new ones for as long as it is told.
"""

import json
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from hostile_catalogue import PAYLOADS, unseen
from patentcli.catalogue.file import bundled_path
from patentcli.catalogue.schema import FIELDS
from patentcli.completion.answer import answer
from patentcli.environment import Environment
from patentcli.errors import ExitStatus
from patentcli.i18n import set_language
from patentcli.output.stream import Output
from registry import built, entries
from tools import Answer, Sink, call, quiet_environment

EXPECTED = set(ExitStatus) - {ExitStatus.SOFTWARE, ExitStatus.INTERRUPTED}


def check(found: Answer) -> None:
    """A documented code, no defect, one error at most, nothing that drives a terminal."""
    assert found.code in EXPECTED, found.err
    assert not unseen(found.err), found.err
    assert not set(unseen(found.out)) - {"\t", "\0", "\r"}
    assert "Traceback" not in found.err
    if found.code not in (0, 1, 3, 65):  # a batch has its errors in its rows
        assert sum(": error: " in line for line in found.err.splitlines()) == 1, found.err


def _flags() -> list[str]:
    found = {"-", "--", "-q", "-C", "-o", "-0", "-h"}
    for path in entries():
        for param in built(path).params:  # type: ignore[attr-defined]
            found |= set(param.opts) if param.param_type_name == "option" else set()
    return sorted(found - {"-o", "--output", "--pager", "--debug"})


WORDS = sorted({word for path in entries() for word in path} - {"import", "remove"})
VALUES = [
    *PAYLOADS.values(),
    *("video", "image,3d", "CN114694123B", "US11941802B2", "202210599282.6", "直播", "4万", "1e5"),
    *("0", "-1", "9" * 40, "2026-01-01", "2026-13-01", "id,title", "json", "table", "zh", "G06T"),
    *("I65", "software", "small", "bundled", "/dev/null", "/", "", " ", "\u200b", "NaN", "None"),
]
TEXT = st.text(max_size=40)
ARGUMENTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(_flags()),
        st.sampled_from(VALUES),
        st.tuples(st.sampled_from(_flags()), st.sampled_from(VALUES)).map("=".join),
        TEXT,
    ),
    max_size=8,
)
LINES = st.lists(st.one_of(st.sampled_from(VALUES), TEXT), max_size=12).map("\n".join)
BYTES = st.one_of(st.binary(max_size=300), LINES.map(lambda text: text.encode("utf-8", "replace")))
HEADS = [
    *("id", "name", "industry", "size", "employees", "revenue_yuan", "assets_yuan", "fee_yuan"),
    *("patent", "controlled_by_large", "as_of", "colour", ""),
]
CELLS = st.one_of(st.sampled_from(VALUES), st.sampled_from(["yes", "no", "1,000", '"a"']), TEXT)
TABLES = st.tuples(
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=6).map(",".join),
    st.lists(st.lists(CELLS, max_size=7).map(",".join), max_size=6),
).map(lambda parts: "\n".join([parts[0], *parts[1]]).encode("utf-8", "replace"))
SUFFIXES = st.sampled_from([".csv", ".tsv", ".json", ".jsonl", ".toml", ".xlsx", ".txt", ""])
LIST_HEADS = [
    "专利号",
    "公开（公告）号",
    "专利名称",
    "专利权人",
    "申请日",
    "年许可费",
    "publication_number",
    "title",
    "名称",
]
LIST_ROWS = st.tuples(
    st.lists(st.sampled_from(LIST_HEADS), min_size=1, max_size=5).map(",".join),
    st.lists(st.lists(CELLS, max_size=6).map(",".join), max_size=5),
).map(lambda parts: "\n".join([parts[0], *parts[1]]))
ENCODED = st.tuples(LIST_ROWS, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])).map(
    lambda pair: pair[0].encode(pair[1], "replace")
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT, st.sampled_from(VALUES)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(TEXT, st.sampled_from(FIELDS)), inner, max_size=5),
    ),
    max_leaves=15,
).map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
LISTS = st.tuples(SUFFIXES, st.one_of(ENCODED, JSON, BYTES))
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=400
)


def command_line(words: list[str], _folder: Path) -> None:
    """Any words at all."""
    check(call(*words))


def numbers_on_standard_input(body: bytes, _folder: Path) -> None:
    """What `-` reads."""
    check(call("show", "-", "--format", "ids", stdin=body))
    check(call("number", "-", stdin=body))


def batch(body: bytes, folder: Path) -> None:
    """A table of companies, from a file and from standard input."""
    path = folder / "rows.csv"
    path.write_bytes(body)
    found = call("eligible", "--batch", str(path))
    check(found)
    assert call("eligible", "--batch", "-", stdin=body).code == found.code


def configuration(body: bytes, folder: Path) -> None:
    """The configuration file."""
    (folder / "config.toml").write_bytes(body)
    check(call("list", "--limit", "1", env={"PATENTCLI_CONFIG_DIR": str(folder)}))


def query(text: str, _folder: Path) -> None:
    """What is looked for."""
    check(call("search", "--limit", "3", "--explain", "--", text))


def catalogue_file(changes: list[tuple[float, int]], folder: Path) -> None:
    """A catalogue in which bytes were changed, its header too."""
    body = bytearray(Path(bundled_path()).read_bytes())
    for place, value in changes:
        body[int(place * len(body))] = value
    path = folder / "damaged.db"
    path.write_bytes(body)
    for arguments in (["list", "--format", "json"], ["search", "直播"], ["stats", "--by", "ipc"]):
        check(call(*arguments, "-C", str(path)))


def completion(words: list[str], _folder: Path) -> None:
    """Words as a shell hands them over: always an answer, never a message."""
    for shell in ("bash", "zsh", "fish", "nonsense"):
        out, err = Sink(), Sink()
        env = Environment(env=quiet_environment(), stdout=Output(out), stderr=Output(err))
        try:
            assert answer(env, [shell, *words]) == 0
        finally:
            set_language("en")
        assert err.body == b"", err.body
        assert not set(unseen(out.body.decode())) - {"\t"}


def list_file(case: tuple[str, bytes], folder: Path) -> None:
    """A list of somebody else, in any format: checked, and made a catalogue of."""
    suffix, body = case
    path = folder / f"list{suffix}"
    path.write_bytes(body)
    check(call("catalogue", "validate", str(path)))
    found = call("catalogue", "import", str(path), "--name", "fuzz")
    check(found)
    if found.code == 0:
        check(call("list", "-C", "fuzz", "--limit", "3"))
    path.unlink()


Reader = Callable[..., None]
READERS: dict[str, tuple[Reader, st.SearchStrategy[object]]] = {
    "command line": (command_line, ARGUMENTS),
    "numbers on standard input": (numbers_on_standard_input, BYTES),
    "batch": (batch, st.one_of(TABLES, BYTES)),
    "configuration": (configuration, BYTES),
    "query": (query, st.one_of(TEXT, st.sampled_from(VALUES))),
    "catalogue file": (catalogue_file, CHANGES),
    "completion": (completion, ARGUMENTS),
    "list": (list_file, LISTS),
}
