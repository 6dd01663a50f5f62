import StudyModel
import Testing

struct SummaryBytesTests {
    private let summaries = CodableTests.events.compactMap { event in
        if case .step(let record) = event {
            StepSummary(record, objective: Examples.run().study.objective)
        } else {
            nil
        }
    }

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
