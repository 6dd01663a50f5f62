import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What others do to refs and files that hone counts on: git with settings that are common, mirrors, file systems without modes.
    struct LostRefsTests {
        private func notes(_ user: UserRepository) throws -> Set<String> {
            let list = try user.repository.git("notes", "--ref=hone/score", "list")
            return Set(
                list.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
        }

        @Test func `notes whose ref is gone are written again, and a note that somebody removed is not`()
            throws
        {
            let user = try UserRepository(.sum(steps: 6))
            try user.succeed("run")
            let all = try notes(user)
            let removed = try #require(try user.steps()[2].candidate)
            try user.repository.git("notes", "--ref=hone/score", "remove", removed)
            try user.succeed("run", "--resume", "--steps", "7")
            #expect(
                try !notes(user).contains(removed) && all.subtracting([removed]).isSubset(of: notes(user)))
            try user.repository.git("update-ref", "-d", "refs/notes/hone/score")
            try user.succeed("run", "--resume", "--steps", "8")
            #expect(try all.isSubset(of: notes(user)) && notes(user).count == all.count + 2)
        }

        @Test func `a fetch that prunes takes nothing by the manual's words, and what another took is told`()
            throws
        {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            let repository = user.repository
            let journals = try repository.git("for-each-ref", "refs/hone", "refs/notes")
            try repository.git("init", "-q", "--bare", user.surroundings + "/other")
            try repository.git("remote", "add", "origin", user.surroundings + "/other")
            try repository.git("config", "fetch.prune", "true")
            let (notes, runs) = ("refs/notes/hone/*:refs/notes/hone/*", "refs/hone/*:refs/hone/*")
            try repository.git("fetch", "-q", "--no-prune", "origin", notes, runs)
            #expect(try repository.git("for-each-ref", "refs/hone", "refs/notes") == journals)
            try repository.git("fetch", "-q", "origin", notes, runs)
            let told = try user.hone("status")
            #expect(told.errors.contains("the journal of sum-1 is gone"))
            let words = try #require(
                told.errors.split(separator: "`").first { $0.hasPrefix("git update-ref") })
            let parts = words.split(separator: " ").map(String.init)
            try repository.git(parts[1], parts[2], parts[3])
            let back = try user.hone("status")
            #expect(back.output.contains("sum-1") && back.errors.isEmpty)
            try user.succeed("run", "--resume", "--steps", "5")
            #expect(try user.steps().count == 6)
        }

        @Test func `a branch that stays locked is named with its lock, and follows with the next command`()
            throws
        {
            let user = try UserRepository(.sum(steps: 1))
            try user.succeed("run")
            let lock = ".git/refs/heads/hone/sum-1/a.lock"
            try user.repository.write("", to: lock)
            let run = try user.hone("run", "--resume", "--steps", "9")
            try #require(try user.steps().contains { $0.step > 1 && $0.verdict == "accepted" })
            #expect(run.status == 0)
            #expect(run.errors.contains("hone/sum-1/a is behind") && run.errors.contains("a.lock"))
            #expect(try user.succeed("status").contains("hone/sum-1/a is behind"))
            try FileManager.default.removeItem(atPath: user.path + "/" + lock)
            #expect(try !user.succeed("status").contains("is behind"))
            let head = try #require(try user.steps().last { $0.verdict == "accepted" }?.candidate)
            #expect(try user.repository.git("rev-parse", "hone/sum-1/a") == head)
        }

        @Test func `a branch that somebody deleted is told, with the command that brings it back`() throws {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            let best = try user.repository.git("rev-parse", "hone/sum-1/best")
            try user.repository.git("branch", "-q", "-D", "hone/sum-1/best")
            let status = try user.succeed("status")
            #expect(status.contains("whose branch was deleted"))
            let words = try #require(status.split(separator: "`").first { $0.hasPrefix("git branch") })
            let again = try user.repository.runGit(words.split(separator: " ").dropFirst().map(String.init))
            #expect(again.status == 0)
            #expect(try user.repository.git("rev-parse", "hone/sum-1/best") == best)
            #expect(try user.succeed("status").contains("branch hone/sum-1/best"))
        }

        @Test(arguments: ["blob:none", "tree:0"])
        func `a partial clone is made whole as far as the base needs it`(filter: String) throws {
            let origin = try UserRepository(
                .sum(steps: 2), files: ["docs/a/b.txt": "b\n", "docs/c.txt": "c\n"])
            let path = origin.surroundings + "/partial"
            for setting in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
                try origin.repository.git("config", setting, "true")
            }
            try origin.repository.git(
                "clone", "-q", "--filter=\(filter)", "--sparse", "file://" + origin.path, path)
            let environment = HoneBinary.environment(home: origin.surroundings)
            func run(_ words: String...) throws -> TestProcess {
                try TestProcess.run(words, in: path, environment: environment)
            }
            #expect(try run("git", "sparse-checkout", "set", "judge").status == 0)
            for (key, value) in [("user.name", "A Person"), ("user.email", "person@example.org")] {
                #expect(try run("git", "config", key, value).status == 0)
            }
            for words in ["check", "run"] {
                let result = try run(HoneBinary.path, words)
                #expect(result.status == 0, "\(result.errors)")
            }
            #expect(try run("git", "log", "--format=%s", "-1", "hone/sum-1/best").status == 0)
            #expect(try run("git", "status", "--porcelain").output == "")
        }

        @Test func `check refuses what the run would refuse, and says it alike`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.repository.git("branch", "hone")
            let (check, run) = try (user.hone("check"), user.hone("run"))
            #expect(check.status == 1 && check.errors == run.errors && run.errors.contains("leaves no room"))
        }

        @Test func `a branch of a run's own name makes the run take the next one`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.repository.git("branch", "hone/sum-1")
            try user.succeed("run")
            #expect(try user.runs().map(\.run) == ["sum-2"])
        }

        @Test func `where files have no mode, the evaluator's are executable as git has it`() throws {
            let user = try UserRepository(.sum(steps: 2, command: "./judge/sum.sh"))
            try user.repository.git("config", "core.filemode", "false")
            for file in try user.repository.git("ls-files", "judge").split(separator: "\n") {
                chmod(user.path + "/" + file, 0o644)
            }
            try user.repository.git("update-index", "--chmod=+x", "judge/sum.sh")
            try user.succeed("run")
            #expect(try user.steps().count == 3)
        }
    }
}
