"""`search`: the patents that fit a need, in everyday words."""

from collections import Counter
from functools import partial
from typing import Annotated

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, SHOWN, SORTABLE
from patentcli.catalogue.query import ordered, patents_at
from patentcli.errors import ExitStatus
from patentcli.filter_options import say_candidates, say_filtered, value_meant, wanted, words_shown
from patentcli.i18n import N_, _, in_every_language
from patentcli.options import argument, describe, filters, option, reading
from patentcli.search import FITS
from patentcli.search.engine import run
from patentcli.views.patents import default_columns, needed, patent_rows
from patentcli.views.search_hits import draw_hits

COLUMNS = ("score", "fit", *SHOWN)
FOUND = (*FIELDS, "score", "fit")
DRAWN = ("title", "title_zh", "summary", "summary_zh")
LIMIT = 20


@describe(
    filters,
    reading,
    fields=FOUND,
    examples=(
        'patentcli search "recap clips of a drama series"',
        "patentcli search 手机照片太大想变小",
        "patentcli search G06T --domain 3d --explain",
    ),
)
def command(
    call: Call,
    query: Annotated[list[str], argument("QUERY…", N_("What you are looking for, in words."))],
    explain: Annotated[bool, option("--explain", N_("Show which words matched where."))] = False,
    fit: Annotated[str | None, option("--fit", N_("Weakest fit (default: partial)."), FITS)] = None,
) -> int:
    """Write the best hits first; 1 if there is none."""
    if fit is not None:
        fit = value_meant(fit, in_every_language(FITS), _("unknown fit {value!r}"), "--fit")
    conditions = wanted(call)
    sort, reverse = call.order(SORTABLE)
    connection = call.catalogue.connection
    result = run(
        connection,
        call.base,
        " ".join(query),
        conditions=conditions,
        limit=call.limit(LIMIT),
        fit=fit or "partial",
        explain=explain or call.is_table,
    )
    call.env.say(*result.remarks)
    why = ("matched",) if explain else ()
    columns = default_columns(call, (*COLUMNS, *why))
    read = (*needed(call, columns), *(DRAWN if call.is_table else ()))
    hits = {hit.n: hit for hit in result.hits}
    places = ordered(connection, list(hits), sort, reverse)
    records = patents_at(connection, read, places)
    found = [{**r, **hits[n]._asdict()} for n, r in zip(places, records, strict=True)]
    answer = patent_rows(call, found, columns, (*FOUND, *why))
    if call.is_table:
        draw = partial(draw_hits, hits=found, words=words_shown(call), explain=explain)
        answer = answer._replace(human=draw)
    call.write(answer)
    say_filtered(call, conditions)
    say_candidates(call, Counter(record["listing"] for record in found))
    call.say_rest(len(found), result.total)
    return ExitStatus.OK if result.total else ExitStatus.NO
