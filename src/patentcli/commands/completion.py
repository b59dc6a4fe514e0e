"""`completion`: the script that lets a shell complete our commands."""

from typing import Annotated

import typer

from patentcli.call import Call
from patentcli.i18n import N_, _

EXAMPLES = {
    "completion": (
        'eval "$(patentcli completion bash)"',
        'eval "$(patentcli completion zsh)"',
        "patentcli completion fish | source",
    )
}


def command(
    ctx: typer.Context,
    shell: Annotated[
        str, typer.Argument(metavar="bash|zsh|fish", help=N_("The shell to write it for."))
    ],
) -> None:
    """Write the script to standard output."""
    from patentcli.completion.scripts import SCRIPTS

    call: Call = ctx.obj
    if shell not in SCRIPTS:
        from patentcli.suggest import unknown_word

        message = _("unknown shell {value!r}").format(value=shell)
        raise unknown_word(message, shell, SCRIPTS, where="SHELL")
    call.env.stdout.write_text(SCRIPTS[shell])
