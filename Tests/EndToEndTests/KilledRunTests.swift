import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// SIGKILL at the writes that the recording of a run makes.
    ///
    /// `HONE_FAILPOINT=n` lets the program kill itself at the n-th place before or after a write.
    struct KilledRunTests {
        private static let steps = 2

        /// `interval` is how long branches and notes may stay behind the journal, in milliseconds.
        @Test(arguments: [(interval: 0, writes: 8), (interval: 3_600_000, writes: 4)])
        func `a run killed at any write goes on to the end of a run that was never killed`(
            interval: Int, writes: Int
        ) throws {
            let never = try Self.repository()
            try never.succeed("run")
            let expected = try never.history()
            // A step that moves a branch, and one that does not.
            try #require(Set(expected.dropFirst().map(\.verdict)) == ["accepted", "rejected"])
            let best = try never.tree("hone/sum-1/best")
            let places = try KillPlaces.visit { place in
                let victim = try Self.repository()
                victim.variables["HONE_PROJECTION_MS"] = "\(interval)"
                let result = try victim.hone("run", failpoint: place)
                if result.status == 0 { return false }
                try #require(result.status == 128 + 9, "place \(place): \(result.errors)")
                try victim.repository.requireSound()
                try Self.finish(victim)
                #expect(try victim.history() == expected, "killed at place \(place)")
                #expect(try victim.tree("hone/sum-1/best") == best, "killed at place \(place)")
                try Self.expectEveryStepOnce(victim, "killed at place \(place)")
                return true
            }
            // Objects and journal of the root, the base and every step; with `interval` 0 branch and notes of each.
            #expect(places >= writes * (Self.steps + 1))
        }

        @Test func `a run that is killed again and again still comes to the same end`() throws {
            let never = try Self.repository()
            try never.succeed("run")
            let victim = try Self.repository()
            var kills = 0
            var result = try victim.hone("run", failpoint: 17)
            while result.status != 0, kills < 100 {
                try #require(result.status == 128 + 9, "\(result.errors)")
                kills += 1
                result = try victim.hone(
                    victim.runs().isEmpty ? ["run"] : ["run", "--resume"], failpoint: 17)
            }
            #expect(kills > 1)
            #expect(try victim.history() == never.history())
            try Self.expectEveryStepOnce(victim, "killed \(kills) times")
            try victim.repository.requireSound()
        }

        /// A kill may come while two evaluate.
        @Test(arguments: ["{evolve: {islands: 4, migration: 6, merge: 3}}", "tree"])
        func `a population that was killed at any write comes to be what it would have been`(
            strategy: String
        ) throws {
            let never = try Self.population(of: strategy)
            try never.succeed("run")
            let (history, branches) = (try never.history(), try Self.branches(of: never))
            try #require(branches.split(separator: "\n").count > 4)
            for place in KillPlaces.spread(over: 60, few: 2, many: 10) {
                let victim = try Self.population(of: strategy)
                let status = try victim.hone("run", failpoint: place).status
                try #require(status == 128 + 9, "place \(place)")
                try Self.finish(victim)
                #expect(try victim.history() == history, "killed at place \(place)")
                #expect(try Self.branches(of: victim) == branches, "killed at place \(place)")
                try victim.repository.requireSound()
            }
        }

        private static func population(of strategy: String) throws -> UserRepository {
            let study = Study.sum(steps: 12)
            let search = "search: {strategy: \(strategy), round: 4}\nparallel: {propose: 2, evaluate: 2}\n"
            let user = try UserRepository(Study(text: study.text + search, files: study.files))
            user.variables["HONE_PROJECTION_MS"] = "0"
            return user
        }

        /// The heads that may be parents, by what they hold.
        private static func branches(of user: UserRepository) throws -> String {
            try user.repository.git("for-each-ref", "refs/heads/hone", "--format=%(refname) %(tree)")
        }

        @Test(arguments: [
            ["revert", "sum-1:0"], ["fork", "sum-1:1"], ["land", "sum-1:best", "--onto", "release"],
        ])
        func `a command killed at any write harms nothing, and can be given again`(_ words: [String]) throws {
            let places = try KillPlaces.visit { place in
                let victim = try Self.repository()
                try victim.succeed("run")
                try victim.repository.git("branch", "release")
                let before = try victim.history()
                let result = try victim.hone(words, failpoint: place)
                if result.status == 0 { return false }
                try #require(result.status == 128 + 9, "place \(place): \(result.errors)")
                try victim.repository.requireSound()
                #expect(try victim.history() == before, "killed at place \(place)")
                let again = try victim.hone(words)
                // Where it had happened already, it may say so.
                #expect(again.status == 0 || again.errors.contains("already"), "\(place): \(again.errors)")
                try victim.succeed("run", "--resume", "--steps", "\(Self.steps + 1)")
                #expect(try victim.history().dropLast() == before[...], "killed at place \(place)")
                try victim.repository.requireSound()
                return true
            }
            #expect(places >= 6)
        }

        /// Pairs of a race have been seen, so one that began anew would be a second chance.
        @Test func `a race that is killed goes on after its pairs, and so does the comparison at the end`()
            throws
        {
            let never = try Races()
            try never.user.succeed("run")
            let (runs, pairs) = (try never.runs(), try never.pairs())
            let ends = try never.ends()
            // A step that was raced to the end, and one that was given up.
            try #require(pairs.contains { $0 >= 5 } && pairs.contains { (2..<5).contains($0) }, "\(pairs)")
            var lost: [Int] = []
            let places = try KillPlaces.visit { place in
                let victim = try Races()
                let result = try victim.user.hone("run", failpoint: place)
                if result.status == 0 { return false }
                try #require(result.status == 128 + 9, "place \(place): \(result.errors)")
                try Self.finish(victim.user)
                #expect(try victim.ends() == ends, "killed at place \(place)")
                #expect(try victim.pairs() == pairs, "killed at place \(place)")
                lost.append(try victim.runs() - runs)
                let git = victim.user.path + "/.git/hone"
                let local = try FileManager.default.subpathsOfDirectory(atPath: git)
                #expect(!local.contains { $0.hasSuffix("repeats.json") })
                return true
            }
            // At most what was run and not kept yet: a pair, or what the base was run by, or nothing.
            #expect(lost.allSatisfy { (0...2).contains($0) }, "\(lost)")
            #expect(lost.contains(0) && places >= 2 * pairs.reduce(0, +))
        }

        /// A run with noise that goes by seed and sum.
        private struct Races {
            let user: UserRepository
            /// A line for each run of the judge.
            private let log: TemporaryDirectory

            init() throws {
                log = try TemporaryDirectory()
                let judge = """
                    echo run >> \(log.path)/judged
                    awk -v seed="$HONE_SEED" '{ sum += $2 } END {
                      print sum * (1 + 0.02 * ((seed * sum) % 1000 / 1000 - 0.5)) }' numbers.txt
                    """
                let study = Study.sum(
                    steps: steps, seed: 9, command: "sh judge/noisy.sh",
                    evaluator: "  measure: {confirm: 3}\n  sandbox: {mode: off}")
                let text = study.text.replacing("  deterministic: true\n", with: "")
                user = try UserRepository(
                    Study(text: text, files: study.files), files: ["judge/noisy.sh": judge])
            }

            func runs() throws -> Int {
                try String(contentsOfFile: log.path + "/judged", encoding: .utf8).count { $0 == "\n" }
            }

            /// What each step came to, and the run.
            func ends() throws -> [String] {
                let steps = try user.steps().map { "\($0.verdict ?? "") \($0.score ?? 0) \($0.why ?? "")" }
                return try steps + user.runs().map { "\(String(describing: $0.gain))" }
            }

            /// How often each step's candidate was run.
            func pairs() throws -> [Int] {
                try user.steps().map { $0.scores?.compactMap(\.sample.repeats).max() ?? 0 }
            }
        }

        private static func repository() throws -> UserRepository {
            try UserRepository(.sum(steps: steps, seed: 9))
        }

        /// Resumes the run, or starts it where it had not yet begun to exist.
        private static func finish(_ user: UserRepository) throws {
            if try user.runs().isEmpty {
                try user.succeed("run")
            } else {
                try user.succeed("run", "--resume")
            }
        }

        private static func expectEveryStepOnce(_ user: UserRepository, _ comment: Comment) throws {
            try user.repository.requireSound()
            let steps = try user.steps()
            #expect(steps.map(\.step) == Array(0...Self.steps), comment)
            #expect(try user.runs().count == 1, comment)
            for step in steps {
                guard let commit = step.candidate else { continue }
                let note = try user.repository.git("notes", "--ref=hone/score", "show", commit)
                #expect(
                    note.split(separator: "\n").count == steps.filter { $0.candidate == commit }.count,
                    comment)
            }
            let head = try user.repository.git("rev-parse", "hone/sum-1/a")
            #expect(head == steps.last { $0.verdict == "accepted" }?.candidate, comment)
        }
    }
}
