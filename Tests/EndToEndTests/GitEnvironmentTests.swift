import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone` where git's own variables say which repository, which index, which settings and who.
    struct GitEnvironmentTests {
        private func hook(_ name: String, _ script: String, of user: UserRepository) throws {
            let path = user.path + "/.git/hooks/" + name
            try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }

        /// Runs git as the user does, so that its hooks find `hone` and its environment.
        private func git(_ arguments: String..., in folder: String, of user: UserRepository) throws
            -> TestProcess
        {
            try TestProcess.run(
                ["git"] + arguments, in: folder,
                environment: HoneBinary.environment(home: user.surroundings).merging(
                    user.repository.environment
                ) {
                    own, _ in own
                })
        }

        private func ran(_ user: UserRepository) throws { try user.succeed("run") }

        @Test func `landing in a hook of a linked worktree moves what it names and touches nothing else`()
            throws
        {
            let user = try UserRepository(.sum(steps: 8))
            try ran(user)
            let linked = user.surroundings + "/linked"
            try user.repository.git("worktree", "add", "-q", "-b", "side", linked)
            let main = try user.repository.git("rev-parse", "main")
            let said = user.surroundings + "/said"
            try hook(
                "post-checkout", "cd '\(user.path)' && '\(HoneBinary.path)' land sum-1:best > '\(said)'",
                of: user)
            _ = try git("switch", "-qc", "other", in: linked, of: user)
            #expect(try String(contentsOfFile: said, encoding: .utf8).contains("other"))
            #expect(
                try user.repository.git("rev-parse", "other")
                    == user.repository.git("rev-parse", "hone/sum-1/best"))
            #expect(try user.repository.git("rev-parse", "main") == main)
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(try user.repository.git("-C", linked, "status", "--porcelain") == "")
        }

        @Test func `landing while the user commits leaves their commit as it is`() throws {
            let user = try UserRepository(.sum(steps: 8), files: ["notes.txt": "first\n"])
            try ran(user)
            try user.repository.git("branch", "release")
            try hook(
                "pre-commit",
                // The landing's own commit is the user's too, and calls their hook.
                "[ -n \"$IN\" ] && exit 0; IN=1 '\(HoneBinary.path)' land sum-1:best --squash --onto release",
                of: user)
            try user.repository.write("mine\n", to: "notes.txt")
            #expect(try git("commit", "-qam", "mine", in: user.path, of: user).status == 0)
            #expect(try user.repository.git("diff", "--name-only", "HEAD~1", "HEAD") == "notes.txt")
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(try user.tree("release") == user.tree("hone/sum-1/best"))
        }

        @Test(arguments: ["GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"])
        func `landing passes over what is a git command's alone`(variable: String) throws {
            let user = try UserRepository(.sum(steps: 8))
            try ran(user)
            user.variables[variable] = user.surroundings + "/elsewhere"
            try user.succeed("land", "sum-1:best")
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(
                try user.repository.git("rev-parse", "main")
                    == user.repository.git("rev-parse", "hone/sum-1/best"))
        }

        @Test func `a working tree that is not the branch's own is not landed into`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try ran(user)
            let main = try user.repository.git("rev-parse", "main")
            let other = user.surroundings + "/other"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            user.variables["GIT_WORK_TREE"] = other
            let refused = try user.hone("land", "sum-1:best")
            #expect(refused.status == 1)
            #expect(try user.repository.git("rev-parse", "main") == main)
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(try FileManager.default.contentsOfDirectory(atPath: other).isEmpty)
        }

        @Test func `a study in a repository that is named apart from its files runs and lands`() throws {
            let user = try UserRepository(.sum(steps: 8))
            let directory = user.surroundings + "/dotfiles.git"
            try FileManager.default.moveItem(atPath: user.path + "/.git", toPath: directory)
            user.variables = ["GIT_DIR": directory, "GIT_WORK_TREE": user.path]
            try ran(user)
            try user.succeed("land", "sum-1:best")
            let git = { (words: [String]) in
                try user.repository.runGit(["--git-dir", directory, "--work-tree", user.path] + words).output
            }
            #expect(try git(["status", "--porcelain", "--untracked-files=no"]) == "")
            #expect(try git(["rev-parse", "main"]) == git(["rev-parse", "hone/sum-1/best"]))
        }

        @Test func `a run's commits are by whom git says`() throws {
            let user = try UserRepository(.sum(steps: 8))
            user.variables = [
                "GIT_AUTHOR_NAME": "Au", "GIT_AUTHOR_EMAIL": "au@x", "GIT_COMMITTER_NAME": "Co",
                "GIT_COMMITTER_EMAIL": "co@x",
            ]
            try ran(user)
            let journal = try user.repository.git("for-each-ref", "--format=%(refname)", "refs/hone/journal")
            for ref in [journal, "refs/notes/hone/score", "hone/sum-1/best"] {
                #expect(
                    try user.repository.git("show", "-s", "--format=%an %ae %cn %ce", ref)
                        == "Au au@x Co co@x")
            }
        }

        @Test func `reading needs no checkout`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try ran(user)
            let mirror = user.surroundings + "/mirror.git"
            try user.repository.git("clone", "-q", "--mirror", ".", mirror)
            for words in [["log"], ["show", "sum-1:1"], ["diff", "sum-1:1"], ["status"]] {
                #expect(try user.hone(["-C", mirror] + words).status == 0, "\(words)")
            }
            #expect(try user.hone(["-C", mirror, "log"]).output == user.succeed("log"))
        }
    }
}
