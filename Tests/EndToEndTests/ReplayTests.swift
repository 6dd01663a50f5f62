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
                    steps: 2, evaluator: "search: {strategy: chain}",
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
            #expect(try user.runs().last?.reason == "exhausted")
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
                try user.repository.git("show", "\(steps[1].candidate ?? ""):numbers.txt").hasPrefix(
                    "apples 5\n"))
            #expect(steps[2].reason == "the changes of sum-1:2 contradict the parent in 'numbers.txt'")
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

        // MARK: - Commits

        /// A branch of three commits, the second of which makes the sum worse.
        private static func branched(range: String) throws -> UserRepository {
            let user = try UserRepository(.sum(steps: 9, proposer: "kind: commits, commits: \(range)"))
            let (repository, numbers) = (user.repository, try user.repository.read("numbers.txt"))
            try repository.git("checkout", "-q", "-b", "feature")
            let fewer = numbers.replacing("apples 40", with: "apples 5")
            try repository.commit("Fewer apples\n\nThey rot.", files: ["numbers.txt": fewer])
            let more = fewer.replacing("pears 31", with: "pears 99")
            try repository.commit("More pears", files: ["numbers.txt": more])
            try repository.commit(
                "Fewer quinces", files: ["numbers.txt": more.replacing("quinces 57", with: "quinces 8")])
            try repository.git("checkout", "-q", "main")
            return user
        }

        @Test func `the commits of a branch are judged one after the other, each on what was accepted`()
            throws
        {
            let user = try Self.branched(range: "main..feature")
            try user.succeed("run")
            let steps = try user.steps("sum-1")
            #expect(steps.map(\.verdict) == ["accepted", "accepted", "rejected", "accepted"])
            #expect(steps.map(\.score) == [163, 128, 196, 79])
            #expect(try user.runs().last?.reason == "exhausted")
            let page = try user.succeed("show", "sum-1:1")
            #expect(page.contains("Fewer apples") && page.contains("They rot."))
            try user.repository.requireSound()
        }

        @Test(arguments: [
            ("main..nope", "Error: 'main..nope' is no range of commits\nHint: Set `proposer.commits`"),
            ("feature", "Error: 'feature' is no range of commits"),
            ("feature..main", "Error: There are no commits in 'feature..main'"),
        ])
        func `a range without commits is said before anything is recorded`(range: String, words: String)
            throws
        {
            let user = try Self.branched(range: range)
            let result = try user.hone("run")
            #expect(result.status == 1)
            #expect(result.errors.hasPrefix(words))
            #expect(try user.runs().isEmpty)
        }
    }
}
