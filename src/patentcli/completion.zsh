#compdef patentcli
# zsh completion: patentcli completion zsh >> ~/.zshrc, or to _patentcli in a folder of $fpath
_patentcli() {
    local -a lines values remarks before
    local line kind
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    lines=("${(@f)$("${(Q)words[1]/#\~/$HOME}" __complete zsh "${before[@]}" "${(Q)PREFIX}" \
        2>/dev/null)}")
    kind=$lines[1]
    [[ $kind == files ]] && { _files; return }
    shift lines
    for line in "${lines[@]}"; do
        values+=("${line%%$'\t'*}")
        remarks+=("${line/$'\t'/  }")
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
