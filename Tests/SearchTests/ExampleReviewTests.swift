import Search
import StudyModel
import Testing

struct ExampleReviewTests {
    private func example(_ id: String, _ ask: String, _ answer: String, _ split: Split) -> Example {
        Example(id: id, json: #"{"answer": "\#(answer)", "id": "\#(id)", "ask": "\#(ask)"}"#, split: split)
    }

    private let settings = ExampleSettings(file: "c.jsonl", expected: "answer")

    @Test func `a split is told by its size, its resolution and its most frequent answer`() {
        let examples = ["no", "no", "yes", "no"].enumerated().map {
            example("\($0.offset)", "\($0.offset)", $0.element, $0.offset == 3 ? .validation : .train)
        }
        let review = ExampleReview(examples, settings: settings)
        #expect(review.splits.map(\.split) == [.train, .validation])
        #expect(review.splits[0].count == 3 && review.splits[0].resolution == 1.0 / 3)
        #expect(review.splits[0].majority == "no" && review.splits[0].share(of: "no") == 2.0 / 3)
        #expect(review.shareOfTrainsMajority(in: .validation) == 1)
        #expect(review.overlaps.isEmpty)
    }

    @Test func `answers are not looked at where the study does not name their field`() {
        let review = ExampleReview([example("1", "x", "no", .train)], settings: ExampleSettings(file: "c"))
        #expect(review.splits[0].labels.isEmpty && review.splits[0].majority == nil)
    }

    @Test
    func `the same content in two splits is found whatever its ID, its answer and the order of its fields`() {
        let twin = Example(id: "9", json: #"{"ask": "x", "id": "9", "answer": "other"}"#, split: .test)
        let examples = [
            example("1", "x", "no", .train), example("2", "x", "no", .train),
            example("3", "y", "no", .validation),
        ]
        let review = ExampleReview(examples + [twin], settings: settings)
        #expect(review.overlaps.map { [$0.one.id, $0.other.id] } == [["1", "9"]])
        #expect(review.overlaps.map(\.isContrary) == [true])
        let same = ExampleReview(examples + [example("8", "y", "no", .test)], settings: settings)
        #expect(same.overlaps.map(\.isContrary) == [false])
    }

    /// What the base gave, on three examples of so many bytes of feedback.
    private func estimate(feedback: Int, _ change: @escaping (inout Study) -> Void = { _ in }) async throws
        -> EvidenceEstimate
    {
        let examples = (0..<3).map { Example(id: "\($0)", json: "{}", split: .train) }
        let study = Study.test {
            $0.examples = ExampleSettings(file: "c.jsonl")
            change(&$0)
        }
        let trials = examples.map {
            Trial(
                example: $0.id, repetition: 0, seed: 1, metrics: ["score": 1],
                feedback: String(repeating: "w", count: feedback))
        }
        let evaluation = Evaluation(
            outcome: .scored, trials: trials,
            metrics: ["score": MetricSummary(value: 1, direction: .maximize, n: 3, sd: 0)])
        let base = Subject(
            commit: try #require(CommitID(text: String(repeating: "a", count: 40))),
            tree: try #require(TreeID(text: String(repeating: "b", count: 40))))
        return try #require(
            try await EvidenceEstimate(study, base: base, evaluation: evaluation, examples: examples))
    }

    @Test func `the estimate of the evidence grows with what the evaluator says and what is remembered`()
        async throws
    {
        let short = try await estimate(feedback: 40)
        let long = try await estimate(feedback: 4000)
        #expect(long.first >= short.first + 3 * 900)
        #expect(short.later > short.first + 5 * 100)
        #expect(short.cut == 0)
        let forgetful = try await estimate(feedback: 40) { $0.evidence.memory = 0 }
        #expect(forgetful.later == forgetful.first)
    }

    @Test func `what the limit cuts off is told`() async throws {
        let limited = try await estimate(feedback: 4000) { $0.evidence.limit = 1000 }
        #expect(limited.later <= 1000 && limited.unlimited > 3000)
        #expect(limited.cut > 0.6)
    }
}
