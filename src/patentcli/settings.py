"""The configuration file: defaults for shared options, below flags and the environment.

It is `config.toml` in the user's configuration directory and never in the current one.
"""

import os
import stat
from collections.abc import Mapping

from patentcli.environment import Environment
from patentcli.errors import DataProblem, InputMissing
from patentcli.i18n import LANGUAGES, _, spoken
from patentcli.options import COLOURS
from patentcli.suggest import unknown_word

KEYS = ("catalogue", "lang", "color", "format")
LARGEST = 64 * 1024  # bytes; a configuration of four keys is never larger


def settings_path(env: Environment) -> str:
    """The configuration file; it need not exist."""
    return os.path.join(env.config_dir, "config.toml")


def read_settings(env: Environment) -> Mapping[str, str]:
    """The settings of the file, empty if there is none; DataProblem for one that means nothing."""
    path = settings_path(env)
    try:
        # Asked before it is opened: opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DataProblem(_("not a regular file"), where=path)
        with open(path, "rb") as stream:
            body = stream.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        from patentcli.system_errors import refusal

        raise InputMissing(refusal(problem), where=path) from None
    return _checked(body, path)


def _checked(body: bytes, path: str) -> Mapping[str, str]:
    import tomli

    if len(body) > LARGEST:
        raise DataProblem(_("too large for a configuration file"), where=path)
    try:
        values = tomli.loads(body.decode("utf-8-sig"))
    except tomli.TOMLDecodeError as problem:
        message = _("cannot be read as TOML ({reason})").format(reason=problem)
        raise DataProblem(message, where=path) from None
    except (ValueError, RecursionError):
        raise DataProblem(_("not TOML in UTF-8"), where=path) from None
    for key, value in values.items():
        if key not in KEYS:
            found = unknown_word(_("unknown key {key!r}").format(key=key), key, KEYS)
            raise DataProblem(found.message, where=path, hint=found.hint)
        if not isinstance(value, str) or not value.isprintable():
            message = _("{key} must be a text in quotes, on one line").format(key=key)
            raise DataProblem(message, where=path)
        _check_choice(key, value, path)
    return values


def _check_choice(key: str, value: str, path: str) -> None:
    """DataProblem for a value that the option of that name would refuse."""
    from patentcli.output.model import FORMATS

    known = {"lang": LANGUAGES, "color": COLOURS, "format": FORMATS}.get(key)
    if known and value not in known and not (key == "lang" and spoken(value)):
        message = _("unknown value {value!r}").format(value=value)
        problem = unknown_word(message, value, known)
        raise DataProblem(message, where=f"{path}: {key}", hint=problem.hint)
