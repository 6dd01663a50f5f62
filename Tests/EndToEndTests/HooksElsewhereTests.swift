import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What git users do to a repository with a run and hone's hooks in it, beyond committing.
    struct HooksElsewhereTests {
        @Test func `a candidate picked onto main is a commit of main's, and the run goes on`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.runWithHooks()
            let best = try user.repository.git("rev-parse", "hone/sum-1/best")
            try user.repository.commit("meanwhile", files: ["other.txt": "other\n"])
            try user.repository.git("cherry-pick", "hone/sum-1/best")
            let change = try user.repository.git("diff", "HEAD^", "HEAD")
            #expect(try user.repository.git("diff", best + "^", best) == change)
            #expect(try user.repository.git("status", "--porcelain") == "")
            try user.succeed("run", "--resume", "--steps", "4")
            #expect(try user.steps().map(\.step) == [0, 1, 2, 3, 4])
            try user.repository.requireSound()
        }

        @Test
        func `a commit out of scope that is picked onto a lineage stays out of the run, and it says so`()
            throws
        {
            let user = try UserRepository(.sum(steps: 3), files: ["notes.txt": "first\n"])
            try user.runWithHooks()
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            let picked = try user.pickNotesOntoLineage()
            let says = { (folder: String?) in
                "hone/sum-1/a is at \(picked.prefix(7)): 'notes.txt' is outside the artifact scope, so the run "
                    + "goes on without it; to have it follow again: `"
                    + (folder.map { "git -C '\($0)' reset --keep" } ?? "git branch -f hone/sum-1/a")
                    + " \(head.prefix(7))`"
            }
            #expect(try user.succeed("status").contains("\n  " + says(user.path) + "\n"))
            try user.repository.git("switch", "-q", "main")
            #expect(try user.succeed("status").contains("\n  " + says(nil) + "\n"))
            let resumed = try user.hone("run", "--resume", "--steps", "4")
            #expect(resumed.status == 0)
            #expect(resumed.errors.contains("Note: " + says(nil) + "\n"))
            #expect(try user.repository.git("rev-parse", "hone/sum-1/a") == picked)
            #expect(try user.steps().allSatisfy { $0.candidate != picked && $0.parent != picked })
        }

        @Test func `a lineage put back by the command that status names follows again`() throws {
            let user = try UserRepository(.sum(steps: 3), files: ["notes.txt": "first\n"])
            try user.runWithHooks()
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            _ = try user.pickNotesOntoLineage()
            try user.repository.git("-C", user.path, "reset", "--keep", head)
            try user.repository.git("switch", "-q", "main")
            try user.succeed("run", "--resume", "--steps", "8")
            let run = try #require(try user.runs().first)
            #expect(try user.repository.git("rev-parse", "hone/sum-1/a") == run.lineages[0].head)
            #expect(run.lineages[0].head != head)
            #expect(try !user.succeed("status").contains("goes on without it"))
        }

        @Test func `a pruning gc takes nothing of a run`() throws {
            let user = try UserRepository(.sum(steps: 6))
            try user.runWithHooks()
            let log = try user.succeed("log")
            let candidates = try user.steps().compactMap(\.candidate)
            #expect(try user.steps().contains { $0.verdict == "rejected" })
            try user.repository.git("reflog", "expire", "--expire=now", "--all")
            try user.repository.git("gc", "-q", "--prune=now")
            for commit in candidates {
                #expect(try user.repository.git("cat-file", "-t", commit) == "commit")
            }
            #expect(try user.succeed("log") == log)
            try user.succeed("run", "--resume", "--steps", "8")
            #expect(try user.steps().map(\.step) == Array(0...8))
            try user.requireGuardedLineage()
            try user.repository.requireSound()
        }

        @Test func `a mirror has all of a run, and a clone of it goes on`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.runWithHooks()
            let mirror = user.surroundings + "/mirror.git"
            try user.repository.git("clone", "-q", "--mirror", ".", mirror)
            let all = ["for-each-ref", "--format=%(refname) %(objectname)"]
            #expect(
                try user.repository.git("-C", mirror, all[0], all[1]) == user.repository.git(all[0], all[1]))
            let clone = try Clone(of: mirror, in: user.repository.directory, named: "second")
            try clone.git("fetch", "-q", "origin", "refs/hone/*:refs/hone/*")
            try clone.hone("hooks", "install")
            #expect(try clone.hone("log") == user.succeed("log"))
            try clone.hone("run", "--resume", "--steps", "5")
            let steps = try clone.hone("log").split(separator: "\n").filter { $0.hasPrefix("sum-1:") }
            #expect(steps.count == 6)
            #expect(try clone.git("fsck", "--strict", "--no-dangling", "--no-progress") == "")
        }

        @Test func `in a mirror hone says to work in a clone`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.runWithHooks()
            let mirror = user.surroundings + "/mirror.git"
            try user.repository.git("clone", "-q", "--mirror", ".", mirror)
            for words in [["hooks", "install"], ["run", "--resume"]] {
                let refused = try user.hone(["-C", mirror] + words)
                #expect(refused.status == 1)
                #expect(
                    refused.errors == """
                        Error: The repository at '\(mirror)' is bare
                        Caused by: hone takes the evaluator's files from a checkout
                        Hint: Work in a clone: `git clone \(mirror)`

                        """)
            }
        }

        @Test func `in a second worktree hooks guard, and a run goes on from there`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.runWithHooks()
            let folder = user.surroundings + "/second"
            try user.repository.git("worktree", "add", "-q", "--detach", folder)
            #expect(try user.succeed("-C", folder, "hooks", "status") == user.succeed("hooks", "status"))
            try user.succeed("-C", folder, "run", "--resume", "--steps", "5")
            #expect(try user.steps().map(\.step) == Array(0...5))
            try user.requireGuardedLineage(in: folder)
            #expect(try user.repository.git("status", "--porcelain") == "")
        }

        @Test func `a lineage that a worktree has checked out is not moved, and status says so`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.runWithHooks()
            let folder = user.surroundings + "/second"
            try user.repository.git("worktree", "add", "-q", folder, "hone/sum-1/a")
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            try user.succeed("-C", folder, "run", "--resume", "--steps", "6")
            #expect(try user.repository.git("rev-parse", "hone/sum-1/a") == head)
            #expect(try user.runs().first?.lineages.first?.head != head)
            #expect(try user.repository.git("-C", folder, "status", "--porcelain") == "")
            let says =
                "  hone/sum-1/a is checked out at '\(folder)', so it is not moved; switch away and it follows at the next step\n"
            #expect(try user.succeed("status").contains(says))
            try user.repository.git("-C", folder, "switch", "-q", "--detach")
            try user.succeed("run", "--resume", "--steps", "7")
            #expect(
                try user.repository.git("rev-parse", "hone/sum-1/a")
                    == user.runs().first?.lineages.first?.head)
        }

        @Test func `in a shallow clone a run is refused, and hooks keep nobody from committing`() throws {
            let (user, shallow) = try Self.shallowClone()
            try shallow.hone("hooks", "install")
            let before = try shallow.git("for-each-ref")
            let refused = try shallow.tryHone("run")
            #expect(refused.status == 1)
            #expect(
                refused.errors == """
                    Error: This is a shallow clone
                    Caused by: A run keeps candidates whose ancestors have to be here
                    Hint: Fetch the rest with `git fetch --unshallow`

                    """)
            #expect(try shallow.git("for-each-ref") == before)
            #expect(try shallow.git("status", "--porcelain") == "")
            try shallow.git("commit", "-q", "--allow-empty", "-m", "Mine")
            try shallow.git("commit", "-q", "--amend", "--allow-empty", "-m", "Mine, said better")
            try shallow.git("switch", "-q", "-c", "hone/sum-1/a")
            try shallow.git("commit", "-q", "--allow-empty", "-m", "On a lineage of no run here")
            try shallow.git("fetch", "-q", "--unshallow")
            try shallow.git("switch", "-q", "main")
            try shallow.git("branch", "-q", "-D", "hone/sum-1/a")
            try shallow.hone("run")
            withExtendedLifetime(user) {}
        }

        @Test func `in a shallow clone what takes history that is not there says so`() throws {
            let (user, shallow) = try Self.shallowClone()
            try user.succeed("run", "--steps", "8")
            try shallow.git("fetch", "-q", "origin", "refs/hone/*:refs/hone/*")
            #expect(try shallow.hone("log") == user.succeed("log"))
            let refused = try shallow.tryHone("land", "sum-1:best")
            #expect(refused.status == 1)
            #expect(
                refused.errors == """
                    Error: Could not compare two commits
                    Caused by: This is a shallow clone, and history that it takes is not here
                    Hint: Fetch the rest with `git fetch --unshallow`

                    """)
            try shallow.git("fetch", "-q", "--unshallow")
            try shallow.hone("land", "sum-1:best")
        }

        @Test func `in a submodule hooks and runs stay inside it`() throws {
            let user = try UserRepository(.sum(steps: 3))
            let outer = try TemporaryRepository()
            try outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", user.path, "inner")
            try outer.commit("Start")
            let inner = outer.path + "/inner"
            try outer.git("-C", inner, "config", "user.name", "Test Author")
            try outer.git("-C", inner, "config", "user.email", "author@example.com")
            let index = FileManager.default.contents(atPath: outer.path + "/.git/index")
            let refs = try outer.git("for-each-ref")
            let installed = try user.succeed("-C", inner, "hooks", "install")
            #expect(
                installed.hasPrefix("Git looks for hooks in '\(outer.path)/.git/modules/inner/hooks'\n"))
            try user.succeed("-C", inner, "run")
            #expect(try outer.git("-C", inner, "for-each-ref", "refs/hone/journal/sum-1") != "")
            #expect(FileManager.default.contents(atPath: outer.path + "/.git/index") == index)
            #expect(try outer.git("for-each-ref") == refs)
            #expect(try outer.git("status", "--porcelain") == "")
            #expect(!FileManager.default.fileExists(atPath: outer.path + "/.git/hone"))
            try user.requireGuardedLineage(in: inner)
        }

        /// A repository of two commits, and a clone that has one of them.
        private static func shallowClone() throws -> (UserRepository, Clone) {
            let user = try UserRepository(.sum(steps: 2))
            try user.repository.commit("Second")
            let full = "file://" + user.path
            return (user, try Clone(of: full, in: user.repository.directory, named: "shallow", depth: 1))
        }
    }
}

