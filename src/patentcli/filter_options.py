"""From the shared options to a question about patents: filters, dates, order, limits."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from patentcli.call import Call
from patentcli.catalogue.filters import Condition, Filters, conditions
from patentcli.catalogue.query import SORTABLE, count_unknown
from patentcli.errors import UsageProblem
from patentcli.i18n import N_, _, in_every_language, ngettext, pick
from patentcli.suggest import check_word, unknown_word

REPEATED = ("domain", "application", "holder", "inventor", "ipc", "office", "listing", "status")
# SQLite takes a thousand terms in one condition, of which a value of a filter can need eight.
MOST = 100  # values of one filter
LONGEST = 1_000  # characters of a value
LISTINGS = {"candidate": N_("candidate"), "listed": N_("listed")}
STATUSES = {
    "in-force": N_("in force"),
    "lapsed": N_("lapsed"),
    "pending": N_("pending"),
    "unknown": N_("unknown"),
}
"""Values with the words for people."""

# What a record lacks that a filter leaves out because nobody can tell.
MISSING = {
    "domain": N_("no domain stated"),
    "application": N_("no application stated"),
    "holder": N_("no holder stated"),
    "inventor": N_("no inventor stated"),
    "ipc": N_("no classification stated"),
    "office": N_("office not known"),
    "listing": N_("listing not known"),
    "status": N_("status not known"),
    "filed_after": N_("no filing date stated"),
    "filed_before": N_("no filing date stated"),
    "max_fee_fen": N_("no annual fee stated"),
    "in_force_on": N_("grant date or end of term not known"),
    "offered_on": N_("not known to be offered, or until when"),
}


def parse_day(text: str, where: str) -> str:
    """The day as an ISO date, as it stands in the catalogue; UsageProblem for what is none."""
    from patentcli.dates import NotADate, read_date

    try:
        return read_date(text).isoformat()
    except NotADate:
        raise UsageProblem(
            _("{value!r} is not a date").format(value=text[:40]),
            where=where,
            hint=_("write it YYYY-MM-DD, as in {example}").format(example="2020-06-30"),
        ) from None


def vocabulary(call: Call) -> dict[str, list[dict[str, str]]]:
    """The words of `domain` and `application` with their labels, from the bundled catalogue."""
    words: dict[str, list[dict[str, str]]] = call.document("vocabulary")
    return words


def _words(call: Call, name: str) -> list[tuple[str, str, str]]:
    """The words of one filter: value, English and Chinese label."""
    return [(w["value"], w["label_en"], w["label_zh"]) for w in vocabulary(call)[name]]


def words_shown(call: Call) -> dict[str, str]:
    """For people: what stands for a word of the catalogue; in English a word is plain enough."""
    words = {w["value"]: w["label_zh"] for kind in vocabulary(call).values() for w in kind}
    words = {value: pick(value, label) for value, label in words.items()}
    return words | {value: _(word) for value, word in (LISTINGS | STATUSES).items()}


def _check_words(call: Call, name: str) -> Sequence[str]:
    """The values of a filter that takes words of the vocabulary: a word, or its label."""
    return _check_among(call, name, lambda: _words(call, name)) if call.many(name) else ()


def _check_choices(call: Call, name: str, choices: Mapping[str, str]) -> Sequence[str]:
    """The values of a filter that takes one of a few words, in either language."""
    if not call.many(name):
        return ()
    labels = in_every_language(choices.values())
    return _check_among(call, name, lambda: [(v, *w) for v, w in zip(choices, labels, strict=True)])


def _check_among(
    call: Call, name: str, known: Callable[[], Iterable[tuple[str, ...]]]
) -> Sequence[str]:
    """The values meant by what was given: `known` has each value with its labels.

    A part of a Chinese label is enough where no other has it.
    """
    from patentcli.search.text import normalise

    words = list(known())
    spellings = {normalise(s): value for value, *labels in words for s in (value, *labels)}
    found = []
    for text in call.many(name):
        key = normalise(text).strip()
        part = {v for s, v in spellings.items() if len(key) > 1 and key in s}
        if key in spellings:
            found.append(spellings[key])
        elif not key.isascii() and len(part) == 1:
            found += part
        else:
            messages = {
                "domain": _("unknown domain {value!r}"),
                "application": _("unknown application {value!r}"),
                "listing": _("unknown listing {value!r}"),
                "status": _("unknown status {value!r}"),
            }
            raise unknown_word(
                messages[name].format(value=text),
                text,
                [value for value, *_labels in words],
                where=f"--{name}",
            )
    return found


def _check_codes(call: Call) -> Sequence[str]:
    """Office codes: two letters, among those the catalogue has."""
    given = [code.strip().upper() for code in call.many("office")]
    if given:
        offices = call.catalogue.connection.execute("SELECT DISTINCT office FROM patent")
        known = sorted(code for (code,) in offices if code)
        for code in given:
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                message = _("{value!r} is not a country code").format(value=code)
                raise unknown_word(message, code, known, where="--office")
    return given


def _texts(call: Call, name: str) -> Sequence[str]:
    """The texts of a filter, as given and in their plain form; an empty one means nothing.

    A catalogue may hold full-width brackets or plain ones, whatever the list it came from had.
    """
    given = call.many(name)
    if not given:
        return ()
    import unicodedata

    found: dict[str, None] = {}
    for text in given:
        plain = unicodedata.normalize("NFKC", text).strip()
        if not plain:
            raise UsageProblem(_("an empty text matches everything"), where=f"--{name}")
        found.update({text.strip(): None, plain: None})
    return tuple(found)


def _holders(call: Call) -> Sequence[str]:
    """The texts of `--holder`, and the other names of the holders that they are part of."""
    given = _texts(call, "holder")
    if not given:
        return ()
    from patentcli.search.text import normalise

    found = dict.fromkeys(given)
    wanted = [normalise(text) for text in given]
    for names in holders(call):
        if any(text in normalise(name) for text in wanted for name in names):
            found.update(dict.fromkeys(names))
    return tuple(found)


def holders(call: Call) -> list[tuple[str, str]]:
    """The names of each holder whose name is known in both languages."""
    return [(h["name"], h["name_zh"]) for h in call.document("holders") if h["name_zh"]]


def _check_amount(name: str, values: Collection[str]) -> None:
    """Refuse more or longer values than one statement takes."""
    if len(values) > MOST:
        message = _("more than {count} values").format(count=MOST)
        raise UsageProblem(message, where=f"--{name}", hint=_("ask in several calls"))
    if any(len(value) > LONGEST for value in values):
        message = _("longer than {count} characters").format(count=LONGEST)
        raise UsageProblem(message, where=f"--{name}")


def chosen_filters(call: Call) -> Filters:
    """The filters asked for, checked; UsageProblem names the option and the nearest right value."""
    fee = call.text("max_fee")
    fen = None
    if fee is not None:
        from patentcli.amounts import parse_amount

        fen = parse_amount(fee, where="--max-fee")

    for name in REPEATED:
        _check_amount(name, set(call.many(name)))

    def day(name: str) -> str | None:
        text = call.text(name)
        return None if text is None else parse_day(text, f"--{name.replace('_', '-')}")

    chosen = {
        "domain": _check_words(call, "domain"),
        "application": _check_words(call, "application"),
        "holder": _holders(call),
        "inventor": _texts(call, "inventor"),
        "ipc": [text.upper().replace(" ", "") for text in _texts(call, "ipc")],
        "office": _check_codes(call),
        "listing": _check_choices(call, "listing", LISTINGS),
        "status": _check_choices(call, "status", STATUSES),
        "filed_after": day("filed_after"),
        "filed_before": day("filed_before"),
        "max_fee_fen": fen,
        "in_force_on": day("in_force_on"),
        "offered_on": day("offered_on"),
    }
    return {name: value for name, value in chosen.items() if value not in ((), [], None)}


def wanted(call: Call) -> list[Condition]:
    """The conditions of the filters asked for."""
    return conditions(chosen_filters(call), call.catalogue.meta["created"])


def order(call: Call) -> tuple[str | None, bool]:
    """The field to sort by, if any, and whether the order is turned round."""
    sort = call.text("sort")
    if sort is not None:
        check_word(sort, SORTABLE, _("unknown field {value!r}"), "--sort")
    return sort, call.flag("reverse")


def say_unknown(call: Call, found: Sequence[Condition]) -> None:
    """Say how many records were left out only because a value that a filter asks for is unknown."""
    if not found or call.env.quiet:
        return
    left_out = count_unknown(call.catalogue.connection, found)
    if left_out:
        missing = [_(MISSING[condition.name]) for condition in found]
        text = ngettext("{count} skipped: {missing}", "{count} skipped: {missing}", left_out)
        call.env.say(text.format(count=left_out, missing=_(" or ").join(dict.fromkeys(missing))))


class Candidates:
    """Counts the candidates among the records that pass through, to say so at the end."""

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        self._rows = rows
        self.count = self.seen = 0

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for row in self._rows:
            self.seen += 1
            self.count += row["listing"] == "candidate"
            yield row

    def say(self, call: Call) -> None:
        """One line if any candidate was shown: what that means and how to confirm."""
        if self.count:
            text = ngettext(
                "{count} candidate, not confirmed by an official list: "
                "patentcli catalogue confirm LIST",
                "{count} candidates, not confirmed by an official list: "
                "patentcli catalogue confirm LIST",
                self.count,
            )
            call.env.say(text.format(count=self.count))


def say_candidates(call: Call, records: Iterable[Mapping[str, object]]) -> None:
    """The remark on candidates for records that were shown, each counted once."""
    seen = Candidates({record["id"]: record for record in records}.values())
    for _record in seen:
        pass
    seen.say(call)
