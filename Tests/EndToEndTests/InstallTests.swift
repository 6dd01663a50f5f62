import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct InstallTests {
        @Test func `installing puts the program, its manual and its completions in place, and git finds it`()
            throws
        {
            let (user, prefix) = try Self.installed()
            let environment = HoneBinary.environment(home: user.surroundings)
                .merging(["PATH": prefix + "/bin:/usr/bin:/bin"]) { $1 }
            let version = try TestProcess.run(
                ["/usr/bin/git", "hone", "--version"], in: user.path, environment: environment)
            #expect(version.output == (try user.succeed("--version")))
            let page = try String(contentsOfFile: prefix + "/share/man/man1/hone-land.1", encoding: .utf8)
            #expect(page.contains("\\fB\\-\\-onto\\fR \\fIbranch\\fR"))
            let pages = try FileManager.default.contentsOfDirectory(atPath: prefix + "/share/man/man1")
            #expect(pages.contains("git-hone.1"))
            #expect(pages.contains("hone-hooks-install.1"))
            for path in ["man5/hone.yaml.5", "man7/hone-evaluator.7", "man7/hone-json.7"] {
                let page = try String(contentsOfFile: prefix + "/share/man/" + path, encoding: .utf8)
                #expect(page.hasPrefix(".TH "), "\(path)")
            }
            // Once more over what is there: an update.
            try user.succeed("install", "--prefix", prefix)
        }

        @Test(
            arguments: [
                ("hone sh", "show"), ("hone log ", "sum-1"), ("hone show sum-1:", "best last base 2 1 0"),
                ("hone show su", "sum-1:best sum-1:last sum-1:base sum-1:2 sum-1:1 sum-1:0"),
                ("git hone show sum-1:be", "best"),
                ("hone land sum-1:best --onto m", "main"), ("hone help HONE_RES", "HONE_RESULT HONE_RESULTS"),
            ])
        func `bash completes commands, candidates, runs and branches`(line: String, offered: String) throws {
            let (user, prefix) = try Self.installed()
            try user.succeed("run")
            let environment = HoneBinary.environment(home: user.surroundings)
                .merging(["PATH": prefix + "/bin:/usr/bin:/bin"]) { $1 }
            let result = try TestProcess.run(
                ["/bin/bash", "-c", Self.driver, "bash", line], in: user.path, environment: environment)
            #expect(result.output == offered + "\n", "\(result.errors)")
        }

        @Test func `zsh is given candidates whose colon is no separator`() throws {
            let user = try UserRepository(.sum(steps: 1))
            try user.succeed("run")
            let result = try TestProcess.run(
                [
                    HoneBinary.path, "---completion", "show", "--", "positional@0", "2", "6", "hone", "show",
                    "sum-1:",
                ],
                in: user.path,
                environment: HoneBinary.environment(home: user.surroundings).merging(["SAP_SHELL": "zsh"]) {
                    $1
                })
            #expect(result.output.hasPrefix("sum-1\\:best\nsum-1\\:last\nsum-1\\:base\nsum-1\\:1\n"))
        }

        private static func installed() throws -> (UserRepository, prefix: String) {
            let user = try UserRepository(.sum(steps: 2))
            let prefix = user.surroundings + "/local"
            try user.succeed("install", "--prefix", prefix)
            return (user, prefix)
        }

        /// Completes a line as bash does, its words cut at spaces and colons.
        private static let driver = #"""
            prefix="$(dirname "$(dirname "$(command -v hone)")")"
            source "$prefix/share/bash-completion/completions/hone"
            COMP_LINE="$1" COMP_POINT=${#1} COMP_WORDS=()
            for word in ${1//:/ : }; do COMP_WORDS+=("$word"); done
            case "$1" in *' '|*:) COMP_WORDS+=('');; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            complete=_hone_joined
            [ "${COMP_WORDS[0]}" = git ] && complete=_git_hone
            "$complete" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            echo "${COMPREPLY[*]}"
            """#
    }
}
