"""The rules, without input, output or clock: facts in, a three-valued outcome with reasons out.

`source_files` checks the rules' data at build time and is not imported at run time. Every figure
of a rule comes from that data through `book.Rulebook`.
"""
