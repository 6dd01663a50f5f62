import StudyModel
import Testing

struct SummaryBytesTests {
    private let summaries = {
        var full = Examples.step(
            3, from: 1, score: 0.1 + 0.2, .accepted, comparison: Examples.comparison, splits: ["train": 0.3])
        full.calls = ModelCalls(model: "tiny", count: 2, seconds: 1.25, isEstimated: true)
        var bare = Examples.step(4, score: nil, .rejected)
        (bare.candidate, bare.tree, bare.verdict, bare.evaluations) = (nil, nil, nil, [])
        return [full, bare].map { StepSummary($0, objectives: Examples.run().study.objectives) }
    }()

    private var bytes: [UInt8] {
        summaries.reduce(into: []) { bytes, summary in summary.write(to: &bytes) }
    }

    @Test func `summaries are read as they were written, one after the other`() throws {
        var reader = ByteReader(bytes)
        let read = try summaries.map { _ in try StepSummary(from: &reader) }
        #expect(summaries.count > 1)
        #expect(read == summaries)
        #expect(reader.isAtEnd)
    }

    @Test func `what is cut off is not read`() throws {
        var whole: [UInt8] = []
        try #require(summaries.first).write(to: &whole)
        for count in whole.indices {
            var reader = ByteReader(Array(whole.prefix(count)))
            #expect(throws: ByteReader.Damaged.self) { try StepSummary(from: &reader) }
        }
    }
}
