"""Verdicts for the rows of a CSV file: streamed, in constant memory, no row lost."""
