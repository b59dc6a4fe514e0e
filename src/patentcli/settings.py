"""The configuration file: defaults for shared options, below flags and the environment.

It is `config.toml` in the user's configuration directory and never in the current one.
"""

import os
from collections.abc import Mapping

from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing, open_regular, refusal
from patentcli.i18n import LANGUAGES, _, spoken
from patentcli.options import COLOURS
from patentcli.output.model import FORMATS
from patentcli.suggest import unknown_word

KEYS: dict[str, tuple[str, ...]] = {
    "catalogue": (),
    "lang": LANGUAGES,
    "color": COLOURS,
    "format": FORMATS,
}
"""Each with the words that it takes, if it takes only some."""
LARGEST = 64 * 1024  # bytes; a configuration of four keys is never larger


def settings_path(env: Environment) -> str:
    """The configuration file; it need not exist."""
    return os.path.join(env.config_dir, "config.toml")


def read_settings(env: Environment) -> Mapping[str, str]:
    """The settings of the file, empty if there is none; DataProblem for one that means nothing."""
    path = settings_path(env)
    try:
        with open_regular(path) as stream:
            body = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise InputMissing(refusal(problem), where=path) from None
    if len(body) > LARGEST:
        raise DataProblem(_("too large for a configuration file"), where=path)
    values = _parsed(body, path)
    for key, value in values.items():
        known = KEYS.get(key)
        if known is None:
            raise _refused(_("unknown key {key!r}").format(key=key), key, tuple(KEYS), path)
        if not isinstance(value, str) or not value.isprintable():
            message = _("{key} must be text in quotes, on one line").format(key=key)
            raise DataProblem(message, where=path)
        if known and value not in known and not (key == "lang" and spoken(value)):
            message = _("unknown value {value!r}").format(value=value)
            raise _refused(message, value, known, f"{path}: {key}")
    return values


def _refused(message: str, word: str, known: tuple[str, ...], where: str) -> DataProblem:
    """As of an unknown word on the command line, but the data is at fault."""
    problem = unknown_word(message, word, known)
    return DataProblem(message, where=where, hint=problem.hint)


def _parsed(body: bytes, path: str) -> Mapping[str, str]:
    import tomli

    try:
        return tomli.loads(body.decode("utf-8-sig"))
    except tomli.TOMLDecodeError as problem:
        message = _("cannot be read as TOML ({reason})").format(reason=problem)
    except (ValueError, RecursionError):
        message = _("not TOML in UTF-8")
    raise DataProblem(message, where=path)
