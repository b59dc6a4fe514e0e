"""Writing answers: one module per format, one place where text is cleaned."""

from patentcli.output.dispatch import write
from patentcli.output.model import FORMATS, OutputOptions, Rows

__all__ = ["FORMATS", "OutputOptions", "Rows", "write"]
