"""The platform's own directories for what the user keeps: catalogues, configuration.

On Linux the XDG rules are applied here, because every start asks for the configuration and
platformdirs costs more to import than a whole query (pathlib alone is a twentieth of one); a test
holds the two to the same answer. Elsewhere platformdirs knows better.

Source: https://specifications.freedesktop.org/basedir-spec/latest/
"""

import os
import sys
from collections.abc import Mapping

APP = "patentcli"
_XDG = {
    "PATENTCLI_DATA_DIR": ("XDG_DATA_HOME", ".local/share"),
    "PATENTCLI_CONFIG_DIR": ("XDG_CONFIG_HOME", ".config"),
}
"""By our own variable: the one of the system, and the place below the home directory."""


def user_directory(env: Mapping[str, str], own: str) -> str:
    """The directory that our own variable names, else the platform's; it need not exist."""
    if chosen := env.get(own, ""):
        return os.path.join(os.getcwd(), chosen)
    if sys.platform != "linux":
        import platformdirs

        find = platformdirs.user_data_dir if "DATA" in own else platformdirs.user_config_dir
        return find(APP, appauthor=False)
    variable, below_home = _XDG[own]
    base = env.get(variable, "")
    if not os.path.isabs(base):  # a relative one is to be ignored, says XDG
        base = os.path.join(env.get("HOME") or os.path.expanduser("~"), below_home)
    return os.path.join(base, APP)


def make_private(path: str) -> None:
    """Make a folder of ours, and those above it that are missing, open to their owner only.

    Raises CannotCreate where the system refuses.
    """
    if os.path.isdir(path):
        return
    make_private(os.path.dirname(path))
    try:
        os.mkdir(path, 0o700)
    except OSError as problem:
        if os.path.isdir(path):  # another run was quicker
            return
        from patentcli.errors import CannotCreate
        from patentcli.i18n import _
        from patentcli.system_errors import refusal

        message = _("cannot create the directory: {reason}").format(reason=refusal(problem))
        raise CannotCreate(message, where=path) from None
