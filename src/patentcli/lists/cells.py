"""How the cells under a head become values: one reader for each field."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from patentcli.catalogue.derive import STATUSES
from patentcli.catalogue.fields import LIST_FIELDS, TABLE, WORDS
from patentcli.dates import NotADate, UnknownOrder, read_date
from patentcli.i18n import _
from patentcli.lists import texts
from patentcli.lists.findings import CellProblem, shown
from patentcli.lists.heads import DATES, GRANTED, PERSONS, normal
from patentcli.lists.mapping import Background
from patentcli.lists.numbers import office_of
from patentcli.lists.source import Table
from patentcli.numbers import Malformed, cn_application, examine, is_granted, read
from patentcli.rules import expiry
from patentcli.yes_no import read_yes_no

REMEMBERED = 1 << 14  # converted cells kept for one column
# Columns whose cells hardly ever repeat are not remembered.
_VARIED = frozenset(("title", "title_zh", "summary", "summary_zh", "inventors", "sources", "note"))
_DITTO = ("同上", "〃", '"', "″")
# Columns whose cells are not read as one text: they can be lists, or several lines.
_WHOLE = frozenset((*PERSONS, *LIST_FIELDS, "holder", GRANTED))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# Words that say of an open licence that it was announced; any other could take it back.
_OPEN = "开放许可|openlicen[cs]e"
_ANNOUNCED = re.compile(
    rf"{_OPEN}|announced|by|cnipa|专利|声明|已|经|由|国家知识产权局|国知局"
    r"|公告(?:[日号]期?:?\d[\d年月日.-]*)?|[(),;:、【】。]|\d[\d年月日.-]*"
)
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\u1100-\u11ff\uac00-\ud7af]")
_TERM_UNIT = re.compile(r"[(\[【:/](?:单位:)?(年|月|个月|天|日|years|months)[)\]】]?$")
_BARE_TERM = re.compile(
    r"([\d.]{1,4}|[一二两三四五六七八九十]{1,3})(?:\s*[-~～—–至到]\s*([\d.]{1,3}))?"
)

Convert = Callable[[Any], Any]


class Said(NamedTuple):
    """What a cell says of other fields, what of it fits none, or why it says nothing."""

    values: Mapping[str, Any] = {}  # by field
    rest: str | None = None  # for the note
    reason: str = ""
    hint: str = ""


def reader_of(
    target: str, head: str, background: Background, table: Table, order: str | None, comma: bool
) -> Convert:
    """The function from a cell under a head (in normal form) to its value, or Said; None for a
    blank cell. `order`: of days such as 03/04/2013; `comma`: it parts names."""
    readers: Mapping[str, Convert] = {
        **_READERS,
        **dict.fromkeys(DATES, partial(_day, order=order, serials=table.serials)),
        "licence_term": partial(_term, head=head),
        **dict.fromkeys(PERSONS, partial(texts.persons, comma=comma)),
        "field_words": partial(_field_words, background=background),
        "domain": partial(_word, known=background.domains),
        "applications": partial(_words, known=background.applications),
        "number_office": partial(office_of, names=background.offices),
        "licence_kind": partial(_licence_kind, kinds=background.licence_kinds),
        "open_licence": partial(_licence_kind, kinds=background.licence_kinds, asked=True),
    }
    convert, is_whole = readers.get(target), target in _WHOLE

    def read_cell(value: object) -> Any:
        if value is None or value == "":
            return None
        try:
            if value in _DITTO:
                raise CellProblem(_("a ditto mark"), _("write the value itself"))
            cell = value if is_whole else texts.text(value)
            return cell if cell is None or convert is None else convert(cell)
        except CellProblem as problem:
            return Said({}, shown(value), problem.reason, problem.suggestion)

    if target in _VARIED:
        return read_cell
    remembered = lru_cache(REMEMBERED)(read_cell)
    if not table.typed:
        return remembered
    return lambda cell: remembered(cell) if type(cell) is str else read_cell(cell)


def _day(cell: str, order: str | None = None, serials: date | None = None) -> str:
    """The day as an ISO text. CellProblem for what is none, or could be two."""
    try:
        return read_date(cell.removeprefix("'"), order, serials=serials).isoformat()
    except NotADate as problem:
        if isinstance(problem, UnknownOrder):
            reason = _("could be two days, and no cell of the column tells which")
            raise CellProblem(reason, _("--dates dmy or --dates mdy does")) from None
        hint = _("write it YYYY-MM-DD, as in {example}", example="2013-07-31")
        raise CellProblem(str(problem), hint) from None


def _flag(cell: str) -> int:
    said = read_yes_no(cell)
    if said is None:
        raise CellProblem(_("neither yes nor no"), _("write true or false"))
    return int(said)


def _word(cell: str, known: Mapping[str, str]) -> str:
    """The vocabulary's value for a word or its label; CellProblem for any other."""
    if cell.casefold() not in known:
        names = ", ".join(sorted(set(known.values())))
        raise CellProblem(_("not in the vocabulary"), _("known: {names}", names=names))
    return known[cell.casefold()]


def _words(value: object, known: Mapping[str, str]) -> list[str] | None:
    return list(dict.fromkeys(_word(item, known) for item in texts.several(value) or ())) or None


def _field_words(cell: str, background: Background) -> Said:
    """Domain and applications, the first domain counting; else the whole cell to be kept."""
    domains, applications = background.domains, background.applications
    words = [item.casefold() for item in texts.several(cell) or ()]
    others = [word for word in words if word not in domains]
    known = dict.fromkeys(applications[word] for word in others if word in applications)
    domain = next((domains[word] for word in words if word in domains), None)
    rest = None if applications.keys() >= set(others) else cell
    return Said({"domain": domain, "applications": list(known) or None}, rest)


