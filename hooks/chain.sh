#!/bin/sh
# hone: put here by `hone hooks install`, taken away again by `hone hooks uninstall`.
# The hook that was here before is kept beside this file as NAME.before-hone and runs first.

# Runs the hook that was here before, if there is one, with the same arguments and input.
run_kept() {
    case $0 in
    */*) name=${0%/*}/$hook ;;
    *) name=./$hook ;;
    esac
    kept=$name.before-hone
    [ -f "$kept" ] && [ -x "$kept" ] || return 0
    if find_shell; then
        # Sourced by its own shell, it sees in $0 the name and the folder that it always had: many look there.
        $shell -c '. "$0.before-hone"' "$name" "$@"
    else
        "$kept" "$@"
    fi
}

# Sets `shell` to the shell that the kept hook's first line names; fails where that is another program.
find_shell() {
    line=
    read -r line <"$kept" || :
    case $line in
    '#!'*) shell=${line#??} ;;
    *) return 1 ;;
    esac
    shell=${shell# }
    case $shell in
    */env\ *)
        shell=${shell#*/env }
        shell=${shell#-S }
        ;;
    esac
    first=${shell%% *}
    case ${first##*/} in
    sh | dash) ;;
    # A script that compares this variable with $0 asks whether it was sourced.
    bash) ! grep -q BASH_SOURCE "$kept" ;;
    *) return 1 ;;
    esac
}
