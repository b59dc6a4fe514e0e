"""What is thrown at the readers of the program: texts, tables and files, odd or nearly right."""

import json

from hypothesis import strategies as st

from hostile_catalogue import PAYLOADS
from listing import toml
from patentcli.catalogue.fields import FIELDS
from patentcli.profile import Profile
from registry import built, entries


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
SUFFIXES = st.sampled_from([".csv", ".tsv", ".json", ".jsonl", ".toml", ".xlsx", ".txt", ""])
LIST_HEADS = ["专利号", "专利名称", "专利权人", "申请日", "年许可费", "法律状态", "备注"]


def _lines(heads: list[str]) -> st.SearchStrategy[str]:
    """A head of some of these and a few rows, as if commas were all there is to CSV."""
    return st.tuples(
        st.lists(st.sampled_from(heads), min_size=1, max_size=6).map(",".join),
        st.lists(st.lists(CELLS, max_size=7).map(",".join), max_size=6),
    ).map(lambda parts: "\n".join([parts[0], *parts[1]]))


TABLES = _lines(HEADS).map(lambda text: text.encode("utf-8", "replace"))
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
ENCODED = st.tuples(_lines([*LIST_HEADS, "公开（公告）号", "title"]), ENCODINGS).map(
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
OTHERS = st.tuples(SUFFIXES, st.one_of(ENCODED, JSON, BYTES))
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=400
)


def _spelled(*pieces: str, most: int = 8) -> st.SearchStrategy[str]:
    """Texts of such pieces, a few of them with others between."""
    known = st.lists(st.sampled_from(pieces), max_size=most).map("".join)
    return st.one_of(known, known, st.tuples(known, TEXT, known).map("".join))


NUMBERS = _spelled(
    *("CN", "ZL", "US", "EP", "WO", "PCT/", "JP", "IN", "KR", "20", "2022", "1", "10", "599282"),
    *("114694", "123", "0", "6", "7", "X", "A", "B", "B2", "U", ".", "-", "/", " ", ",", "\u200b"),
    *("专利号：", "特開", "平", "令和", "号", "Reissue", "RE", "DE", "TW", "２０２２１０５"),
    most=10,
)
STUMPS = st.one_of(
    st.sampled_from(["USRE", "US/", "EP.", "JP-", "JPWO-", "PCT//", "WO.1", ".X", "CN.", "９"]),
    st.text(st.characters(codec=None), max_size=60),
    st.text("CNZLUSEPWOJP0123456789.-/ ABX,()"),
    LINES,
)
AMOUNTS = _spelled(
    *("4", "40", "000", "40,000", ",", ".", ".5", "05", "万", "亿", "元", "¥", "￥", "CNY ", "RMB"),
    *("贰十五百千零整", *"贰十五百千零整", "人民币", " ", "-", "e5", "$", "免费", "free", "９"),
    most=7,
)
DAYS = _spelled(
    *("2019", "19", "1790", "2100", "5", "05", "6", "12", "31", "29", "-", "/", ".", " ", ", "),
    *("年", "月", "日", "Mar", "march", "Sept.", "May", "1st", "T", "08:30", ":15", "Z", "+08:00"),
    *("43586", "1692201600000", "２０１９", "－０５"),
    most=7,
)


TOML = st.one_of(
    st.sampled_from(["true", "false", "40", "-1", "4.5", "2026-01-01", "[]", '["a", "b"]', "[1]"]),
    st.one_of(AMOUNTS, TEXT, st.sampled_from(VALUES)).map(toml),
)
PROFILES = st.one_of(
    st.dictionaries(st.sampled_from([*Profile.model_fields, "colour"]), TOML, max_size=6).map(
        lambda lines: "\n".join(map(" = ".join, lines.items())).encode("utf-8", "replace")
    ),
    BYTES,
)


FULL_CELLS = st.one_of(NUMBERS, AMOUNTS, DAYS, st.sampled_from(VALUES), TEXT)
# A table with heads that are known; the title of each row is its own.
FULL = st.tuples(
    st.integers(2, len(LIST_HEADS)),
    st.lists(
        st.tuples(
            st.one_of(st.sampled_from(["CN114694123B", "202210599282.6", "US11941802B2"]), NUMBERS),
            st.lists(FULL_CELLS, min_size=len(LIST_HEADS), max_size=len(LIST_HEADS)),
        ),
        min_size=1,
        max_size=6,
    ),
).map(
    lambda made: [
        LIST_HEADS[: made[0]],
        *([number, f"方法{n}之一", *cells][: made[0]] for n, (number, cells) in enumerate(made[1])),
    ]
)
KINDS = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".toml", ".xlsx")
