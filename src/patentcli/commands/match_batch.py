"""`match --batch`: for each company of a table, the patents that fit its needs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patentcli.arguments import native_path
from patentcli.batch.cells import Reader
from patentcli.batch.table import Row, open_table
from patentcli.call import Call
from patentcli.commands.eligible_batch import head_of, refuse_order
from patentcli.csv_rows import Bad
from patentcli.errors import ExitStatus, PatentcliError, UsageProblem
from patentcli.filter_options import wanted
from patentcli.i18n import _, ngettext
from patentcli.matching import COLUMNS, HIT_FIELDS, PER_NEED, Matcher, company_of, to_json
from patentcli.output.model import Rows
from patentcli.rulebook import as_of_day, rulebook
from patentcli.rules.facts import Company, Facts, Figures

BATCH_COLUMNS = ("id", "name", *COLUMNS)
ERROR = "error"  # the verdict of a row that means nothing


class _Companies:
    """The rows of a table as answers, one after the other."""

    def __init__(self, call: Call, matcher: Matcher, needs: Sequence[str]) -> None:
        self._call, self._matcher, self._needs = call, matcher, needs
        self._book = rulebook(call)
        self.errors = 0

    def answers(self, rows: Iterator[Row], reader: Reader) -> Iterator[dict[str, Any]]:
        """The JSON object of each company; one that means nothing has `error` and no needs."""
        with self._call.env.progress(None, _("rows")) as progress:
            for place, record in rows:
                progress.advance()
                try:
                    if isinstance(record, Bad):
                        raise UsageProblem(record.reason)
                    yield self._answer(reader, record)
                except PatentcliError as problem:
                    self.errors += 1
                    reason = _("line {place}: {reason}").format(place=place, reason=problem)
                    yield {"company": {"id": None, "name": None}, "needs": [], ERROR: reason}

    def _answer(self, reader: Reader, cells: Sequence[str]) -> dict[str, Any]:
        said = reader.read(cells)
        needs = [need.strip() for need in said.needs.split("|") if need.strip()] or self._needs
        if not needs:
            raise UsageProblem(_("is empty"), where="needs")
        company = Company(
            said.industry or None, Figures(*said.figures), said.stated, said.controlled_by_large
        )
        facts = Facts(as_of=said.day, fee=said.fee, company=company)
        judged = company_of(self._book, facts)
        answers = [self._matcher.answer(need, facts) for need in needs]
        about = {"id": said.id or None, "name": said.name or None}
        return to_json(about, judged, answers)


def run_batch(call: Call, path: str, needs: Sequence[str]) -> int:
    """Write the answer for every company; 65 if a row meant nothing."""
    refuse_order(call)
    path = native_path(path)
    book, day = rulebook(call), as_of_day(call.text("as_of"))
    matcher = Matcher(
        call.catalogue, call.base, book, conditions=wanted(call), limit=call.limit(PER_NEED)
    )
    companies = _Companies(call, matcher, needs)
    with open_table(path, call.env) as rows:
        head = head_of(call, rows, path, (), needs=True)
        found = companies.answers(rows, Reader(head, day))
        options = call.output_options("csv")._replace(inputs=() if path == "-" else (path,))
        answer = Rows(
            columns=BATCH_COLUMNS,
            fields=("id", "name", "need", *HIT_FIELDS),
            rows=_lines(found),
            id_field="patent",
            document=lambda: list(found),
        )
        call.write(answer, options)
    if not companies.errors:
        return ExitStatus.OK
    text = ngettext(
        "{count} row could not be answered: its verdict is error, the column next says why",
        "{count} rows could not be answered: their verdict is error, the column next says why",
        companies.errors,
    )
    call.env.warn(text.format(count=companies.errors))
    return ExitStatus.DATA


def _lines(found: Iterator[dict[str, Any]]) -> Iterator[Mapping[str, object]]:
    """One line a hit; a company whose row means nothing has one line that says why."""
    blank = dict.fromkeys(("need", *HIT_FIELDS))
    for one in found:
        about = {name: one["company"][name] for name in ("id", "name")}
        if ERROR in one:
            yield {**about, **blank, "verdict": ERROR, "next": one[ERROR]}
        for need in one["needs"]:
            for hit in need["hits"]:
                yield {**about, "need": need["need"], **hit}
