"""The configuration file: defaults for some options, below flags and the environment."""

import os
from collections.abc import Mapping
from typing import Any

from patentcli.environment import Environment
from patentcli.errors import DataProblem, NotThere, open_file
from patentcli.i18n import LANGUAGES, _, spoken
from patentcli.options import COLOURS
from patentcli.output.formats import FORMATS
from patentcli.suggest import check_word

KEYS = {"catalogue": (), "lang": LANGUAGES, "color": COLOURS, "format": FORMATS}
"""Of the configuration file, each with the words that it takes, if it takes only some."""


def settings_path(env: Environment) -> str:
    """The configuration file, never one of the current directory; it need not exist."""
    return os.path.join(env.directory("config"), "config.toml")


def read_settings(env: Environment) -> Mapping[str, Any]:
    """What the configuration file sets, empty if there is none; DataProblem for a wrong one."""
    path = settings_path(env)
    try:
        stream = open_file(path, may_be_piped=False)
    except NotThere:
        return {}
    from patentcli.toml_file import read_toml  # with its reader, which most starts do not need

    values = read_toml(stream, path)
    for key, value in values.items():
        check_word(key, KEYS, _("unknown key {value!r}"), path, error=DataProblem)
        if not isinstance(value, str) or not value.isprintable():
            message = _("{key} must be text in quotes, on one line", key=key)
            raise DataProblem(message, where=path)
        if KEYS[key] and not (key == "lang" and spoken(value)):
            message = _("unknown value {value!r}")
            check_word(value, KEYS[key], message, f"{path}: {key}", error=DataProblem)
    return values
