import TestSupport
import Testing

extension EndToEnd {
    /// What people call a candidate, and how they list few of them.
    struct NamesOfCandidatesTests {
        @Test func `best, last and base are steps of a run, or of the newest, and two dots name two`() throws
        {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            let steps = try user.steps()
            let last = try #require(steps.last { $0.candidate != nil })
            let best = try user.repository.git("rev-parse", "hone/sum-1/best")
            let base = try user.repository.git("rev-parse", "main")
            func commit(_ name: String) throws -> String? {
                try user.succeed("show", name).split(separator: "\n").first { $0.hasPrefix("commit:") }
                    .map { String($0.split(separator: " ")[1]) }
            }
            for (name, expected) in [("best", best), ("last", last.candidate ?? ""), ("base", base)] {
                #expect(try commit("sum-1:" + name) == expected)
                #expect(try commit(name) == expected)
            }
            // What git knows by that name is git's.
            try user.repository.git("branch", "last", "hone/sum-1/best")
            #expect(try commit("last") == best)
            #expect(
                try user.succeed("diff", "sum-1:base..sum-1:best") == user.succeed("diff", "base", "best"))
            #expect(try user.succeed("diff", "best", "--stat").hasPrefix(" numbers.txt | "))
            #expect(
                try user.succeed("compare", "base..best", "--json")
                    == user.succeed("compare", "base", "best", "--json"))
        }

        @Test func `the newest steps and the names alone are listed for scripts`() throws {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            #expect(
                try user.succeed("log", "--quiet") == (0...4).reversed().map { "sum-1:\($0)\n" }.joined())
            #expect(try user.succeed("log", "-n", "2", "-q") == "sum-1:4\nsum-1:3\n")
            #expect(try user.succeed("log", "-n", "9", "-q").split(separator: "\n").count == 5)
            #expect(try user.succeed("log", "-n", "1").split(separator: "\n").count == 2)
            #expect(try user.succeed("runs", "list", "--quiet") == "sum-1\n")
            #expect(try user.succeed("runs", "list").hasPrefix("sum-1  ended (steps), 4 of 4 steps; sum "))
        }
    }
}
