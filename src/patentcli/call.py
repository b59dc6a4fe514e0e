"""One call of the program: its surroundings, the shared options given, what they ask for."""

import os
import sqlite3 as sql
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext, suppress
from functools import cached_property
from itertools import islice
from shlex import quote
from typing import TYPE_CHECKING, Any

from patentcli.arguments import native_path
from patentcli.catalogue.bundled import document
from patentcli.catalogue.file import bundled_path, connect
from patentcli.catalogue.opening import BUNDLED, Catalogue, open_catalogue, path_beside
from patentcli.environment import Environment
from patentcli.errors import PatentcliError, UsageProblem, extra
from patentcli.i18n import _
from patentcli.labels import label
from patentcli.output import formats
from patentcli.output.stream import Output, paged
from patentcli.settings import settings_path
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from patentcli.rules.book import Rulebook

Row = Mapping[str, object]
VARIABLES = {"catalogue": "PATENTCLI_CATALOGUE", "lang": "PATENTCLI_LANG"}
NOTHING: tuple[object, ...] = (None, False, (), [])


class Call:
    """What a command gets: `values` holds what was given on the command line."""

    def __init__(self, env: Environment, settings: Mapping[str, Any]) -> None:
        self.env = env
        self.program: Any = None  # the group of all commands, for help to describe
        self.reached: tuple[Any, str] = (None, "")  # the command or group called, and its path
        self.settings = settings
        self.values: dict[str, Any] = {}
        self.closing = ExitStack()  # what ends with the call
        self.inputs: list[str] = []  # files being read, which no output replaces

    def keep(self, values: Mapping[str, Any]) -> None:
        """Remember what was given; an option after the command wins over the one before."""
        self.values |= {name: value for name, value in values.items() if value not in NOTHING}

    def text(self, name: str) -> str | None:
        """The value of an option: as given, else of the environment, else configured, or None."""
        return self._found(name)[0]

    def origin_of(self, option: str) -> str:
        """Where the value of an option came from: itself, a variable, or the configuration."""
        if not option.startswith("--"):
            return option
        return self._found(option[2:])[1] or option

    def _found(self, name: str) -> tuple[str | None, str]:
        """The value of an option, and where it came from if not from the command line."""
        variable = VARIABLES.get(name, "")
        if name in self.values:
            return self.values[name], ""
        if value := self.env.env.get(variable):
            return value, variable
        if name in self.settings:
            return self.settings[name], f"{settings_path(self.env)}: {name}"
        return None, ""

    def many(self, name: str) -> list[str]:
        """The values of an option that may be given several times."""
        return [*self.values.get(name, ())]

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self.values.get(name))

    @property
    def invocation(self) -> str:
        """How a shell calls the program so that it reads the same catalogue."""
        given = self.values.get("catalogue")  # a variable or setting chooses it again
        return f"patentcli -C {quote(given)}" if given else "patentcli"

    @property
    def catalogues_dir(self) -> str:
        """Where the user's own catalogues are kept."""
        return os.path.join(self.env.directory("data"), "catalogues")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue that was asked for, opened at the first use."""
        origin = self.origin_of("--catalogue")
        try:
            return self.open(self.text("catalogue") or BUNDLED, origin)
        except PatentcliError as problem:
            if origin not in ("--catalogue", problem.where):
                problem.where = f"{origin}: {problem.where}"
            raise

    def open(self, name: str, where: str, *, old: bool = False) -> Catalogue:
        """Another catalogue, by name or file, until the call ends; `old`: one of 0.1 too."""
        catalogue = open_catalogue(name, self.catalogues_dir, where, old=old)
        self.closing.callback(catalogue.connection.close)
        self.inputs.append(catalogue.path)
        if (found := catalogue.overlay) and found.lost and not self.env.quiet:
            # Confirmed patents that this edition of the data no longer has are named once.
            from patentcli.catalogue.overlay import store

            said = _("confirmed before, but no longer in the catalogue: {numbers}; show says why")
            self.env.warn(said.format(numbers=", ".join(found.lost)))
            with suppress(PatentcliError):  # where it cannot be noted, they are named again
                store(path_beside(self.catalogues_dir), found._replace(lost=()))
        return catalogue

    @cached_property
    def base(self) -> sql.Connection:
        """The bundled catalogue as it came: rules, words and facts, whatever list is read."""
        return self.closing.enter_context(closing(connect(bundled_path())))

    def document(self, name: str) -> Any:
        """A document of the bundled catalogue, such as `vocabulary` or `rulebook`."""
        return document(self.base, name)

    @cached_property
    def rulebook(self) -> "Rulebook":
        """The rules: always those of the bundled catalogue, whatever list is read."""
        from patentcli.rules.book import Rulebook

        return Rulebook(self.document("rulebook"))

    def limit(self, default: int | None = None) -> int | None:
        """The most records to write, None for all; UsageProblem for what is no such number."""
        if (value := self.text("limit")) is None:
            return default
        if value.strip().lower() == "all":
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 15):
            message = _("{value!r} is not a whole number of at most 15 digits", value=value[:40])
            hint = _("write it as in {example}", example="--limit 20")
            raise UsageProblem(message, where="--limit", hint=hint)
        return int(value)

    @cached_property
    def fields(self) -> tuple[str, ...] | None:
        """The fields that `--fields` chooses; UsageProblem where it names none."""
        if (text := self.text("fields")) is None:
            return None
        names = tuple(name for part in text.split(",") if (name := part.strip()))
        if not names:
            hint = _("for example: id,title")
            raise UsageProblem(_("no field given"), where="--fields", hint=hint)
        return names

    @property
    def file(self) -> str | None:
        """The file that `--output` names; None for standard output."""
        output = self.text("output")
        return None if output in (None, "-", "/dev/stdout") else native_path(output)

    @cached_property
    def format(self) -> str:
        """The format of the answer; UsageProblem for what means none."""
        asked, usual = self.values.get("format"), self.settings.get("format")
        return formats.format_name(asked, usual, self.file, is_tty=self.env.stdout.is_tty)

    @property
    def is_table(self) -> bool:
        """Whether the answer is drawn for a person."""
        return self.format == "table"

    @property
    def for_people(self) -> bool:
        """Whether the text columns of the answer follow the language."""
        return self.format in ("table", "md")

    def destination(
        self, suffixes: tuple[str, ...] = (), option: str = "output"
    ) -> AbstractContextManager[Output]:
        """The stream to write to: the file that an option names, the pager or standard output;
        UsageProblem for a file whose name ends otherwise than in one of `suffixes`."""
        target = self.file if option == "output" else self.text(option)
        if target is None:
            env, out = self.env, self.env.stdout
            return paged(out, env.env, env.warn) if self.flag("pager") else nullcontext(out)
        if suffixes and not target.lower().endswith(suffixes):
            hint = _("end the name in {one} or {other}", one=suffixes[0], other=suffixes[-1])
            raise UsageProblem(_("cannot write this kind of file"), where=f"--{option}", hint=hint)
        from patentcli.output.replacing import output_file

        return output_file(target, force=self.flag("force"), inputs=self.inputs)

    def check_output(self) -> None:
        """CannotCreate for a file that cannot be written, before the command does anything."""
        if self.file is not None and self.format:
            from patentcli.output.replacing import check_target

            check_target(self.file, force=self.flag("force"), inputs=self.inputs)

    def write(self, rows: formats.Rows) -> None:
        """Write the answer as asked; standard output is left to be finished by the caller. Raises
        UsageProblem for a format, field or combination that means nothing, CannotCreate and
        WriteFailed where the output cannot be written."""
        header, null, bom = not self.flag("no_header"), self.flag("null"), self.flag("bom")
        form = formats.Form(self.format, self.fields, header, null, bom)
        form.check(rows)
        if self.format == "xlsx":
            with extra("xlsx", "--format xlsx"):
                from patentcli.output.xlsx import write_workbook
            how: dict[str, Any] = {"force": self.flag("force"), "inputs": self.inputs}
            names = form.names(rows)
            cut = write_workbook(self.file or "", rows.tuples(names), names, header=header, **how)
            self.env.warn(cut)
            return
        with self.destination() as out:
            if self.format == "table":
                self._draw(rows, form, out)
                return
            for piece in formats.pieces(form, rows):
                out.write_text(piece)

    def _draw(self, rows: formats.Rows, form: formats.Form, out: Output) -> None:
        from patentcli.output.terminal import Screen  # which loads rich

        color = self.text("color") or "auto"
        # A terminal's colours have no place in a file unless they are demanded.
        colour = self.env.colour("never" if self.file is not None and color == "auto" else color)
        screen = Screen(out, width=self.env.width, colour=colour, label=label)
        if rows.human is not None and form.fields is None:
            rows.human(screen)
            return
        screen.table(
            form.names(rows),
            rows.tuples(form.names(rows)),
            whole=(*rows.whole, rows.id_field or ""),
            numeric=rows.numeric,
            one_line=rows.one_line,
            words=rows.words,
            header=form.header,
        )

    def write_small(
        self, rows: formats.Rows, human: Callable[[formats.Screen, list[Row]], None] | None = None
    ) -> None:
        """Write an answer as it comes, or held in memory to be sorted or drawn by `human`; what is
        beyond `--limit` is read all the same, to say how much it is."""
        every, limit = iter(self.arranged(rows)), self.limit()
        found: Iterable[Row] = islice(every, limit)
        own = {"table": rows.human, "json": rows.document, "jsonl": rows.document}.get(self.format)
        if human is not None and self.is_table:
            draw, drawn = human, list(found)
            rows, found = rows._replace(human=lambda screen: draw(screen, drawn)), drawn
        self.write(rows._replace(rows=found))
        # What has a form of its own is shown whole.
        if limit is not None and (own is None or self.fields is not None):
            self.say_rest(limit, limit + sum(1 for _row in every))

    def order(self, known: Collection[str]) -> tuple[str | None, bool]:
        """The field of `known` to sort by, if any, and whether the order is turned round."""
        if (field := self.text("sort")) is not None:
            check_word(field, known, _("cannot sort by {value!r}"), "--sort")
        return field, self.flag("reverse")

    def arranged(self, rows: formats.Rows) -> Iterable[Row]:
        """The records as `--sort` and `--reverse` ask: numbers, then texts, unknown values last."""
        field, reverse = self.order(rows.fields)
        if field is None:
            return list(rows.rows)[::-1] if reverse else rows.rows

        def key(row: Row) -> tuple[bool, float, str]:
            value = row.get(field)
            return (False, value, "") if isinstance(value, int | float) else (True, 0, str(value))

        found = sorted(rows.rows, key=key, reverse=reverse)
        return sorted(found, key=lambda row: row.get(field) is None)  # in the same order otherwise

    def say_rest(self, shown: int, total: int) -> None:
        """Say that records were held back, if any were, and how to see them."""
        self.env.say(*held_back(shown, total))


def held_back(shown: int, total: int) -> list[str]:
    """The remark that records were held back, if any were, and how to see them."""
    message = _("{shown} of {total} shown; --limit all shows the rest", shown=shown, total=total)
    return [message] if shown < total else []
