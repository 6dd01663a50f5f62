import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Studies over examples: minibatches, validation, and the sealed test split.
    @Suite(.needs("python3")) struct ExampleTests {
        private struct Look: Decodable {
            let name: String
            let look: Int
            let score: Double?
            let sample: StepRow.Score.Sample
            let candidatesOfRun: Int
            let looksOfRun: Int
            let looksAtExamples: Int
            let recorded: Bool?
            let overName: String?
            let confirmed: Bool?
            let largestP: Double
            let metrics: [Metric]?

            struct Metric: Decodable {
                let metric: String
                let value: Double
                let reference: Double
                let gain: Gain
            }

            struct Gain: Decodable {
                let estimate: Double
                let confidence: Double?
                let unit: String
            }
        }

        private func look(_ user: UserRepository, _ candidates: String...) throws -> Look {
            try decode(user.succeed(["test"] + candidates + ["--json"]))
        }

        /// A user with a finished run.
        private func finished(_ study: Study) throws -> UserRepository {
            let user = try UserRepository(study)
            try user.succeed("run")
            return user
        }

        private static let lenient = "  missing: worst"

        @Test func `a run over minibatches picks by validation and leaves the test split alone`() throws {
            let user = try finished(.product(evaluator: Self.lenient))
            let steps = try user.steps()
            #expect(steps.map { $0.value(on: "validation") } == [0, 0.25, 0.5, 0.75, 1, nil])
            #expect(
                steps.dropFirst().prefix(4).allSatisfy {
                    $0.verdict == "accepted" && $0.value(on: "minibatch") != nil
                })
            #expect(steps[4].best == true)
            #expect(steps.allSatisfy { $0.value(on: "test") == nil && $0.tests == 0 })
        }

        @Test func `a test is counted, shown beside validation, and written into the note`() throws {
            let user = try finished(.product(evaluator: Self.lenient))
            let tested = try user.hone("test", "product-1:best")
            let text = tested.output
            #expect(
                tested.errors
                    == "No claim can come of 5 examples, whatever is measured; it takes 6 at least\n")
            #expect(text.hasPrefix("product-1:4  test score 1 [0.5655 to 1 at 95%]\n  beside validation 1"))
            #expect(text.contains("5 examples; resolution 1/5 = 0.2"))
            #expect(text.contains("  against product-1:0\n    score on test: 0 -> 1, gain +1 ["))
            #expect(text.contains("], not confirmed\n      (measured apart, 5 examples, "))
            #expect(text.contains("look 1 at these 5 examples: product-1 once; a claim takes a p of 0.02 "))
            #expect(text.contains(" or less, and so 6 examples at least\n"))
            // No sealed example is named.
            #expect(!text.contains("case-"))
            // The base was run already: by itself it is no look, and beside another it is not run again.
            let base = try look(user, "product-1:0")
            #expect(base.score == 0 && base.recorded == true && base.looksAtExamples == 1)
            #expect(base.overName == nil && base.confirmed == nil)
            let third = try look(user, "product-1:3")
            #expect(third.look == 1 && third.overName == "product-1:0" && third.looksAtExamples == 2)
            #expect(third.candidatesOfRun == 3 && third.looksOfRun == 2)
            #expect(third.metrics?.map { [$0.reference, $0.value] } == [[0, 0.75]])
            let steps = try user.steps()
            #expect(steps.map { $0.value(on: "test") } == [0, nil, nil, 0.75, 1, nil])
            #expect(steps.map(\.tests) == [1, 0, 0, 1, 1, 0])
            for (candidate, look) in [("best", 1), ("a", 1)] {
                let note = try user.repository.git(
                    "notes", "--ref=hone/score", "show", "hone/product-1/\(candidate)")
                #expect(note.contains(#""split":"test""#) && note.contains(#""look":\#(look)"#))
            }
            #expect(try user.succeed("log").contains("validation  test"))
            let shown = try user.succeed("show", "product-1:best")
            #expect(shown.contains("(5 examples, tested once)"))
            #expect(shown.contains("test gain:  over product-1:0 +1 ["))
            let body = try user.succeed("land", "product-1:best", "--body")
            #expect(
                body.contains(
                    "\n\nOn 5 sealed examples, look 1 at them: score 1 [0.5655 to 1 at 95%]; over product-1:0 +1 ["
                ))
            #expect(body.contains("], not confirmed.\n\n### Changes\n"))
            try user.repository.requireSound()
        }

        @Test func `where nothing is random a test that was made is no further look`() throws {
            let user = try finished(.product(evaluator: Self.lenient))
            let first = try look(user, "product-1:best")
            let again = try look(user, "product-1:best")
            #expect(first.recorded == nil && again.recorded == true)
            #expect(again.looksAtExamples == 1 && again.score == first.score && again.confirmed == false)
            #expect(again.metrics?.map(\.gain.estimate) == first.metrics?.map(\.gain.estimate))
            // Nor is the pair turned round: it is told as it was tested.
            let turned = try look(user, "product-1:0", "product-1:best")
            #expect(turned.recorded == true && turned.looksAtExamples == 1)
            #expect(turned.overName == first.overName)
            #expect(turned.metrics?.map(\.gain.estimate) == first.metrics?.map(\.gain.estimate))
            // The winner and the base are what is tested where nobody names a candidate.
            #expect(try user.succeed("test").contains("against product-1:0, as tested before"))
        }

        @Test func `looks at the same examples count over runs, and a later claim takes more`() throws {
            let user = try finished(.product(steps: 4, evaluator: Self.lenient))
            try user.succeed("run")
            let first = try look(user, "product-1:best", "product-1:1")
            #expect(first.overName == "product-1:1" && abs(first.largestP - 0.02) < 1e-9)
            let second = try look(user, "product-2:best", "product-1:2")
            #expect(second.overName == "product-1:2" && second.looksAtExamples == 2)
            #expect(abs(second.largestP - 0.0025) < 1e-9)
            #expect(second.metrics?.first?.gain.unit == "example")
            #expect(second.metrics?.first.map { [$0.reference, $0.value] } == [0.5, 1])
            // The candidate of the other run is no step of this one, whatever its number; the base is in both.
            #expect(try user.steps("product-2").map(\.tests) == [0, 0, 0, 0, 1])
            let third = try look(user, "product-2:best", "product-1:0")
            #expect(third.overName == "product-2:0")
            let confidence = try #require(third.metrics?.first?.gain.confidence)
            #expect(abs(confidence - (1 - 0.01 / 6)) < 1e-9)
            let refused = try user.hone("test", "product-1:2", "product-1:2")
            #expect(refused.errors.contains("'product-1:2' cannot be compared with itself"))
        }

        @Test func `a run that keeps other examples sealed is not tested against`() throws {
            let user = try finished(.product(steps: 1, evaluator: Self.lenient))
            let file = try String(contentsOfFile: user.path + "/hone.yaml", encoding: .utf8)
            let text = file.replacing("validation: 4", with: "validation: 3")
            try user.repository.write(text, to: "hone.yaml")
            try user.succeed("run")
            let refused = try user.hone("test", "product-1:best", "product-2:1")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("Caused by: their runs keep other examples sealed"))
            #expect(try user.steps().allSatisfy { $0.tests == 0 })
        }

        @Test func `a test leaves the loop as it was`() throws {
            let tested = try finished(.product(steps: 3, evaluator: Self.lenient))
            _ = try look(tested, "product-1:2")
            try tested.succeed("run", "--resume", "--steps", "5")
            let untested = try finished(.product(steps: 3, evaluator: Self.lenient))
            try untested.succeed("run", "--resume", "--steps", "5")
            #expect(try tested.history() == untested.history())
        }

        @Test func `nothing of the sealed examples is in evidence, feedback or a candidate`() throws {
            let user = try UserRepository(.product(steps: 3, evaluator: Self.lenient))
            try user.succeed("run", "--steps", "2")
            _ = try look(user, "product-1:1")
            try user.succeed("run", "--resume", "--steps", "3")
            for step in 1...3 {
                let evidence = try user.succeed("show", "product-1:\(step)", "--evidence")
                #expect(!evidence.contains(Study.sealedWord) && !evidence.contains("case-24"))
            }
            // What an optimizer outside is told is told to a proposer too.
            try user.proposeFromOutside()
            #expect(!(try user.succeed("ask", "--new").contains(Study.sealedWord)))
            let feedback = try user.repository.git("log", "--notes=hone/feedback", "hone/product-1/best")
            #expect(!feedback.contains(Study.sealedWord))
        }

        @Test func `without a test split there is no test`() throws {
            let split = "file: cases.jsonl, split: {train: 15, validation: rest}"
            let user = try finished(.product(steps: 1, examples: split, evaluator: Self.lenient))
            let result = try user.hone("test", "product-1:best")
            #expect(result.status == 1)
            #expect(result.errors.hasPrefix("Error: product-1 has no test split\n"))
            #expect(result.errors.contains("Hint: Name one in `examples.split.test`"))
            #expect(try user.steps().allSatisfy { $0.tests == 0 })
        }

        @Test func `splits may be files of their own`() throws {
            let files = [
                "a.jsonl": Study.cases(1...15), "b.jsonl": Study.cases(16...19),
                "c.jsonl": Study.cases(20...24),
            ]
            let examples = "file: {train: a.jsonl, validation: b.jsonl, test: c.jsonl}"
            let user = try finished(
                .product(steps: 4, examples: examples, evaluator: Self.lenient, files: files))
            #expect(try look(user, "product-1:best").score == 1)
        }

        @Test func `the end claims what confirm examples bear, and without them says why there is no claim`()
            throws
        {
            let split = "file: cases.jsonl, split: {train: 10, validation: 4, confirm: 7, test: rest}"
            let user = try UserRepository(
                .product(examples: split, search: "strategy: chain", evaluator: Self.lenient))
            let ended = try user.succeed("run")
            #expect(ended.contains("product-1:4 is better than the base by +1 ["))
            #expect(
                ended.contains("(measured apart, 7 examples, sign test (exact), p = 0.007813"))
            #expect(try user.succeed("status").contains("0 -> 1 (+1, confirmed)"))
            #expect(try user.steps().allSatisfy { $0.value(on: "confirm") == nil })
            let compared = try user.succeed("compare", "product-1:0", "product-1:4")
            #expect(compared.contains("score on confirm: 0 -> 1, gain +1 ["))
            #expect(compared.components(separatedBy: "p = 0.007813").count == 2)
            #expect(compared.contains("score on train: "))
            let deciding = try UserRepository(
                .product(search: "accept: {on: validation, rule: higher}", evaluator: Self.lenient))
            let untold = try deciding.succeed("run")
            #expect(
                untold.contains(
                    "which is no claim: the validation examples decide which candidates are accepted"))
            #expect(untold.contains("`examples.split.confirm`"))
            #expect(try deciding.succeed("status").contains(", no claim) at "))
            #expect(!(try deciding.succeed("status").contains("confirmed")))
            for words in [
                ["compare", "product-1:0", "product-1:best"], ["land", "product-1:best", "--body"],
            ] {
                let told = try deciding.succeed(words)
                #expect(told.contains("no claim") && told.contains("decide which candidates are accepted"))
                #expect(!told.contains("p = "))
            }
        }

        @Test
        func `examples that accepted a candidate are no witnesses of it, whichever of two is named first`()
            throws
        {
            let split = "file: cases.jsonl, split: {train: 10, validation: 4, confirm: 7, test: rest}"
            let user = try UserRepository(
                .product(
                    examples: split, search: "strategy: chain, accept: {on: validation, rule: higher}",
                    evaluator: Self.lenient))
            try user.succeed("run")
            let pairs = [("product-1:0", "product-1:best"), ("product-1:best", "product-1:0")]
            let lines = try pairs.map { one, other in
                try user.succeed("compare", one, other).components(separatedBy: "score on ").dropFirst()
            }
            for (place, lines) in lines.enumerated() {
                let validation = try #require(lines.first { $0.hasPrefix("validation: ") })
                #expect(
                    validation.contains("one of the two was accepted by these figures")
                        && validation.contains("no claim"))
                #expect(!validation.contains("p = ") && !validation.contains("["))
                // Those that decided nothing are as they were.
                let confirm = try #require(lines.first { $0.hasPrefix("confirm: ") })
                #expect(
                    confirm.hasPrefix(
                        place == 0 ? "confirm: 0 -> 1, gain +1 [" : "confirm: 1 -> 0, gain -1 ["))
            }
        }

        @Test func `a split by a field is followed, and another value is an error`() throws {
            let lines = (1...6).map {
                #"{"id": \#($0), "x": \#($0), "answer": \#($0 * 5), "part": "\#($0 < 4 ? "train" : $0 < 6 ? "test" : "dev")"}"#
            }
            let study = Study.product(
                steps: 1, examples: "file: c.jsonl, split: {field: part}", search: "select: train",
                files: ["c.jsonl": lines.joined(separator: "\n")])
            let user = try UserRepository(study)
            let refused = try user.hone("run")
            #expect(
                refused.errors.contains(
                    "'part' of line 6 is 'dev', not train, validation, confirm, test or none"))
            try user.repository.write(lines.dropLast().joined(separator: "\n"), to: "c.jsonl")
            try user.succeed("run")
            #expect(try look(user, "product-1:best").sample.used == 2)
        }
    }
}
