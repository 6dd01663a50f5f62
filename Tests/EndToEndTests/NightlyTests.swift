import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a forge runs each night, played here: its scripts in a fresh clone, with something in the place of the forge's own program.
    struct NightlyTests {
        /// What stands below each `|` of a workflow: the scripts.
        private static func scripts(_ text: String) -> [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).split { $0.hasSuffix("|") }
                .dropFirst().map { part in
                    let depth = part.first?.prefix { $0 == " " } ?? ""
                    return part.prefix { $0.hasPrefix(depth) }.map { $0.dropFirst(depth.count) }
                        .joined(separator: "\n")
                }
        }

        /// Someone's study, with a workflow and a remote.
        private struct Forge {
            let user: UserRepository
            let scripts: [String]
            let origin: String

            init(_ forge: String, at path: String) throws {
                user = try UserRepository(.sum(steps: 6))
                try user.succeed("hooks", "install", "--ci", forge)
                scripts = NightlyTests.scripts(try user.repository.read(path))
                try user.repository.git("add", path)
                try user.repository.git("commit", "-q", "-m", "Each night")
                origin = user.surroundings + "/origin.git"
                try user.repository.git("clone", "-q", "--bare", user.path, origin)
                try user.repository.git("-C", origin, "config", "receive.advertisePushOptions", "true")
                try program("gh", "echo \"$*\" >>'\(user.surroundings)/asked'")
            }

            /// Puts a script where programs are found.
            func program(_ name: String, _ script: String) throws {
                let file = user.programs + "/" + name
                try user.repository.write("#!/bin/sh\n\(script)\n", to: "../bin/" + name)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
            }

            /// Plays a night; returns how each script ended, and the runs that its clone has then.
            func night(_ number: Int, failpoint: Int? = nil) throws -> (endings: [Int32], runs: [RunRow]) {
                let kill = failpoint.map { "[ \"$1\" != run ] || export HONE_FAILPOINT=\($0)\n" } ?? ""
                try program("hone", kill + "exec '\(HoneBinary.path)' \"$@\"")
                let clone = user.surroundings + "/night-\(number)"
                try user.repository.git("clone", "-q", origin, clone)
                let home = clone + ".home"
                try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
                var environment = HoneBinary.environment(home: home)
                environment["HOME"] = home
                environment["PATH"] = user.programs + ":" + (environment["PATH"] ?? "")
                environment["GIT_CONFIG_GLOBAL"] = home + "/gitconfig"
                environment["SECONDS_A_NIGHT"] = "600"
                environment.merge(["HONE_REMOTE": origin]) { $1 }
                var endings: [Int32] = []
                for script in scripts where endings.allSatisfy({ $0 == 0 }) {
                    let result = try TestProcess.run(
                        ["sh", "-e", "-c", script], in: clone, environment: environment)
                    endings.append(result.status)
                }
                let page = try TestProcess.run(
                    [HoneBinary.path, "status", "--json"], in: clone, environment: environment)
                return (endings, try decode(page.output, as: StatusPage.self).runs)
            }

            func drafts() throws -> [String] {
                try user.repository.git("-C", origin, "branch", "--list", "gain-of-*")
                    .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            }
        }

        @Test(.needs("jq", "timeout"))
        func `a run that was cut short goes on the next night, and its gain is drafted once`() throws {
            let forge = try Forge("github", at: ".github/workflows/hone.yml")
            #expect(forge.scripts.count == 2)
            // Even what a kill leaves is sent back.
            let first = try forge.night(1, failpoint: 30)
            #expect(
                first.endings == [137] && first.runs.map(\.run) == ["sum-1"]
                    && first.runs.first?.reason == nil)
            let second = try forge.night(2)
            #expect(second.endings == [0, 0] && second.runs.map(\.run) == ["sum-1"])
            #expect(second.runs.first?.reason == "steps")
            #expect(try forge.drafts() == ["gain-of-sum-1"])
            let asked = try forge.user.repository.read("../asked")
            #expect(asked.hasPrefix("pr create --draft --head gain-of-sum-1 --title Take over sum-1:"))
            // What has ended is followed by another.
            let third = try forge.night(3)
            #expect(third.endings == [0, 0] && third.runs.map(\.run) == ["sum-1", "sum-2"])
            #expect(try forge.drafts() == ["gain-of-sum-1", "gain-of-sum-2"])
        }

        @Test(.needs("jq", "timeout")) func `a forge that takes options of a push gets the same by them`()
            throws
        {
            let forge = try Forge("gitlab", at: ".gitlab/hone.yml")
            #expect(forge.scripts.count == 2)
            #expect(try forge.night(1).endings == [0, 0])
            #expect(try forge.drafts() == ["gain-of-sum-1"])
        }

        @Test(arguments: [("github", ".github/workflows/hone.yml"), ("gitlab", ".gitlab/hone.yml")])
        func `its file is Yaml without gaps, stays another's where it is one, and goes away`(
            forge: String, path: String
        ) throws {
            let user = try UserRepository(.sum(steps: 1))
            #expect(
                try user.succeed("hooks", "install", "--ci", forge, "--json").contains(
                    "\"for\": \"\(forge)\""))
            let text = try user.repository.read(path)
            #expect(!text.contains("{{night") && !text.contains("{{gain") && text.contains("hone push"))
            try user.succeed("hooks", "uninstall", "--ci", forge)
            #expect(try user.repository.git("status", "--porcelain") == "")
            try user.repository.write("mine\n", to: path)
            #expect(try user.hone("hooks", "install", "--ci", forge).status == 1)
            #expect(try user.repository.read(path) == "mine\n")
        }
    }
}
