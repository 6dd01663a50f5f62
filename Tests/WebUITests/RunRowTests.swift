import Listings
import StudyModel
import Testing

@testable import WebUI

struct RunRowTests {
    private func row(_ closing: CompareRecord?) -> RunRow {
        let events = [Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 9, accepted: true)]
        return RunRow(
            RunStatus(
                view: RunView(
                    Samples.record(), events: events + [closing].compactMap { $0.map { .compared($0) } })))
    }

    private func closing(confirmed: Bool, obstacle: String? = nil) -> CompareRecord {
        let gain = RecordedGain(
            of: Samples.commit(1), over: Samples.commit(0), source: obstacle == nil ? .confirmed : .paired,
            metric: "seconds",
            comparison: Comparison(test: "sign test", gain: 2, p: 0.1, n: 4, unit: .pair, reference: 10),
            confidence: 0.95)
        return CompareRecord(
            purpose: .confirmation, confirmed: confirmed, obstacle: obstacle, evaluations: [], gains: [gain],
            recordedAt: 0)
    }

    @Test func `a star is of what the search alone measured, and no gain that was measured apart has one`() {
        #expect(row(nil).gain == "+10.0%*")
        #expect(row(closing(confirmed: false)).gain == "+20.0%, not confirmed")
        #expect(row(closing(confirmed: true)).gain == "+20.0%")
        #expect(row(closing(confirmed: false, obstacle: "train accepts")).gain == "+20.0%, no claim")
    }
}
