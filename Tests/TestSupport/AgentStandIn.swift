import Foundation

/// A program that stands in for a coding agent's command line: it takes the words that the real one documents, refuses any other,
/// wants to be logged in, and prints what the real one prints. What it does in between is a test's.
package enum AgentStandIn: String, CaseIterable, Sendable {
    case claude, codex, aider, gemini, opencode

    /// A file of the home that makes it logged in.
    package var login: String {
        switch self {
        case .claude: ".claude/.credentials.json"
        case .codex: ".codex/auth.json"
        case .aider: ".aider/oauth-keys.env"
        case .gemini: ".gemini/oauth_creds.json"
        case .opencode: ".local/share/opencode/auth.json"
        }
    }

    /// A shell script: the words, then `work`, in which `$prompt` is what it was asked, then `ending` or what success prints.
    package func script(work: String, ending: String? = nil) -> String {
        """
        #!/bin/sh
        unknown() { echo "error: unknown option '$1'" >&2; exit 2; }
        \(words)
        [ -s "$HOME/\(login)" ] || { echo 'not logged in' >&2; exit 1; }
        \(work)
        \(ending ?? success)
        """
    }

    /// Puts the script into a folder that is to be on the PATH.
    package func install(work: String, ending: String? = nil, in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/" + rawValue
        try Data(script(work: work, ending: ending).utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private var words: String {
        switch self {
        case .claude:
            """
            while [ $# -gt 0 ]; do case $1 in
            -p) prompt=$2;; --output-format) [ "$2" = json ] || exit 2;; --permission-mode) mode=$2;;
            --add-dir) [ -d "$2" ] || exit 2;; --model) model=$2;; *) unknown "$1";; esac; shift 2; done
            if [ "$mode" = bypassPermissions ] && [ "$(id -u)" = 0 ] && [ "$IS_SANDBOX" != 1 ]; then
            echo '--dangerously-skip-permissions cannot be used with root/sudo privileges' >&2; exit 1; fi
            """
        case .codex:
            """
            [ "$1" = exec ] || unknown "$1"; shift
            while [ $# -gt 1 ]; do case $1 in
            --json|--skip-git-repo-check) shift;; --sandbox) mode=$2; shift 2;; --model) model=$2; shift 2;;
            *) unknown "$1";; esac; done
            prompt=$1
            echo '{"type":"thread.started","thread_id":"0199"}'; echo '{"type":"turn.started"}'
            """
        case .aider:
            """
            files=
            while [ $# -gt 0 ]; do case $1 in
            --message-file) prompt=$(cat "$2"); shift 2;; --read) [ -f "$2" ] || exit 2; shift 2;;
            --model) model=$2; shift 2;; --yes-always|--no-check-update|--no-gitignore) shift;;
            --no-pretty|--no-stream|--no-suggest-shell-commands) shift;; -*) unknown "$1";;
            *) files="$files $1"; shift;; esac; done
            echo 'Aider v0.86.0'; echo notes > .aider.chat.history.md; mkdir -p .aider.tags.cache.v4
            echo cache > .aider.tags.cache.v4/x; echo '# hello' > .aider.input.history
            """
        case .gemini:
            """
            while [ $# -gt 0 ]; do case $1 in
            -p) prompt=$2;; --output-format) [ "$2" = json ] || exit 42;; --approval-mode) mode=$2;;
            --include-directories) [ -d "$2" ] || exit 42;; --model) model=$2;; *) unknown "$1";; esac; shift 2; done
            [ "$GEMINI_CLI_TRUST_WORKSPACE" = true ] || exit 42
            echo 'Loaded cached credentials.'
            """
        case .opencode:
            """
            [ "$1" = run ] || unknown "$1"; shift
            while [ $# -gt 1 ]; do case $1 in
            --format) [ "$2" = json ] || exit 2; shift 2;; --auto) shift;; --model) model=$2; shift 2;;
            *) unknown "$1";; esac; done
            prompt=$1
            echo '{"type":"step_start","timestamp":1,"part":{"type":"step-start"}}'
            """
        }
    }

    /// Every one of them reports 1,500 tokens in and 120 out; three of them 0.0125 of money.
    private var success: String {
        switch self {
        case .claude:
            """
            cat <<'END'
            {"type":"result","subtype":"success","is_error":false,"duration_ms":1234,"num_turns":3,"result":"Looked around.\\nRaised a to 3","session_id":"s","total_cost_usd":0.0125,"usage":{"input_tokens":200,"cache_creation_input_tokens":300,"cache_read_input_tokens":1000,"output_tokens":120}}
            END
            """
        case .codex:
            """
            echo '{"type":"item.completed","item":{"id":"item_0","type":"reasoning","text":"**Thinking**"}}'
            echo '{"type":"item.completed","item":{"id":"item_1","type":"agent_message","text":"Raised a to 3"}}'
            echo '{"type":"turn.completed","usage":{"input_tokens":1500,"cached_input_tokens":1000,"output_tokens":120}}'
            """
        case .aider:
            """
            echo 'Applied edit to src/a.c'
            echo 'Tokens: 1.0k sent, 100 received. Cost: $0.01 message, $0.01 session.'
            echo 'Tokens: 300 sent, 200 cache hit, 20 received. Cost: $0.0025 message, $0.0125 session.'
            """
        case .gemini:
            """
            cat <<'END'
            {
              "session_id": "s",
              "response": "Raised a to 3",
              "stats": {
                "models": {
                  "gemini-2.5-pro": {
                    "api": {"totalRequests": 2, "totalErrors": 0, "totalLatencyMs": 3569},
                    "tokens": {"prompt": 1500, "candidates": 100, "total": 1620, "cached": 0, "thoughts": 20, "tool": 0}
                  }
                }
              }
            }
            END
            """
        case .opencode:
            """
            echo '{"type":"text","timestamp":2,"part":{"type":"text","text":"Raised a to 3"}}'
            echo '{"type":"step_finish","timestamp":3,"part":{"type":"step-finish","reason":"tool-calls","cost":0.01,"tokens":{"input":1000,"output":90,"reasoning":0,"cache":{"read":100,"write":0}}}}'
            echo '{"type":"step_finish","timestamp":4,"part":{"type":"step-finish","reason":"stop","cost":0.0025,"tokens":{"input":300,"output":20,"reasoning":10,"cache":{"read":50,"write":50}}}}'
            """
        }
    }
}
