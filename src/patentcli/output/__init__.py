"""Writing answers: one module per format, one place where text is cleaned."""

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
