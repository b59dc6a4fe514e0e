"""`completion`: the script that lets a shell complete our commands; it evaluates no answer."""

from pathlib import Path
from typing import Annotated

import patentcli
from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.options import argument, describe
from patentcli.suggest import check_word

SHELLS = ("bash", "zsh", "fish")


@describe(
    examples=(
        "patentcli completion bash >> ~/.bashrc",
        "patentcli completion zsh >> ~/.zshrc",
        "mkdir -p ~/.config/fish/completions && "
        "patentcli completion fish > ~/.config/fish/completions/patentcli.fish",
    )
)
def command(call: Call, shell: Annotated[str, argument("SHELL", N_("The shell."), SHELLS)]) -> None:
    """Write the script to standard output."""
    check_word(shell, SHELLS, _("unknown shell {value!r}"), "SHELL")
    script = Path(patentcli.__file__).with_name(f"completion.{shell}")
    call.env.stdout.write_text(script.read_text("utf-8"))