def _term(cell: str, head: str) -> str:
    """A bare number, or a range, counts in the unit of the head: 3 under 许可期限（年） is 3年."""
    unit = _TERM_UNIT.search(head)
    if unit is None or not _BARE_TERM.fullmatch(cell):
        return cell
    return cell + {"月": "个月", "years": " years", "months": " months"}.get(unit[1], unit[1])


def _licence_kind(cell: str, kinds: Mapping[str, str], asked: bool = False) -> Said:
    """The kind of licence where the cell says it, in a column that `asked` for an open licence with
    its head, and whether there is one at all; other words, such as 普通许可, are kept, and so is an
    open licence of which the list does not say that it was announced."""
    if asked and read_yes_no(cell) is False:
        return Said({"open_licence": cell})
    kind, word = kinds.get(normal(cell)), normal(f"开放许可{cell}" if asked else cell)
    if kind is None and re.search(_OPEN, word):
        if re.search("公告|announced", word) and not _ANNOUNCED.sub("", word):
            return Said({"licence_kind": "open-licence", "open_licence": "开放许可"})
        hint = _("if it was, write {example}", example="开放许可（已公告）")
        reason = _("does not say that an open licence was announced")
        return Said({"open_licence": "开放许可"}, cell, reason, hint)
    return Said({"licence_kind": kind}, None if kind else cell)


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese characters; Japanese and Korean ones are not."""
    return bool(not text.isascii() and _HAN.search(text) and not _KANA_OR_HANGUL.search(text))


def _holder(value: object) -> Said | None:
    """A name goes to the field of its language."""
    name = texts.holders(value)
    return None if name is None else Said({"holder_zh" if is_chinese(name) else "holder": name})


def _title(cell: str, head: str) -> Said | str | None:
    """A title goes to the field of its language, whatever the head is called; one word, or no
    letter, under a Chinese head may be a name in Chinese."""
    title = texts.without_tags(cell)
    field = "title_zh" if is_chinese(title) else "title"
    if head == "title_zh" and field == "title":
        is_word = (title.isascii() and " " not in title) or not any(map(str.isalpha, title))
        field = head if is_word else field
    return (title or None) if field == head else Said({field: title})


def _sources(value: object) -> list[str] | None:
    """Addresses, which may have any sign inside, but no space and no bar."""
    cell = None if isinstance(value, list | tuple) else texts.text(value) or ""
    if cell is None or cell.startswith("["):
        return texts.several(value)
    parts = re.split(r"\s*\|\s*|[;；,，]\s*(?=https?://)|\s+(?=https?://)", cell)
    return list(dict.fromkeys(filter(None, parts))) or None


def _grant(cell: str) -> str:
    """The publication number of a granted Chinese patent, in its canonical spelling."""
    try:
        found = read(cell)
    except Malformed as problem:
        raise CellProblem(problem.message) from None
    if found.office != "CN" or found.system == cn_application.SYSTEM or not is_granted(found):
        raise CellProblem(
            _("not the publication number of a granted Chinese patent"),
            _("for example {example}", example="CN114694123B"),
        )
    return found.canonical


def _granted(value: object) -> int | None:
    """Whether the end of a term, as an export writes it, is that of a granted patent."""
    try:
        end: Any = json.loads(value) if isinstance(value, str) else value
        return int(expiry.is_of_grant(end["basis"])) or None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CellProblem(_("not the end of a term as an export writes it")) from None


def _applications(value: object) -> list[dict[str, str | None]] | None:
    """Chinese applications as an export writes them: objects with number, date and role."""
    if isinstance(value, str) and (value := texts.text(value)) is None:
        return None
    found: dict[tuple[str | None, ...], dict[str, str | None]] = {}
    try:
        items: Any = json.loads(value) if isinstance(value, str) else value
        for item in items:
            number, role, filed = read(item["number"]), item["role"], item.get("date")
            if number.system != cn_application.SYSTEM or role not in ("own", "priority"):
                raise ValueError
            one = {"number": number.canonical, "date": filed and _day(str(filed)), "role": role}
            found[tuple(one.values())] = one
    except CellProblem:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CellProblem(
            _("expected a list of Chinese applications with number, date and role"),
            _(
                "for example {example}",
                example='[{"number": "CN202210599282.6", "date": null, "role": "own"}]',
            ),
        ) from None
    return list(found.values()) or None


def _classifications(value: object) -> list[str] | Said | None:
    found, rest = texts.symbols(value)
    if rest:
        return Said({"classifications": found}, rest, _("not a classification symbol"))
    return found


def _family(value: object) -> Said:
    found, rest = texts.sorted_out(texts.several(value) or (), lambda one: examine(one).canonical)
    return Said({"family": found}, rest)


_READERS: Mapping[str, Convert] = {
    "holder": _holder,
    "sources": _sources,
    "family": _family,
    "chinese_applications": _applications,
    "classifications": _classifications,
    GRANTED: _granted,
    **dict.fromkeys(("kept", "note"), lambda cell: Said({}, cell)),
    "fee_manner": lambda cell: Said({"fee_manner": [cell]}, cell),
    "title": partial(_title, head="title"),
    "title_zh": partial(_title, head="title_zh"),
    **dict.fromkeys(("summary", "summary_zh"), lambda cell: texts.without_tags(cell) or None),
    # One of our own words, or the words of an office, which are kept as they were shown.
    "status": lambda cell: Said({"status" if cell in STATUSES else "legal_status_as_shown": cell}),
    "chinese_grant": _grant,
    **{field.name: _flag for field in TABLE if field.kind == "flag"},
    **{
        field.name: partial(_word, known={word: word for word in WORDS[field.name]})
        for field in TABLE
        if field.kind == "choice"
    },
}
