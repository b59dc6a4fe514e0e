"""`completion`: the script that lets a shell complete our commands."""

from patentcli.call import Call
from patentcli.i18n import N_, _
from patentcli.options import argument, describe
from patentcli.suggest import check_word

# None of the scripts evaluates what it is answered.
BASH = """\
# bash completion for patentcli: patentcli completion bash >> ~/.bashrc
_patentcli() {
    local kind line
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done
    } < <("${1/#\\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    case $kind in
        files) compopt -o default ;;
        part) compopt -o nospace ;;
    esac
} 2>/dev/null
complete -o nosort -F _patentcli patentcli 2>/dev/null || complete -F _patentcli patentcli
"""

ZSH = """\
#compdef patentcli
# zsh completion: patentcli completion zsh >> ~/.zshrc, or to _patentcli in a folder of $fpath
_patentcli() {
    local -a lines values remarks before
    local line kind
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    lines=("${(@f)$("${(Q)words[1]/#\\~/$HOME}" __complete zsh "${before[@]}" "${(Q)PREFIX}" \\
        2>/dev/null)}")
    kind=$lines[1]
    [[ $kind == files ]] && { _files; return }
    shift lines
    for line in "${lines[@]}"; do
        values+=("${line%%$'\\t'*}")
        remarks+=("${line/$'\\t'/  }")
    done
    [[ $kind == part ]] && { compadd -S '' -a values; return }
    compadd -l -d remarks -a values
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _patentcli "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _patentcli patentcli
fi
"""

FISH = """\
# fish completion: patentcli completion fish > ~/.config/fish/completions/patentcli.fish
function __patentcli_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete fish $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$current"
    else if set -q lines[2]
        printf '%s\\n' $lines[2..-1]
    end
end
complete -c patentcli -f -a '(__patentcli_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@describe(
    examples=(
        "patentcli completion bash >> ~/.bashrc",
        "patentcli completion zsh >> ~/.zshrc",
        "patentcli completion fish > ~/.config/fish/completions/patentcli.fish",
    )
)
def command(call: Call, shell: str = argument("SHELL", N_("The shell."), tuple(SCRIPTS))) -> None:
    """Write the script to standard output."""
    check_word(shell, SCRIPTS, _("unknown shell {value!r}"), "SHELL")
    call.env.stdout.write_text(SCRIPTS[shell])
