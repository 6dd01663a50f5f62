import TestSupport
import Testing

extension EndToEnd {
    struct ReplayTests {
        /// A run whose two steps change the first and the last line.
        private static func recorded() throws -> UserRepository {
            let command = #"sed -i "s/apples 40/apples 5/;s/quinces 57/quinces 4$HONE_STEP/" numbers.txt"#
            let first = #"sed -i "s/apples 40/apples 5/" numbers.txt"#
            let user = try UserRepository(
                .sum(
                    steps: 2,
                    proposer:
                        "kind: agent, command: 'if [ $HONE_STEP = 1 ]; then \(first); else \(command); fi'"
                ))
            try user.succeed("run")
            return user
        }

        private static func replay(_ run: String, in user: UserRepository) throws {
            try user.repository.write(
                Study.sum(steps: 9, proposer: "kind: replay, run: \(run)").text, to: "hone.yaml")
        }

        @Test func `the same changes give the same candidates, and the run ends with the last`() throws {
            let user = try Self.recorded()
            try Self.replay("sum-1", in: user)
            try user.succeed("run")
            #expect(try user.history("sum-2") == user.history("sum-1"))
            #expect(try user.runs().last?.stopped == "exhausted")
            #expect(try user.succeed("show", "sum-2:2").contains("Replayed from sum-1:2."))
            try user.repository.requireSound()
        }

        @Test func `on another base what still fits is applied, and the rest says why not`() throws {
            let user = try Self.recorded()
            let numbers = try user.repository.read("numbers.txt")
            try user.repository.commit(
                "Other quinces", files: ["numbers.txt": numbers.replacing("quinces 57", with: "quinces 50")])
            try Self.replay("sum-1", in: user)
            try user.succeed("run")
            let steps = try user.steps("sum-2")
            #expect(steps.map(\.outcome) == ["scored", "scored", "no proposal"])
            #expect(
                try user.repository.git("show", "\(steps[1].commit ?? ""):numbers.txt").hasPrefix(
                    "apples 5\n"))
            #expect(steps[2].why == "the changes of sum-1:2 contradict the parent in 'numbers.txt'")
        }

        @Test func `a run that is not there is named before anything is recorded`() throws {
            let user = try Self.recorded()
            try Self.replay("nope-1", in: user)
            let result = try user.hone("run")
            #expect(result.status == 1)
            #expect(
                result.errors.hasPrefix(
                    "Error: There is no run named 'nope-1'\nHint: The runs here are: sum-1"))
            #expect(try user.runs().map(\.run) == ["sum-1"])
        }
    }
}
