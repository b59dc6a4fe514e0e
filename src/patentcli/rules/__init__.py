"""The rules, without input, output or clock: facts in, a three-valued outcome with reasons out.

Every figure of a rule comes from `data/` through `book.Rulebook`; `building.rulebook` checks it.
"""
