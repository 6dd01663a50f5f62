import TestSupport
import Testing

extension EndToEnd {
    struct GoingBackTests {
        @Test func `revert makes a new commit with exactly the tree of that step`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let before = try user.steps()
            let target = try #require(before.first { $0.verdict == "accepted" && $0.step > 0 })
            try user.succeed("revert", target.name)
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            #expect(head != target.candidate)
            #expect(try user.tree("hone/sum-1/a") == target.tree)
            #expect(
                try user.repository.git("rev-parse", "hone/sum-1/a~1")
                    == before.last { $0.verdict == "accepted" }?.candidate)
            try user.repository.requireSound()
        }

        @Test func `of several lineages that of the step goes back, and no other branch moves`() throws {
            let study = Study.sum(steps: 12)
            let search = "search: {strategy: {multistart: {lineages: 3, allocation: equal}}}\n"
            let user = try UserRepository(Study(text: study.text + search, files: study.files))
            try user.succeed("run")
            let steps = try user.steps()
            let run = try #require(try user.runs().first)
            let best = try #require(steps.first { $0.candidate == run.candidate })
            let target = try #require(
                steps.first { $0.verdict == "accepted" && $0.step > 0 && $0.lineage != best.lineage })
            func heads() throws -> [Substring] {
                try user.repository.git(
                    "for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads/hone"
                ).split(separator: "\n")
            }
            let before = try heads()
            try user.succeed("revert", target.name)
            let branch = "hone/sum-1/\(target.lineage)"
            #expect(Set(before).symmetricDifference(try heads()).allSatisfy { $0.hasPrefix(branch + " ") })
            #expect(Set(before) != Set(try heads()) && before.count == 4)
            #expect(try user.tree(branch) == target.tree)
            #expect(try user.runs().first?.candidate == run.candidate)
            try user.repository.requireSound()
        }

        @Test func `a resumed run goes on from where it was reverted to`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.succeed("revert", "sum-1:0")
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            try user.succeed("run", "--resume", "--steps", "9")
            let next = try #require(try user.steps().last)
            #expect(next.step == 9)
            #expect(next.parent == head)
        }

        @Test func `nothing earlier is lost by going back`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let before = try user.history()
            let commits = try user.steps().compactMap(\.candidate)
            try user.succeed("revert", "sum-1:1")
            try user.succeed("run", "--resume", "--steps", "10")
            try user.repository.git("gc", "-q", "--prune=now")
            #expect(Array(try user.history().prefix(before.count)) == before)
            for commit in commits { #expect(try user.repository.git("cat-file", "-t", commit) == "commit") }
        }

        @Test func `fork starts a lineage at a candidate and leaves the others alone`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let heads = try #require(try user.runs().first).lineages
            let origin = try #require(
                try user.steps().first { $0.step == 1 && $0.candidate != nil }?.candidate)
            // All eight steps are spent, so that without more there would be none on it.
            let forked = try user.succeed("fork", "sum-1:1")
            #expect(forked.hasSuffix("Go on with it by `hone run --resume sum-1 --steps 16`\n"))
            #expect(try user.repository.git("rev-parse", "hone/sum-1/b") == origin)
            let after = try #require(try user.runs().first).lineages
            #expect(after.filter { $0.lineage != "b" }.map(\.head) == heads.map(\.head))
            try user.succeed("run", "--resume", "--steps", "10")
            #expect(try user.steps().suffix(2).contains { $0.lineage == "b" })
        }
    }
}
