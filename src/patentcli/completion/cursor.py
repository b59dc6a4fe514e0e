"""What is being typed: the command, and whether an option, its value or an argument is next."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from patentcli.i18n import _


class Wanted(NamedTuple):
    """The place on the command line that is to be completed."""

    command: Any
    """The command or group reached."""
    typed: str
    """What stands there so far, without the `--option=` before it."""
    before: str = ""
    """`--option=` where the value is written in the same word."""
    param: Any = None
    """The option or argument whose value it is; None where there is none."""
    options: bool = False
    """Whether an option is to be offered here."""
    given: frozenset[str] = frozenset()
    """Names of the parameters that were given already."""


class _Walk:
    """The command line up to the cursor, word by word."""

    def __init__(self, command: Any) -> None:
        self.command = command
        self.values: dict[str, str] = {}
        self.open: Any = None  # the option whose value comes next
        self.only_arguments = False
        self.arguments = 0

    def step(self, word: str) -> None:
        """One whole word."""
        if self.open is not None:
            self.values[self.open.name] = word
            self.open = None
        elif self.only_arguments or not word.startswith("-") or word == "-":
            self._argument(word)
        elif word == "--":
            self.only_arguments = True
        else:
            self._option(word)

    def _option(self, word: str) -> None:
        name, has_value, value = word.partition("=")
        param = _options(self.command).get(name)
        if param is None:
            return
        self.values[param.name] = value
        if not has_value and not param.is_flag:
            self.open = param

    def _argument(self, word: str) -> None:
        if hasattr(self.command, "entries"):
            found = self.command.get_command(None, word)
            self.command = found if found is not None else self.command
        else:
            self.arguments += 1

    def argument(self) -> Any:
        """The argument that comes next; None for a group, or where none is left."""
        found = [p for p in self.command.params if p.param_type_name == "argument"]
        if not found:
            return None
        last = found[-1]
        if self.arguments >= len(found):
            return last if last.nargs == -1 else None
        return found[self.arguments]


def _options(command: Any) -> dict[str, Any]:
    return {
        flag: param
        for param in command.params
        if param.param_type_name == "option"
        for flag in (*param.opts, *param.secondary_opts)
    }


def wanted(command: Any, words: Sequence[str]) -> tuple[Wanted, dict[str, str]]:
    """What the last of `words` may become, and the values of the options before it."""
    walk = _Walk(command)
    *whole, typed = words or [""]
    for word in whole:
        walk.step(word)
    command, given = walk.command, frozenset(walk.values)
    if walk.open is not None:
        return Wanted(command, typed, param=walk.open), walk.values
    name, has_value, value = typed.partition("=")
    if has_value and not walk.only_arguments and name.startswith("--"):
        param = _options(command).get(name)
        return Wanted(command, value, f"{name}=", param), walk.values
    nothing_else = walk.argument() is None and not hasattr(command, "entries")
    may = not walk.only_arguments and (typed.startswith("-") or nothing_else)
    return Wanted(command, typed, "", walk.argument(), may, given), walk.values


def option_names(place: Wanted) -> Iterator[tuple[str, str]]:
    """The options that may still be given, each with its help; long names only."""
    for flag, param in _options(place.command).items():
        repeated = param.name in place.given and not param.multiple
        if flag.startswith("--") and not repeated and not param.hidden:
            yield flag, _(param.help or "")
