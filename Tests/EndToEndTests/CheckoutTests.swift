import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone checkout`: a candidate to try, in a folder of the user's.
    struct CheckoutTests {
        /// A study whose build leaves a file that git does not have, and one that is kept between candidates.
        private static func user() throws -> UserRepository {
            let study = Study.sum(
                steps: 3,
                evaluator: """
                      build: sh judge/build.sh
                      keep: [cache]
                      inputs: [{from: ../table, to: lent}]
                    """)
            let build = """
                mkdir -p out cache
                wc -l <numbers.txt >out/lines
                echo "$(cat lent/name 2>/dev/null)" >cache/name
                test "$(wc -l <numbers.txt)" -lt 6
                """
            let user = try UserRepository(
                study, files: ["judge/build.sh": build + "\n", ".gitignore": "/out\n/cache\n/lent\n"])
            try user.repository.write("figures", to: "../table/name")
            return user
        }

        private struct Page: Decodable {
            let name: String
            let folder: String
            let beside: [String]
            let failure: String?
            let command: String?
            let removal: String
        }

        @Test func `a candidate is a worktree with the build that it is judged with, and goes away as said`()
            throws
        {
            let user = try Self.user()
            try user.succeed("run")
            try user.repository.write("mine\n", to: "judge/notes.txt")
            let before = try CheckoutSnapshot(user.repository)
            let text = try user.succeed("checkout", "sum-1:best", "../try it", "--json")
            let page = try decode(text, as: Page.self)
            #expect(page.beside == ["cache", "lent", "out"])
            #expect(page.failure == nil && page.command == "sh judge/sum.sh")
            let best = try user.repository.git("rev-parse", "hone/sum-1/best")
            #expect(try user.repository.git("-C", page.folder, "rev-parse", "HEAD") == best)
            #expect(try user.repository.git("-C", page.folder, "status", "--porcelain") == "")
            #expect(try user.repository.git("-C", page.folder, "branch", "--show-current") == "")
            let own = try String(contentsOfFile: page.folder + "/numbers.txt", encoding: .utf8)
            let built = try String(contentsOfFile: page.folder + "/out/lines", encoding: .utf8)
            #expect(Int(built.filter(\.isNumber)) == own.split(separator: "\n").count)
            #expect(try String(contentsOfFile: page.folder + "/cache/name", encoding: .utf8) == "figures\n")
            #expect(try String(contentsOfFile: page.folder + "/lent/name", encoding: .utf8) == "figures")
            let tried = try TestProcess.run(
                ["sh", "-c", try #require(page.command)], in: page.folder,
                environment: ["PATH": "/usr/bin:/bin"])
            #expect(tried.status == 0)
            #expect(page.removal == "git worktree remove '\(page.folder)'")
            try user.repository.git("worktree", "remove", page.folder)
            #expect(!FileManager.default.fileExists(atPath: page.folder))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
        }

        @Test func `a folder that holds something is refused, and one that git remembers is not`() throws {
            let user = try Self.user()
            try user.succeed("run")
            try user.repository.write("here\n", to: "../taken/file")
            let refused = try user.hone("checkout", "sum-1:1", "../taken")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("taken' exists and is not empty"))
            let again = user.surroundings + "/again"
            try user.succeed("checkout", "sum-1:1", again, "--no-build")
            #expect(!FileManager.default.fileExists(atPath: again + "/out"))
            try FileManager.default.removeItem(atPath: again)
            try user.succeed("checkout", "sum-1:1", again, "--no-build")
        }

        @Test func `one that does not build has its files, and why it does not is said`() throws {
            let user = try Self.user()
            try user.proposeFromOutside()
            try user.succeed("ask", "--new")
            let lines = (1...8).map { "\($0) 1\\n" }.joined()
            try user.succeed(
                "tell", input: #"{"changes": [{"path": "numbers.txt", "content": "\#(lines)"}]}"#)
            let said = try user.succeed("checkout", "sum-1:1", "../failing")
            #expect(said.contains("It does not build: build 'sh judge/build.sh' exited with 1"))
            #expect(!said.contains("Try it"))
            let files = try String(
                contentsOfFile: user.surroundings + "/failing/numbers.txt", encoding: .utf8)
            #expect(files.split(separator: "\n").count == 8)
        }

        @Test func `no hook runs, the candidate's own least of all`() throws {
            let user = try Self.user()
            let hook = "#!/bin/sh\ntouch \"\(user.surroundings)/ran\"\n"
            try user.repository.write(hook, to: "hooks/post-checkout")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: user.path + "/hooks/post-checkout")
            try user.repository.git("add", "hooks")
            try user.repository.git("commit", "-q", "-m", "Hooks")
            try user.repository.git("config", "core.hooksPath", "hooks")
            try user.succeed("run")
            try user.succeed("checkout", "sum-1:1", "../hooked", "--no-build")
            #expect(!FileManager.default.fileExists(atPath: user.surroundings + "/ran"))
        }
    }
}
