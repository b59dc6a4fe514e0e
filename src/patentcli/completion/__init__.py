"""Completion for bash, zsh and fish.

The scripts ask the program itself (`patentcli __complete SHELL WORD…`), which walks the
words along the definitions that the parser uses and offers what may come next. Nothing
is written, and no value is ever evaluated by the shell: it leaves here quoted or is
inserted by the shell's own quoting.
"""
