import ArgumentParser

/// The completion script of a shell.
///
/// It comes from the command definitions; what is added makes candidates, whose names hold a colon, one word in bash, and lets `git hone`
/// complete as `hone` does.
struct ShellScript {
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        /// Where a shell looks for the script of `hone`, below a prefix such as `/usr/local`.
        var path: String {
            switch self {
            case .bash: "share/bash-completion/completions/hone"
            case .zsh: "share/zsh/site-functions/_hone"
            case .fish: "share/fish/vendor_completions.d/hone.fish"
            }
        }
    }

    let shell: Shell

    var text: String {
        switch shell {
        case .bash: Self.withOneHelp(Hone.completionScript(for: .bash)) + "\n" + Self.bash
        case .zsh: Self.withOneHelp(Hone.completionScript(for: .zsh)) + "\n"
        case .fish: Self.withOneHelp(Hone.completionScript(for: .fish)) + "\n"
        }
    }

    /// The script without the command `help` that the parser adds to every command line: ours, which stands first, knows topics.
    private static func withOneHelp(_ script: String) -> String {
        var isDefined = false
        var isLeftOut = false
        return script.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            if line == "_hone_help() {" {
                isLeftOut = isDefined
                isDefined = true
            }
            defer { if line == "}" { isLeftOut = false } }
            return !isLeftOut && !line.contains("Show subcommand help information.")
        }.joined(separator: "\n")
    }

    /// Bash ends words at colons; this puts them together again, and takes off what is on the line already.
    private static let bash = #"""

        _hone_joined() {
            local -a joined=()
            local -i at=0 cursor=0
            local glue='' word
            for word in "${COMP_WORDS[@]}"; do
                if [[ "${word}" == : && ${#joined[@]} -gt 0 ]]; then
                    joined[-1]+=:
                    glue=yes
                elif [[ -n "${glue}" ]]; then
                    joined[-1]+="${word}"
                    glue=''
                else
                    joined+=("${word}")
                fi
                if ((at == COMP_CWORD)); then cursor=$((${#joined[@]} - 1)); fi
                ((++at))
            done
            local -a COMP_WORDS=("${joined[@]}")
            local -i COMP_CWORD=${cursor}
            local whole="${COMP_WORDS[COMP_CWORD]}"
            local before=''
            if ((COMP_CWORD > 0)); then before="${COMP_WORDS[COMP_CWORD - 1]}"; fi
            _hone "${COMP_WORDS[0]}" "${whole}" "${before}"
            if [[ "${whole}" == *:* && "${COMP_WORDBREAKS}" == *:* ]]; then
                local shown="${whole%"${whole##*:}"}"
                COMPREPLY=("${COMPREPLY[@]#"${shown}"}")
            fi
        }
        complete -o filenames -F _hone_joined hone

        # git's own completion calls this for `git hone`.
        _git_hone() {
            local -a COMP_WORDS=(hone "${COMP_WORDS[@]:2}")
            local -i COMP_CWORD=$((COMP_CWORD - 1))
            local COMP_LINE="hone${COMP_LINE#*hone}"
            local -i COMP_POINT=${#COMP_LINE}
            _hone_joined
        }

        """#
}
