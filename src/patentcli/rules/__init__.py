"""The rules, without input, output or clock: facts in, a three-valued outcome with reasons out.
Every figure comes from `data/`, which `building.rulebook` checks, through `book.Rulebook`."""
