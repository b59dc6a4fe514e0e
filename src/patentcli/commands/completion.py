"""`completion`: the script that lets a shell complete our commands."""

from typing import Annotated

from typer import Argument

from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.options import Completes, describe
from patentcli.suggest import check_word


@describe(
    examples=(
        "patentcli completion bash >> ~/.bashrc",
        "patentcli completion zsh >> ~/.zshrc",
        "patentcli completion fish > ~/.config/fish/completions/patentcli.fish",
    )
)
def command(
    call: Call,
    shell: Annotated[
        str,
        Argument(metavar="bash|zsh|fish", help=N_("The shell to write it for.")),
        Completes(("bash", "zsh", "fish")),
    ],
) -> None:
    """Write the script to standard output."""
    from patentcli.completion.scripts import SCRIPTS

    check_word(shell, SCRIPTS, _("unknown shell {value!r}"), "SHELL")
    call.env.stdout.write_text(SCRIPTS[shell])
