"""From the shared options to a question about patents: filters, dates, order, limits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from patentcli.call import Call, check_field
from patentcli.catalogue.filters import Condition, Filters, conditions
from patentcli.catalogue.query import SORTABLE, count_unknown
from patentcli.errors import UsageProblem
from patentcli.i18n import _, ngettext, pick
from patentcli.suggest import unknown_word

LISTINGS = ("candidate", "listed")


def parse_day(text: str, where: str) -> str:
    """An ISO date as it stands in the catalogue; UsageProblem that shows a right one."""
    from datetime import date

    try:
        if len(text) != 10 or "W" in text:  # 2020-W01-1 is a date of the ISO calendar of weeks
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageProblem(
            _("{value!r} is not a date").format(value=text[:40]),
            where=where,
            hint=_("write it YYYY-MM-DD, as in {example}").format(example=_near_date(text)),
        ) from None


def _near_date(text: str) -> str:
    """The date that was probably meant by other separators or a missing zero."""
    import re
    from datetime import date

    parts = re.fullmatch(r"\s*(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})\D?\s*", text[:40])
    try:
        return date(*map(int, parts.groups())).isoformat() if parts else "2020-06-30"
    except ValueError:
        return "2020-06-30"


def vocabulary(call: Call) -> dict[str, list[dict[str, str]]]:
    """The words of `domain` and `application` with their labels, from the bundled catalogue."""
    import json

    row = call.catalogue.base.execute("SELECT body FROM document WHERE name = 'vocabulary'")
    words: dict[str, list[dict[str, str]]] = json.loads(row.fetchone()[0])
    return words


def _words(call: Call, name: str) -> list[tuple[str, str, str]]:
    """The words of one filter: value, English and Chinese label."""
    return [(w["value"], w["label_en"], w["label_zh"]) for w in vocabulary(call)[name]]


def statuses_shown() -> dict[str, str]:
    """The words for people of `status.STATUSES`."""
    return {
        "in-force": _("in force"),
        "lapsed": _("lapsed"),
        "pending": _("pending"),
        "unknown": _("unknown"),
    }


def words_shown(call: Call) -> dict[str, str]:
    """For people: what stands for a word of the catalogue; in English a word is plain enough."""
    words = {w["value"]: w["label_zh"] for kind in vocabulary(call).values() for w in kind}
    words = {value: pick(value, label) for value, label in words.items()}
    return {**words, "candidate": _("candidate"), "listed": _("listed"), **statuses_shown()}


def _check_words(call: Call, name: str) -> Sequence[str]:
    """The values of a filter that takes words of the vocabulary: a word, or its label."""
    given = call.many(name)
    if not given:
        return ()
    words = _words(call, name)
    known = {word: word for word, _english, _chinese in words}
    for word, english, chinese in words:
        known.setdefault(english.casefold(), word)
        known.setdefault(chinese, word)
    found = []
    for value in given:
        key = value.strip().casefold()
        if key not in known:
            messages = {
                "domain": _("unknown domain {value!r}"),
                "application": _("unknown application {value!r}"),
            }
            message = messages[name].format(value=value)
            raise unknown_word(
                message, value, [word for word, *_labels in words], where=f"--{name}"
            )
        found.append(known[key])
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


def _check_listing(call: Call) -> Sequence[str]:
    for value in call.many("listing"):
        if value not in LISTINGS:
            message = _("unknown listing {value!r}").format(value=value)
            raise unknown_word(message, value, LISTINGS, where="--listing")
    return call.many("listing")


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


def chosen_filters(call: Call) -> Filters:
    """The filters asked for, checked; UsageProblem names the option and the nearest right value."""
    fee = call.text("max_fee")
    fen = None
    if fee is not None:
        from patentcli.amounts import parse_amount

        fen = parse_amount(fee, where="--max-fee")

    def day(name: str) -> str | None:
        text = call.text(name)
        return None if text is None else parse_day(text, f"--{name.replace('_', '-')}")

    return Filters(
        domain=_check_words(call, "domain"),
        application=_check_words(call, "application"),
        holder=_texts(call, "holder"),
        inventor=_texts(call, "inventor"),
        ipc=[text.upper().replace(" ", "") for text in _texts(call, "ipc")],
        office=_check_codes(call),
        listing=_check_listing(call),
        filed_after=day("filed_after"),
        filed_before=day("filed_before"),
        max_fee_fen=fen,
        in_force_on=day("in_force_on"),
    )


def wanted(call: Call) -> list[Condition]:
    """The conditions of the filters asked for."""
    return conditions(chosen_filters(call), call.catalogue.meta["created"])


def order(call: Call) -> tuple[str | None, bool]:
    """The field to sort by, if any, and whether the order is turned round."""
    sort = call.text("sort")
    if sort is not None:
        check_field(sort, SORTABLE, "--sort")
    return sort, call.flag("reverse")


def say_unknown(call: Call, found: Sequence[Condition]) -> None:
    """Say how many records were left out only because a value that a filter asks for is unknown."""
    if not found or call.env.quiet:
        return
    left_out = count_unknown(call.catalogue.connection, found)
    if left_out:
        text = ngettext(
            "{count} record left out: what the filter asks for is unknown of it",
            "{count} records left out: what the filters ask for is unknown of them",
            left_out,
        )
        call.env.say(text.format(count=left_out))


class Candidates:
    """Counts the candidates among the records that pass through, to say so at the end."""

    def __init__(self, rows: Iterable[Mapping[str, object]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for row in self._rows:
            if row["listing"] == "candidate":
                self.count += 1
            yield row

    def say(self, call: Call) -> None:
        """One line if any candidate was shown: what that means and how to confirm."""
        if self.count:
            text = ngettext(
                "{count} candidate: not confirmed to be on the official list; to confirm, get the "
                "exchange's list and run: patentcli catalogue confirm LIST",
                "{count} candidates: not confirmed to be on the official list; to confirm, get the "
                "exchange's list and run: patentcli catalogue confirm LIST",
                self.count,
            )
            call.env.say(text.format(count=self.count))
