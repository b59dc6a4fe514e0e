# bash completion for patentcli: patentcli completion bash >> ~/.bashrc
_patentcli() {
    local kind line
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done
    } < <("${1/#\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    case $kind in
        files) compopt -o default ;;
        part) compopt -o nospace ;;
    esac
} 2>/dev/null
complete -o nosort -F _patentcli patentcli 2>/dev/null || complete -F _patentcli patentcli
