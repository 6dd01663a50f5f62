import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What plain git shows of a run, with nothing of ours installed.
    struct LookingTests {
        @Test func `git log shows the scores and the feedback of a lineage`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let log = try user.repository.git("log", "--notes=hone/*", "main..hone/sum-1/a")
            #expect(log.contains("Notes (hone/score):"))
            #expect(log.contains("Notes (hone/feedback):"))
            #expect(log.contains("Hone-Run: sum-1"))
            #expect(log.contains("Hone-Proposer: mutation"))
        }

        @Test func `a candidate differs from its parent in scope alone, and is made by the user`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            for step in try user.steps() where step.step > 0 {
                guard let commit = step.candidate else { continue }
                #expect(try user.repository.git("diff", "--name-only", commit + "^", commit) == "numbers.txt")
                #expect(
                    try user.repository.git("log", "-1", "--format=%an <%ae>", commit)
                        == "Test Author <author@example.com>")
            }
        }

        @Test func `a worktree of a lineage is an ordinary worktree`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.succeed("run")
            try user.repository.git("worktree", "add", "-q", user.surroundings + "/look", "hone/sum-1/best")
            let numbers = try String(contentsOfFile: user.surroundings + "/look/numbers.txt", encoding: .utf8)
            #expect(numbers == (try user.repository.git("show", "hone/sum-1/best:numbers.txt")) + "\n")
        }

        @Test func `the story of the run is the journal's log`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let journal = try user.repository.git(
                "for-each-ref", "--format=%(refname)", "refs/hone/journal/sum-1")
            let story = try user.repository.git("log", "--first-parent", "--format=%s", journal)
            #expect(story.split(separator: "\n").count >= 6)
        }

        @Test func `a clone that is pushed to shows the branches and the notes`() throws {
            let user = try UserRepository(.sum(steps: 3))
            try user.succeed("run")
            let other = try TemporaryRepository(.bare)
            try user.repository.git(
                "push", "-q", other.path, "refs/heads/*:refs/heads/*", "refs/notes/hone/*:refs/notes/hone/*")
            #expect(
                try other.git("log", "-1", "--notes=hone/*", "hone/sum-1/best").contains(
                    "Notes (hone/score):"))
            try other.requireSound()
        }

        @Test func `a run of a newer hone keeps no other from being listed`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.succeed("run")
            let journal = try user.repository.git(
                "for-each-ref", "--format=%(refname)", "refs/hone/journal/sum-1")
            let root = try user.repository.git("rev-list", "--first-parent", "--max-parents=0", journal)
            let record = try user.repository.git("show", root + ":run.json")
            try user.repository.write(
                record.replacing("\"version\":1", with: "\"version\":9").replacing("sum-1", with: "new-1"),
                to: "run.json")
            let blob = try user.repository.git("hash-object", "-w", "run.json")
            let tree = try TestProcess.run(
                ["git", "mktree"], in: user.path, environment: user.repository.environment,
                input: "100644 blob \(blob)\trun.json\n"
            ).output.trimmingCharacters(in: .whitespacesAndNewlines)
            let newer = try user.repository.git("commit-tree", "-m", "new-1 starts", tree)
            try user.repository.git("update-ref", "refs/hone/journal/new-1/0000000a", newer)
            let status = try user.hone("status")
            #expect(status.status == 0)
            #expect(status.output.hasPrefix("sum-1"))
            #expect(status.errors.contains("Note: new-1 cannot be read: The run was written by a newer hone"))
            #expect(try user.hone("log", "new-1").status == 1)
        }
    }
}
