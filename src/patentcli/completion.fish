# fish completion: mkdir -p ~/.config/fish/completions &&
#   patentcli completion fish > ~/.config/fish/completions/patentcli.fish
function __patentcli_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines ($words[1] __complete fish $words[2..-1] "$current" 2>/dev/null)
    if test "$lines[1]" = files
        __fish_complete_path "$current"
    else if set -q lines[2]
        printf '%s\n' $lines[2..-1]
    end
end
complete -c patentcli -f -a '(__patentcli_complete)'
