"""Writing answers: one module per format, one place where text is cleaned.

The names below come from their modules at the first use: `--version` and errors
need the stream and the cleaning only.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from patentcli.output.choice import check_fields, format_name, parse_fields
    from patentcli.output.dispatch import write
    from patentcli.output.model import FORMATS, OutputOptions, Rows

__all__ = [
    "FORMATS",
    "OutputOptions",
    "Rows",
    "check_fields",
    "format_name",
    "parse_fields",
    "write",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from patentcli.output import choice, dispatch, model

    for module in (model, choice, dispatch):
        if hasattr(module, name):
            return getattr(module, name)
    raise AssertionError(name)
