"""What the program says of itself: help, topics, manual page and command reference.

A page is made once, from the definitions that the parser uses; `plain`, `man` and
`markdown` write it for a terminal, for man(1) and for `docs/commands.md`.
"""
