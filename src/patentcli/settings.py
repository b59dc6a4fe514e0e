"""The configuration file: defaults for shared options, below flags and the environment. It is
`config.toml` in the user's configuration directory and never in the current one."""

import os
from collections.abc import Mapping
from typing import Any

from patentcli.environment import Environment
from patentcli.errors import DataProblem, NotThere, open_file
from patentcli.i18n import LANGUAGES, _, spoken
from patentcli.options import COLOURS
from patentcli.output.formats import FORMATS
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
        with open_file(path, may_be_piped=False) as stream:
            body = stream.read(LARGEST + 1)
    except NotThere:
        return {}
    if len(body) > LARGEST:
        raise DataProblem(_("too large for a configuration file"), where=path)
    from patentcli.toml_file import parse_toml  # with its reader, which most starts do not need

    values: Mapping[str, Any] = parse_toml(body, path)
    for key, value in values.items():
        if key not in KEYS:
            message = _("unknown key {value!r}")
            raise unknown_word(message, key, KEYS, where=path, error=DataProblem)
        if not isinstance(value, str) or not value.isprintable():
            message = _("{key} must be text in quotes, on one line", key=key)
            raise DataProblem(message, where=path)
        if KEYS[key] and value not in KEYS[key] and not (key == "lang" and spoken(value)):
            message, where = _("unknown value {value!r}"), f"{path}: {key}"
            raise unknown_word(message, value, KEYS[key], where=where, error=DataProblem)
    return values
