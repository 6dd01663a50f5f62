import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What any hone has stored is opened, listed, resumed and extended by this one, for ever.
    struct StoredRunTests {
        static let formats = TemporaryRepository.storedFormats()

        @Test(arguments: formats)
        func `a run of that format is listed as it was, and goes on`(format: String) throws {
            let user = UserRepository(try TemporaryRepository(stored: format))
            let listed = try TemporaryRepository.stored("\(format)/log.json")
            #expect(try user.succeed("log", "sum-1", "--json") == listed)
            let before = try user.steps("sum-1")
            try user.succeed("run", "--resume", "sum-1", "--steps", "\(before.count + 1)")
            let after = try user.steps("sum-1")
            #expect(after.count > before.count)
            #expect(Set(after.map(\.name)).isSuperset(of: before.map(\.name)))
            try user.repository.requireSound()
        }

        @Test(arguments: formats)
        func `a setting that a run does not have acts as before there was one`(format: String) throws {
            let user = UserRepository(try TemporaryRepository(stored: format))
            let before = try user.history("sum-1")
            _ = try user.repository.python("without.py", "sum-1", "store.traces")
            #expect(try user.history("sum-1") == before)
            try user.succeed("run", "--resume", "sum-1", "--steps", "\(before.count + 1)")
            #expect(try user.history("sum-1").count > before.count)
        }

        @Test func `claims and tests of examples that were kept apart are listed as they were`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "closing-1"))
            let listed = try TemporaryRepository.stored("closing-1/best.json")
            #expect(try user.succeed("show", "sum-1:best", "--json") == listed)
            let status = try user.succeed("status")
            #expect(status.contains("score on confirm 494.5 -> 419.5 (+15.2%, confirmed) at sum-1:3"))
            #expect(try user.succeed("log", "sum-2", "--operations").contains("no gain confirmed"))
            // The fourth look at these examples, and the third of these two.
            let fourth = try user.succeed("test", "sum-1:best")
            #expect(fourth.contains("look 4 at these 4 examples: sum-1 4 times"))
        }

        @Test func `what numbers alone would have gained, and which lines are executed, are stored for good`()
            throws
        {
            let user = UserRepository(try TemporaryRepository(stored: "numbers-1"))
            let listed = try TemporaryRepository.stored("numbers-1/status.json")
            #expect(try user.succeed("status", "--json") == listed)
            #expect(try user.succeed("status").contains("the base's numbers alone would have gained"))
            #expect(try user.succeed("log", "--operations").contains("the base's numbers alone gained"))
        }

        @Test func `which numbers those are is stored too`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "numbers-2"))
            let listed = try TemporaryRepository.stored("numbers-2/status.json")
            #expect(try user.succeed("status", "--json") == listed)
            #expect(listed.contains("\"numbers\": [{"))
            for words in [["status"], ["show", "sum-1:best"]] {
                #expect(try user.hone(words).output.contains(": numbers:1 14 to 3, numbers:3 16 to 1"))
            }
        }

        @Test func `words and optional kinds that nobody knows are shown as they stand or passed over`()
            throws
        {
            let user = UserRepository(try TemporaryRepository(stored: "by-hand"))
            let melted = try #require(try user.steps("sort-1").first { $0.outcome == "melted" })
            #expect(melted.verdict == "undecided")
            #expect(melted.score == nil)
            try user.succeed("review", "sort-1:3", "--approve", "-m", "Seen")
        }

        @Test func `what accepted a candidate is marked in a stored run`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "by-hand"))
            #expect(try user.succeed("log", "sort-3").contains("+11.1% at acceptance"))
            let shown = try user.succeed("show", "sort-3:1")
            #expect(
                shown.contains(
                    "+11.1% at acceptance (by the pairs that accepted it, 6 pairs, Wilcoxon signed-rank race)"
                ))
        }

        @Test func `a kind that nobody knows leaves its run readable, and alone`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "by-hand"))
            #expect(try user.history("sort-2").map(\.step) == [0])
            let journal = try user.repository.git("for-each-ref", "refs/hone/journal/sort-2")
            let refused = try user.hone("review", "sort-2:0", "--approve")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("crossed"))
            #expect(try user.repository.git("for-each-ref", "refs/hone/journal/sort-2") == journal)
        }

        @Test func `what a program outside reported is listed as it was, and gone on with`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "reported-1"))
            let listed = try TemporaryRepository.stored("reported-1/outside.json")
            #expect(try user.succeed("log", "ext-1", "--json") == listed)
            let steps = try user.steps("ext-1")
            #expect(
                steps.map { $0.scores?.map(\.source) } == [
                    ["measured"], ["reported"], ["measured", "reported"],
                ])
            try user.succeed(
                "tell", "--run", "ext-1",
                input: #"{"changes": [{"path": "numbers", "content": "k1 8\n"}], "results": [{"score": 99}]}"#
            )
            let told = try #require(try user.steps("ext-1").first { $0.score == 99 })
            #expect(told.scores?.map(\.source) == ["reported"])
        }

        @Test func `what was taken up is shown as it was, with the event that it is from`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "cached-1"))
            let shown = try TemporaryRepository.stored("cached-1/show.json")
            #expect(try user.succeed("show", "sum-2:1", "--json") == shown)
            #expect(shown.contains(#""cached""#))
            // Another clone has taken nothing up, and measures.
            try user.succeed("run", "--resume", "sum-2", "--steps", "4")
            #expect(try user.runs().first { $0.run == "sum-2" }?.spent.cached == 4)
        }

        @Test func `what a step mends is told wherever it is shown`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "mended-1"))
            #expect(try user.succeed("log", "sum-1").contains("accepted *best, mends sum-1:3"))
            #expect(try user.succeed("log", "sum-1", "--graph").contains("accepted (mends sum-1:1)"))
            #expect(try user.succeed("show", "sum-1:2").contains("mends:      sum-1:1"))
            let parents = try user.repository.git("log", "--format=%s", "hone/sum-1/a")
            #expect(
                parents.split(separator: "\n").map(String.init) == [
                    "Give the number", "Give the number", "Begin",
                ])
        }

        @Test func `the figure that a gate gave is shown as it was`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "gates-1"))
            let shown = try TemporaryRepository.stored("gates-1/show.json")
            #expect(try user.succeed("show", "sum-1:3", "--json") == shown)
            #expect(try user.succeed("show", "sum-1:3").contains("average:    12 (of a gate)"))
        }

        @Test func `what was seen before of a change is told as it was`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "seen-1"))
            let shown = try TemporaryRepository.stored("seen-1/show.json")
            #expect(try user.succeed("show", "sum-1:4", "--json") == shown)
            let page = try user.succeed("show", "sum-1:4")
            #expect(page.contains("again:      the change of sum-1:1; 1 line that sum-1:3 had deleted"))
            // Its own proposer was told of the line that was back.
            let evidence = try user.succeed("show", "sum-1:4", "--evidence")
            #expect(evidence.contains("It brings back a line that step 1 (accepted, score 14) had deleted"))
        }

        @Test
        func
            `why a gain is no claim, and which rejected steps a candidate contains, is in the notes for good`()
            throws
        {
            let user = UserRepository(try TemporaryRepository(stored: "noted-1"))
            let notes = try TemporaryRepository.stored("noted-1/notes.txt")
            let commits = try user.repository.git("notes", "--ref=hone/score", "list").split(separator: "\n")
                .compactMap { $0.split(separator: " ").last.map(String.init) }
            let read = {
                try commits.sorted().map { try user.repository.git("notes", "--ref=hone/score", "show", $0) }
            }
            #expect(try read() == notes.split(separator: "\n").map(String.init))
            // They are in the journal, from which a lost ref is made again, with what is noted of a gain since.
            try user.repository.git("update-ref", "-d", "refs/notes/hone/score")
            try user.succeed("run", "--resume", "sum-1", "--steps", "8")
            let again = try TemporaryRepository.stored("noted-1/notes-made-again.txt")
            #expect(try read() == again.split(separator: "\n").map(String.init))
        }

        @Test func `a sweep that dropped a cell and ran the best again is shown as it was`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "swept-1"))
            let table = try TemporaryRepository.stored("swept-1/sweep.csv")
            #expect(try user.succeed("sweep", "show", "--format", "csv") == table)
            #expect(table.contains("after 3"))
            let text = try user.succeed("sweep", "show")
            #expect(text.contains("On 2 fresh seeds, which chose nothing") && text.contains("Missing: none"))
            #expect(try user.hone("sweep", "--resume").status == 1)
        }

        @Test func `the front of several objectives is listed as it was`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "objectives-1"))
            let front = try TemporaryRepository.stored("objectives-1/front.json")
            #expect(try user.succeed("log", "sum-1", "--front", "--json") == front)
        }

        @Test func `tests by every objective are told as they were`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "sealed-1"))
            let shown = try TemporaryRepository.stored("sealed-1/show.json")
            #expect(try user.succeed("show", "sum-1:1", "--json") == shown)
            #expect(
                try user.succeed("show", "sum-1:best").contains(
                    "test gain:  over sum-1:0 sum +25.0% [98% CI +25.0% to +25.0%], confirmed; size "))
            let operations = try user.succeed("log", "--operations")
            #expect(operations.contains("tested step 2: sum 165, size 22"))
            // Nothing is random, so what was tested is told again.
            let again = try user.hone("test", "sum-1:best")
            #expect(again.output.contains("as tested before") && again.errors.isEmpty)
            #expect(again.output.contains("a p of 0.01 or less by one of 2 objectives\n"))
        }

        @Test func `the winner that one sitting chose is the best`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "choice-1"))
            let status = try TemporaryRepository.stored("choice-1/status.json")
            #expect(try user.succeed("status", "--json") == status)
            let operations = try user.succeed("log", "--operations")
            #expect(operations.contains("ran step 0, step 4, step 3 in one sitting: step 4 is the best"))
            let best = try user.repository.git("rev-parse", "hone/sum-1/best")
            try user.repository.git("update-ref", "-d", "refs/heads/hone/sum-1/best")
            try user.succeed("run", "--resume", "sum-1", "--steps", "4")
            #expect(try user.runs().first?.candidate == best)
        }

        @Test func `the note of a winner has the gain that its run's end measured`() throws {
            let user = UserRepository(try TemporaryRepository(stored: "reported-1"))
            let winner = try user.repository.git("rev-parse", "hone/sum-1/best")
            let note = { try user.repository.git("notes", "--ref=hone/score", "show", winner) }
            let gain = #""source":"confirmed","confirmed":true,"metric":"sum""#
            #expect(try note().contains(gain))
            try user.succeed("fork", "sum-1:best")
            #expect(try note().contains(gain))
            try user.repository.git("update-ref", "-d", "refs/notes/hone/score")
            try user.succeed("run", "--resume", "sum-1", "--steps", "4")
            #expect(try note().contains(gain))
        }
    }
}
