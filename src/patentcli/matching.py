"""The patents that fit a company's needs, each with the verdict on it for that company."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, NamedTuple

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS
from patentcli.catalogue.filters import Condition
from patentcli.catalogue.query import patents_at
from patentcli.errors import UsageProblem
from patentcli.i18n import _
from patentcli.named_patents import facts_of
from patentcli.rules.advice import next_step
from patentcli.rules.book import Rulebook
from patentcli.rules.facts import Facts
from patentcli.rules.verdict import Verdict, eligible
from patentcli.search.engine import Hit, Result, run

COLUMNS = ("need", "rank", "patent", "title", "fit", "verdict", "failed", "unknown", "next")
HIT_FIELDS = (
    "rank", "patent", "title", "title_zh", "score", "fit", "matched", "verdict", "failed",
    "unknown", "fee_yuan", "next",
)  # fmt: skip
PER_NEED = 5  # patents for each need where --limit does not say
# A stated fee, by the year or once, above what the company would pay.
_DEARER = "coalesce(p.annual_fee_fen, p.one_off_fee_fen, 0) > :most"
_KEPT = 1 << 10  # needs that are remembered: companies of a table have many in common


class Match(NamedTuple):
    """A patent that fits a need."""

    hit: Hit
    record: Mapping[str, Any]
    verdict: Verdict

    def to_json(self, rank: int, *, told: bool) -> dict[str, object]:
        """The object of the JSON interface, with the fields HIT_FIELDS; see `to_json` below."""
        title = self.verdict.title if told else self.record["title"]
        about = (self.record["id"], title, self.record["title_zh"])
        step = next_step(self.verdict)
        if self.record["listing"] == "candidate":
            step = _("{where}: {message}", where=_("candidate, not confirmed"), message=step)
        values = (rank, *about, *self.hit[1:], *self.verdict.row.values(), step)
        return dict(zip(HIT_FIELDS, values, strict=True))


class Answer(NamedTuple):
    """What was found for one need."""

    need: str
    matches: Sequence[Match]  # best first
    result: Result  # what the search says besides: corrections, unknown words, how many there are
    dearer: int  # how many fit but state a higher fee than the company would pay


def company_of(book: Rulebook, facts: Facts) -> Verdict:
    """The verdict on the company alone; a fee of nothing gives it something to check."""
    return eligible(book, facts._replace(fee=0, patent=None))


def to_json(
    about: Mapping[str, str | None], company: Verdict, answers: Sequence[Answer], *, told: bool
) -> dict[str, Any]:
    """The object of the JSON interface; `about` is the company's id and name. What is `told` to
    people has titles in their language."""
    plain: Any = company.to_json()
    needs = []
    for answer in answers:
        hits = [match.to_json(rank, told=told) for rank, match in enumerate(answer.matches, 1)]
        needs.append({"need": answer.need, "hits": hits})
    return {"company": {**about, **plain["company"]}, "as_of": plain["as_of"], "needs": needs}


class Matcher:
    """Needs are looked up in the catalogue in use, with the same filters for every company."""

    def __init__(
        self,
        call: Call,
        *,
        conditions: Sequence[Condition] = (),
        limit: int | None = None,
        max_fee: int | None = None,
    ) -> None:
        self._call, self._limit, self._wanted, self._dearer = call, limit, [*conditions], []
        if max_fee is not None:
            self._wanted.append(Condition("max_fee", f"NOT {_DEARER}", {"most": max_fee}))
            self._dearer = [*conditions, Condition("max_fee", _DEARER, {"most": max_fee})]
        self._found = lru_cache(_KEPT)(self._look_up)

    def answer(self, need: str, facts: Facts, where: str = "--need") -> Answer:
        """The patents that fit a need, each judged by the facts: day, company and fee. Raises
        UsageProblem for a need without a letter, which stands at `where`."""
        try:
            result, records, dearer = self._found(need)
        except UsageProblem as problem:
            problem.where = where
            raise
        matches = []
        for hit, record in zip(result.hits, records, strict=True):
            named = facts._replace(patent=facts_of(self._call.catalogue, record))
            matches.append(Match(hit, record, eligible(self._call.rulebook, named)))
        return Answer(need, matches, result, dearer)

    def _look_up(self, need: str) -> tuple[Result, Sequence[Mapping[str, Any]], int]:
        connection = self._call.catalogue.connection
        search = partial(run, connection, self._call.base, need, explain=True)
        result = search(conditions=self._wanted, limit=self._limit)
        dearer = search(conditions=self._dearer, limit=0).total if self._dearer else 0
        return result, patents_at(connection, FIELDS, [hit.n for hit in result.hits]), dearer
