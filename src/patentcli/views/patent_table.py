"""What the commands that write patents share: columns, which fields to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from patentcli.call import Call
from patentcli.catalogue.fields import FIELDS, NESTED, SHOWN
from patentcli.filter_options import words_shown
from patentcli.i18n import _, language
from patentcli.output.model import Rows

# What a person's table needs to know besides its columns.
_BESIDE = ("title_is_translation", "title_zh_is_translation", "holder_zh")
_WIDE = 140  # columns of a terminal from which both titles are shown


def _for_people(call: Call) -> bool:
    """Whether the answer is read by a person, so that its text columns follow the language."""
    return call.format in ("table", "md")


def default_columns(call: Call, columns: Sequence[str] = SHOWN) -> tuple[str, ...]:
    """The columns if none are chosen: on a terminal that is not wide, one title is enough."""
    if call.is_table and call.env.width < _WIDE:
        other = "title" if language() == "zh" else "title_zh"
        return tuple(c for c in columns if c != other)
    return tuple(columns)


def needed(call: Call, columns: Sequence[str]) -> tuple[str, ...]:
    """The fields to read from the catalogue: those that will be written, and the listing."""
    options = call.output_options()
    if options.fields is not None:
        heads = (name.partition(".")[0] for name in options.fields)
        fields = tuple(f for f in heads if f in FIELDS)
    elif call.format in ("json", "jsonl"):
        return FIELDS
    else:
        fields = tuple(c for c in columns if c in FIELDS)
    marks = _BESIDE if _for_people(call) else ()
    return tuple(dict.fromkeys((*fields, "id", "listing", *marks)))


def with_mark(title: object, translated: object) -> str:
    """A title, marked where it is a working title and not the document's own."""
    text = str(title or "")
    return _("{title} (our translation)").format(title=text) if text and translated else text


def _holder(row: Mapping[str, object]) -> dict[str, object]:
    """The holder's name in the language in use, else in the other one."""
    if "holder" not in row:
        return {}
    name, chinese = row["holder"] or row["holder_zh"], row["holder_zh"] or row["holder"]
    return {"holder": name if language() != "zh" else chinese}


def _marked(rows: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    for row in rows:
        titles = {
            name: with_mark(row[name], row[f"{name}_is_translation"])
            for name in ("title", "title_zh")
            if name in row
        }
        yield {**row, **titles, **_holder(row)}


def patent_rows(
    call: Call,
    rows: Iterable[Mapping[str, object]],
    columns: tuple[str, ...],
    fields: tuple[str, ...] = FIELDS,
) -> Rows:
    """An answer that consists of patents; for a person, working titles are marked."""
    answer = Rows(
        columns=columns, fields=fields, rows=rows, nested=NESTED, id_field="id", one_line=True
    )
    if not _for_people(call):
        return answer
    words = words_shown(call)
    return answer._replace(rows=_marked(rows), words={"domain": words, "listing": words})
