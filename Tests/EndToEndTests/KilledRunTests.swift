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

        private static func repository() throws -> UserRepository {
            try UserRepository(.sum(steps: steps, seed: 5))
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
