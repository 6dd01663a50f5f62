import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct ReviewingTests {
        @Test func `what is rejected while the run goes on is no parent any more`() throws {
            let folder = try TemporaryDirectory()
            let began = try Doorbell(at: folder.path + "/began")
            let go = try Doorbell(at: folder.path + "/go")
            let study = Study.sum(
                steps: 12, command: "sh judge/wait.sh", evaluator: "  sandbox: {write: [\(folder.path)]}")
            let judge = """
                if ! cmp -s numbers.txt judge/base.txt && [ ! -e \(folder.path)/free ]; then
                  echo > \(began.path); read -r line < \(go.path)
                fi
                sh judge/sum.sh
                """
            let user = try UserRepository(
                study, files: ["judge/wait.sh": judge, "judge/base.txt": study.files["numbers.txt"] ?? ""])
            let run = try user.start("run")
            // Until the step in flight is one of an accepted candidate.
            try began.wait()
            while try !user.steps().contains(where: { $0.verdict == "accepted" && $0.step > 0 }) {
                go.ring()
                try began.wait()
            }
            let known = try user.steps().count
            try user.succeed("review", "sum-1:best", "--reject", "-m", "Breaks the ABI")
            let rejected = try #require(try user.steps().first { $0.rejected == true })
            try folder.write("", to: "free")
            go.ring()
            let end = try run.end()
            #expect(end.status == 0, "\(end.errors)")
            let later = try user.steps().dropFirst(known)
            // The step in flight was made from it, and goes no further.
            #expect(later.first?.verdict != "accepted")
            #expect(!later.dropFirst().contains { $0.parent == rejected.candidate })
            #expect(try user.runs().first?.candidate != rejected.candidate)
            let evidence = try user.succeed("show", "sum-1:\(known + 1)", "--evidence")
            #expect(evidence.contains("> Breaks the ABI"))
            try user.repository.requireSound()
        }

        @Test func `git bisect finds the step that a test of one's own blames`() throws {
            let user = try UserRepository(.sum(steps: 12))
            try user.succeed("run")
            let lineage = try user.repository.git("rev-list", "--reverse", "main..hone/sum-1/a")
                .split(separator: "\n").map(String.init)
            try #require(lineage.count > 1)
            func total(_ commit: String) throws -> Int {
                try user.repository.git("show", commit + ":numbers.txt").split(separator: "\n")
                    .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
            }
            let goal = try total(lineage[lineage.count / 2])
            let first = try #require(try lineage.first { try total($0) <= goal })
            try user.repository.git("bisect", "start", "hone/sum-1/a", "main")
            let said = try user.repository.git(
                "bisect", "run", "sh", "-c",
                "test $(awk '{ s += $2 } END { print s }' numbers.txt) -gt \(goal)")
            #expect(said.contains("\(first) is the first bad commit"))
            try user.repository.git("bisect", "reset")
        }

        @Test func `blame agrees with git over the lineage`() throws {
            let user = try UserRepository(.sum(steps: 12))
            try user.succeed("run")
            try user.succeed("revert", "sum-1:1")
            try user.succeed("run", "--resume", "--steps", "16")
            let best = try #require(try user.runs().first?.candidate)
            let page: BlamePage = try decode(user.succeed("blame", "numbers.txt", "--json"))
            let rows = page.lines
            let git = try user.repository.git("blame", "-s", "-l", "main..\(best)", "--", "numbers.txt")
            let oracle = git.split(separator: "\n").map { line in
                line.split(separator: " ").first.map { $0.hasPrefix("^") ? $0.dropFirst() : $0 } ?? ""
            }
            #expect(rows.count == oracle.count)
            let steps = try user.steps()
            let candidates = Set(steps.compactMap(\.candidate))
            for (row, commit) in zip(rows, oracle) {
                // A revert brought nothing, whatever git says; its lines are from before.
                if candidates.contains(where: { $0.hasPrefix(commit) }) {
                    #expect(row.candidate.hasPrefix(commit))
                }
                #expect(candidates.contains(row.candidate))
                #expect(row.name == steps.first { $0.candidate == row.candidate }?.name)
            }
        }

        @Test func `an undone step leaves the branch, and the next one has a number of its own`() throws {
            let user = try UserRepository(.sum(steps: 6))
            try user.succeed("run")
            let before = try user.steps()
            let last = try #require(before.last { $0.verdict == "accepted" && $0.step > 0 })
            let operations = try operations(of: user)
            let operation = try #require(operations.first { $0.what.hasPrefix("step \(last.step):") })
            try user.succeed("undo", "--operation", String(operation.event.prefix(10)))
            #expect(try user.repository.git("rev-parse", "hone/sum-1/a") == last.parent)
            try user.succeed("run", "--resume", "--steps", "8")
            let after = try user.steps()
            #expect(after.map(\.step) == Array(0...8))
            #expect(after[7].parent == last.parent)
            #expect(after.first { $0.step == last.step }?.undone == true)
            let resumed = try self.operations(of: user).filter { $0.kind == "resumed" }
            #expect(resumed.map(\.what) == ["goes on with budget.steps 8"])
            user.expectCommits(of: before)
        }

        private struct BlamePage: Decodable {
            let lines: [Line]

            struct Line: Decodable {
                let line: Int
                let candidate: String
                let name: String?
            }
        }

        private struct OperationPage: Decodable {
            let operations: [OperationRow]
        }

        private struct OperationRow: Decodable {
            let event: String
            let kind: String
            let what: String
        }

        private func operations(of user: UserRepository) throws -> [OperationRow] {
            try decode(user.succeed("log", "--operations", "--json"), as: OperationPage.self).operations
        }
    }
}

extension UserRepository {
    /// Expects that every candidate is still there.
    fileprivate func expectCommits(of steps: [StepRow]) {
        for commit in steps.compactMap(\.candidate) {
            #expect((try? repository.git("cat-file", "-t", commit)) == "commit")
        }
    }
}
