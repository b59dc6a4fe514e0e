"""`industries`: the groups of the size standard, as `--industry` takes them."""

from typing import Annotated

from patentcli.call import Call
from patentcli.company_options import as_of_day
from patentcli.errors import ExitStatus, UsageProblem
from patentcli.i18n import N_, _, pick
from patentcli.options import argument, as_of, describe, reading
from patentcli.output.formats import Rows
from patentcli.rules.book import Standard
from patentcli.rules.industries import matches, resolve, resolve_in
from patentcli.rules.size import LABELS

COLUMNS = ("key", "label_en", "label_zh", "codes", "indicators")
FIELDS = (*COLUMNS, "note")


@describe(
    as_of,
    reading,
    fields=FIELDS,
    examples=("patentcli industries", "patentcli industries 广告", "patentcli industries 7010"),
)
def command(
    call: Call,
    words: Annotated[
        list[str] | None,
        argument(
            "WORD…",
            N_("Part of an industry's name, a trade, or a GB/T 4754-2017 code."),
            "industry",
        ),
    ] = None,
) -> int:
    """Write each group with its codes and the indicators that count in it; 1 if none fits."""
    day = as_of_day(call)
    standard = call.rulebook.standard(day)
    if standard is None:
        message = _("no size standard is known to be in force on {day}")
        raise UsageProblem(message.format(day=day), where="--as-of")
    keys = _found(call, standard, " ".join(words)) if words else None
    rows = [
        {
            "key": group.key,
            "label_en": group.name_en,
            "label_zh": group.name_zh,
            "codes": list(group.codes),
            "indicators": [_(LABELS[i]) if call.is_table else i for i in group.indicators],
            "note": group.remark or None,
        }
        for group in standard.groups
        if keys is None or group.key in keys
    ]
    other = pick("label_zh", "label_en") if call.is_table else None  # for a person one is enough
    columns = tuple(name for name in COLUMNS if name != other)
    answer = Rows(columns, FIELDS, rows, id_field="key", whole=("codes",), one_line=len(rows) > 1)
    call.write_small(answer)
    return ExitStatus.OK if rows else ExitStatus.NO


def _found(call: Call, standard: Standard, word: str) -> set[str]:
    """The keys of the groups that a word or code names, or whose names contain it; what the
    standard does not cover, and how a word of trade was read, is said."""
    try:
        found = [resolve_in(standard, call.rulebook, word, "WORD")]
    except UsageProblem:
        found = [resolve(standard, name) for name in matches(standard, word)]
        if not found:
            raise
    remarks = [industry.read_as for industry in found]
    for part in (part for industry in found for part in industry.uncovered):
        remarks.append(_("not covered by the standard: {industry}", industry=part.label))
    if len(found) == 1:
        remarks.append(found[0].note)
    call.env.say(*dict.fromkeys(remarks))
    return {group.key for industry in found for group in industry.groups}
