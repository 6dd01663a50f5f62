import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct HooksTests {
        @Test func `on a lineage, a commit in scope joins the run and one outside it is refused`() throws {
            let user = try UserRepository(.sum(steps: 2), files: ["notes.txt": "first\n"])
            try user.succeed("run")
            try user.succeed("hooks", "install")
            try user.repository.git("switch", "-q", "hone/sum-1/a")
            let head = try user.repository.git("rev-parse", "HEAD")
            try user.repository.write("mine\n", to: "notes.txt")
            let refused = try user.repository.runGit(["commit", "-q", "-a", "-m", "Notes"])
            #expect(refused.status == 1)
            #expect(
                refused.errors == """
                    Error: The commit changes what sum-1 may not change
                    Caused by: 'notes.txt' is outside the artifact scope
                    Hint: Take it out with `git restore --staged PATH`, or commit elsewhere: `git switch -c NAME`. \
                    With `git commit --no-verify` it stays, and the run does not take it up

                    """)
            #expect(try user.repository.git("rev-parse", "HEAD") == head)
            try user.repository.git("checkout", "-q", "HEAD", "--", "notes.txt")
            try user.repository.write("apples 2\n", to: "numbers.txt")
            #expect(try user.repository.runGit(["commit", "-q", "-a", "-m", "Fewer"]).status == 0)
            try user.repository.write("mine\n", to: "notes.txt")
            try user.repository.git("commit", "-q", "-a", "--no-verify", "-m", "Notes")
            try user.repository.requireSound()
        }

        @Test func `a branch whose run is not here is nobody's to guard`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("hooks", "install")
            try user.repository.git("switch", "-q", "-c", "hone/other-1/a")
            try user.repository.write("mine\n", to: "notes.txt")
            try user.repository.git("add", "-A")
            let commit = try user.repository.runGit(["commit", "-q", "-m", "Notes"])
            #expect(commit.status == 0)
            #expect(commit.errors.isEmpty)
        }

        @Test func `a run that cannot be read keeps nobody from committing`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("hooks", "install")
            try user.repository.git("switch", "-q", "-c", "hone/sum-1/a")
            let git = user.repository
            let damaged = try git.git("hash-object", "-w", "--stdin", input: "{}\n")
            let tree = try git.git("mktree", input: "100644 blob \(damaged)\trun.json\n")
            let root = try git.git("commit-tree", tree, "-m", "sum-1")
            try git.git("update-ref", "refs/hone/journal/sum-1/00000000", root)
            let commit = try user.repository.runGit(["commit", "-q", "--allow-empty", "-m", "x"])
            #expect(commit.status == 0)
            #expect(commit.errors.hasPrefix("hone: the commit on 'hone/sum-1/a' was not checked: "))
        }

        @Test func `scores follow a rebased lineage`() throws {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            try user.succeed("hooks", "install")
            let score = try user.repository.git("notes", "--ref=hone/score", "show", "hone/sum-1/a")
            try user.repository.commit("meanwhile", files: ["other.txt": "other\n"])
            try user.repository.git("switch", "-q", "-c", "mine", "hone/sum-1/a")
            try user.repository.git("rebase", "-q", "main")
            #expect(try user.repository.git("notes", "--ref=hone/score", "show", "mine") == score)
            try user.succeed("log")
            try user.repository.requireSound()
        }
    }
}