extension UserRepository {
    fileprivate func runWithHooks() throws {
        try succeed("hooks", "install")
        try succeed("run")
    }

    /// Makes a commit out of scope on main and picks it onto the lineage, which runs no hook; returns the new commit.
    fileprivate func pickNotesOntoLineage() throws -> String {
        try repository.commit("Notes", files: ["notes.txt": "mine\n"])
        try repository.git("switch", "-q", "hone/sum-1/a")
        try repository.git("cherry-pick", "main")
        return try repository.git("rev-parse", "HEAD")
    }

    /// Requires that the hook refuses a commit out of scope in a checkout, and takes one in scope.
    fileprivate func requireGuardedLineage(in folder: String? = nil) throws {
        let folder = folder ?? path
        try repository.git("-C", folder, "switch", "-q", "hone/sum-1/a")
        try Data("mine\n".utf8).write(to: URL(filePath: folder + "/outside.txt"))
        try repository.git("-C", folder, "add", "outside.txt")
        let refused = try repository.runGit(["-C", folder, "commit", "-q", "-m", "Outside"])
        #expect(refused.status == 1)
        #expect(refused.errors.hasPrefix("Error: The commit changes what sum-1 may not change\n"))
        try repository.git("-C", folder, "rm", "-q", "-f", "outside.txt")
        try Data("apples 2\n".utf8).write(to: URL(filePath: folder + "/numbers.txt"))
        try repository.git("-C", folder, "commit", "-q", "-a", "-m", "Fewer")
    }
}
