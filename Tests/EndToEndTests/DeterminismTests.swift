import TestSupport
import Testing

extension EndToEnd {
    struct DeterminismTests {
        @Test func `the same study and seed give the same trees and verdicts`() throws {
            let first = try UserRepository(.sum(steps: 12))
            let second = try UserRepository(.sum(steps: 12))
            try first.succeed("run")
            try second.succeed("run")
            let history = try first.history()
            #expect(history.count == 13)
            #expect(try second.history() == history)
            #expect(try second.tree("hone/sum-1/best") == first.tree("hone/sum-1/best"))
        }

        @Test func `another seed gives other proposals`() throws {
            let user = try UserRepository(.sum(steps: 6))
            try user.succeed("run")
            try user.succeed("run", "--seed", "2")
            #expect(try user.history("sum-1").map(\.tree) != user.history("sum-2").map(\.tree))
        }

        @Test func `a run in two sittings is the run in one`() throws {
            let one = try UserRepository(.sum(steps: 8))
            let two = try UserRepository(.sum(steps: 8))
            try one.succeed("run")
            try two.succeed("run", "--steps", "3")
            try two.succeed("run", "--resume", "--steps", "8")
            #expect(try two.history() == one.history())
        }
    }
}
