"""Completion for bash, zsh and fish.

The scripts ask the program itself (`patentcli __complete SHELL WORD…`). Nothing is written, and
no value is ever evaluated by the shell: it leaves here quoted, or the shell quotes it.
"""
