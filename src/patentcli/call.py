"""One call of the program: its surroundings, the shared options given, what they ask for."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from patentcli.arguments import native_path
from patentcli.catalogue.file import bundled_path, connect
from patentcli.catalogue.opening import BUNDLED, Catalogue, open_catalogue
from patentcli.environment import Environment
from patentcli.errors import DataProblem, PatentcliError, UsageProblem, WriteFailed
from patentcli.i18n import _
from patentcli.options import COLOURS
from patentcli.output.choice import format_name, goes_to_file, parse_fields
from patentcli.output.model import SUFFIXES, OutputOptions, Rows
from patentcli.output.stream import Output
from patentcli.settings import settings_path
from patentcli.suggest import check_word

if TYPE_CHECKING:
    from sqlite3 import Connection

    from patentcli.catalogue.overlay import Overlay
    from patentcli.output.terminal import Screen

VARIABLES = {"catalogue": "PATENTCLI_CATALOGUE", "lang": "PATENTCLI_LANG"}
NOTHING: tuple[object, ...] = (None, False, (), [])


class Call:
    """What a command gets: `values` holds what was given on the command line."""

    def __init__(self, env: Environment, settings: Mapping[str, str]) -> None:
        self.env = env
        self.program: Any = None  # the group of all commands, for help to describe
        self.reached: Any = None  # Typer's context of the command or group that was reached
        self.settings = settings
        self.values: dict[str, Any] = {}
        self._catalogue: Catalogue | None = None
        self._base: Connection | None = None
        self._documents: dict[str, Any] = {}
        self._opened: list[Catalogue] = []
        self._options: OutputOptions | None = None

    def keep(self, values: Mapping[str, Any]) -> None:
        """Remember what was given; an option after the command wins over the one before."""
        given = {name: value for name, value in values.items() if value not in NOTHING}
        self.values.update(given)

    def text(self, name: str) -> str | None:
        """The value of an option: as given, else of the environment, else configured, or None."""
        value = self.values.get(name)
        if value is None and name in VARIABLES:
            value = self.env.env.get(VARIABLES[name]) or None
        return value if value is not None else self.settings.get(name)

    def origin_of(self, option: str) -> str:
        """Where the value of an option came from: itself, a variable, or the configuration."""
        name = option.removeprefix("--")
        if not option.startswith("--") or name in self.values:
            return option
        if name in VARIABLES and self.env.env.get(VARIABLES[name]):
            return VARIABLES[name]
        if name in self.settings:
            return f"{settings_path(self.env)}: {name}"
        return option

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self.values.get(name))

    def many(self, name: str) -> Sequence[str]:
        """The values of an option that may be repeated."""
        return tuple(self.values.get(name) or ())

    def apply(self) -> None:
        """Let the options that concern the surroundings take effect."""
        self.env.quiet = self.flag("quiet")
        self.env.debug = self.flag("debug")
        colour = self.text("color")
        if colour is not None:
            check_word(colour, COLOURS, _("unknown choice {value!r}"), "--color")

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that was asked for, opened at the first use."""
        if self._catalogue is None:
            name = self.text("catalogue") or BUNDLED
            origin = self.origin_of("--catalogue")
            try:
                self._catalogue = self.open(name, origin)
            except PatentcliError as problem:
                if origin not in ("--catalogue", problem.where):
                    problem.where = f"{origin}: {problem.where}"
                raise
        return self._catalogue

    def open(self, name: str, where: str, *, old: bool = False) -> Catalogue:
        """Another catalogue, by name or file; it is closed when the call ends.

        `old`: one that 0.1 made too, to be described.
        """
        return self.adopt(open_catalogue(name, self.catalogues_dir, where, old=old))

    def adopt(self, catalogue: Catalogue) -> Catalogue:
        """The same catalogue, closed when the call ends."""
        self._opened.append(catalogue)
        if catalogue.overlay is not None and not catalogue.overlay.told:
            self._tell_lost(catalogue.overlay)
        return catalogue

    def _tell_lost(self, overlay: "Overlay") -> None:
        """Name, once, the confirmed patents that this edition of the data no longer has."""
        if self.env.quiet:
            return
        from contextlib import suppress

        from patentcli.catalogue.opening import path_beside
        from patentcli.catalogue.overlay import store

        message = _("confirmed before, but no longer in the catalogue: {numbers}; show says why")
        self.env.warn(message.format(numbers=", ".join(overlay.lost)))
        with suppress(PatentcliError):  # where it cannot be noted, they are named again
            store(path_beside(self.catalogues_dir), overlay._replace(told=True))

    @property
    def base(self) -> "Connection":
        """The bundled catalogue as it came: rules, words and facts, whatever list is read."""
        if self._base is None:
            path = bundled_path()
            self._base = connect(path, path)
        return self._base

    def document(self, name: str) -> Any:
        """A document of the bundled catalogue, such as `vocabulary` or `rulebook`."""
        if name not in self._documents:
            sql = "SELECT body FROM document WHERE name = ?"
            self._documents[name] = json.loads(self.base.execute(sql, (name,)).fetchone()[0])
        return self._documents[name]

    def close(self) -> None:
        """Close the catalogues that were opened."""
        for catalogue in self._opened:
            catalogue.close()
        if self._base is not None:
            self._base.close()

    def damage(self, problem: Exception) -> PatentcliError | None:
        """What a failure to read says of the catalogue in use; None where it is no such failure.

        Bytes that were changed inside the file are met only where they are read: as what SQLite
        finds malformed, as text that is not UTF-8, or as a list that is no JSON. What the system
        lacks is no damage. Raises KeyboardInterrupt where Ctrl-C ended a statement.
        """
        import sqlite3
        from json import JSONDecodeError

        if not isinstance(problem, sqlite3.DatabaseError | UnicodeDecodeError | JSONDecodeError):
            return None
        path = self._catalogue.path if self._catalogue else ""
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF  # without its finer distinctions
        if code == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt
        if code in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_NOMEM,
        ):
            message = _("cannot be read ({reason})").format(reason=problem)
            return WriteFailed(message, where=path)
        message = _("the catalogue file is damaged ({reason})").format(reason=problem)
        return DataProblem(message, where=path, hint=_("import the list again"))

    @property
    def catalogues_dir(self) -> str:
        """Where the user's own catalogues are kept."""
        return os.path.join(self.env.data_dir, "catalogues")

    def limit(self, default: int | None = None) -> int | None:
        """The most records to write, None for all; UsageProblem for what is no such number."""
        value = self.text("limit")
        if value is None:
            return default
        if value.strip().lower() == "all":
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 15):
            raise UsageProblem(
                _("{value!r} is not a whole number").format(value=value[:40]),
                where="--limit",
                hint=_("write it as in {example}").format(example="--limit 20"),
            )
        return int(value)

    def output_options(self, default: str | None = None) -> OutputOptions:
        """The shared output options in the form the writers take, with the format decided.

        `default`: the format where neither an option nor the name of the file says it.
        """
        if self._options is None:
            fields, output = self.text("fields"), self.text("output")
            options = OutputOptions(
                format=self._format() or default,
                fields=parse_fields(fields) if fields is not None else None,
                header=not self.flag("no_header"),
                null=self.flag("null"),
                bom=self.flag("bom"),
                output=None if output is None else native_path(output),
                force=self.flag("force"),
                pager=self.flag("pager"),
                color=self.text("color") or "auto",
            )
            self._options = options._replace(format=format_name(self.env, options))
        return self._options

    @property
    def format(self) -> str:
        """The format of the answer."""
        return str(self.output_options().format)

    @property
    def is_table(self) -> bool:
        """Whether the answer is drawn for a person."""
        return self.format == "table"

    def _format(self) -> str | None:
        """The format asked for; a configured one stands back behind the suffix of `--output`."""
        suffix = str(self.values.get("output") or "").rpartition(".")[2].lower()
        if "format" not in self.values and suffix in SUFFIXES:
            return SUFFIXES[suffix]
        return self.text("format")

    def destination(self, target: str | None) -> AbstractContextManager[Output]:
        """The stream to write a document to: a file, or standard output for `-` and None."""
        if target is None or target == "-":
            return nullcontext(self.env.stdout)
        from patentcli.output.file import output_file

        return output_file(target, force=self.flag("force"), inputs=(self.catalogue.path,))

    def check_output(self, *inputs: str) -> None:
        """Refuse a target of the answer that cannot be written, before the command does anything.

        `inputs` are files being read. Raises CannotCreate.
        """
        options = self.output_options()
        if goes_to_file(options):
            from patentcli.output.file import check_target
            from patentcli.output.replacing import cannot_create

            path = options.output or ""
            with cannot_create(path):
                check_target(path, force=options.force, inputs=inputs)

    def write(self, rows: Rows, options: OutputOptions | None = None) -> int:
        """Write the answer as asked; the number of records written."""
        from patentcli.output.dispatch import write

        options = options or self.output_options()
        read = (catalogue.path for catalogue in self._opened)
        return write(self.env, rows, options._replace(inputs=(*options.inputs, *read)))

    def say_rest(self, shown: int, total: int) -> None:
        """Say that records were held back, if any were, and how to see them."""
        if 0 < shown < total:
            message = _("{shown} of {total} shown; --limit all shows the rest")
            self.env.say(message.format(shown=shown, total=total))

    def arranged(self, rows: Rows) -> list[Mapping[str, object]]:
        """The records of a small answer with `--sort`, `--reverse` and `--limit` applied."""
        sort = self.text("sort")
        if sort is not None:
            check_word(sort, rows.fields, _("unknown field {value!r}"), "--sort")
        found = _ordered(list(rows.rows), sort, self.flag("reverse"))
        return found[: self.limit()]

    def write_small(
        self,
        rows: Rows,
        human: "Callable[[Screen, list[Mapping[str, object]]], None] | None" = None,
        *,
        live: bool = False,
    ) -> int:
        """Write an answer, held in memory where `--sort`, `--reverse` or `--limit` apply.

        `human` draws the rows that are left for a person, in place of a table.
        """
        if human is None and not any(map(self.values.get, ("sort", "reverse", "limit"))):
            return self.write(rows, self.output_options()._replace(live=live))
        every = list(rows.rows)
        found = self.arranged(rows._replace(rows=every))
        if human is not None:
            draw = human
            rows = rows._replace(human=lambda screen: draw(screen, found))
        shown = self.write(rows._replace(rows=found))
        self.say_rest(len(found), len(every))
        return shown


def _ordered(
    rows: list[Mapping[str, object]], field: str | None, reverse: bool
) -> list[Mapping[str, object]]:
    """The rows by a field, unknown values last either way; without a field only turned round."""
    if field is None:
        return rows[::-1] if reverse else rows
    known = [row for row in rows if row.get(field) is not None]
    known.sort(key=lambda row: _sort_key(row[field]), reverse=reverse)
    return known + [row for row in rows if row.get(field) is None]


def _sort_key(value: object) -> tuple[bool, float, str]:
    """Numbers by size, then all else by its text."""
    if isinstance(value, int | float):
        return False, value, ""
    return True, 0, str(value)
