"""patentcli: offline answers about the opened AI patents, each with its source."""

__version__ = "0.2.0"
