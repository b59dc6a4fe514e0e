"""The part of Typer that every call needs: parser, groups, commands.

The rest of it, which makes commands of function signatures, takes as long to load as all of this
program, and most calls do well without.
"""

from patentcli.deferred import defer

defer("typer")

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption  # noqa: E402
from typer.exceptions import Exit, TyperException  # noqa: E402

__all__ = [
    "Exit",
    "TyperArgument",
    "TyperCommand",
    "TyperException",
    "TyperGroup",
    "TyperOption",
]
