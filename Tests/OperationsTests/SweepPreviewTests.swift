import StudyModel
import Testing

@testable import Operations

/// What a sweep is said to find before anything is spent.
struct SweepPreviewTests {
    private func findings(cells: Int, seeds: Int, comparing: Int = 0) -> [String] {
        let levels = (1...cells).map {
            SweepLevel(label: "\($0)", settings: ["batch.size": .number(Double($0))])
        }
        let plan = SweepPlan(
            name: RunName(text: "grid")!, study: "sum",
            factors: [SweepFactor(name: "batch.size", levels: levels)],
            seeds: (1...UInt64(seeds)).map { $0 }, budget: .init(unit: "steps", each: .number(1)))
        return PreparedSweep(
            plan: plan, sweepText: "", studyText: "", notes: [], trials: [], comparing: comparing
        ).findings
    }

    @Test func `what seeds find is told in spreads, and by how many comparisons it grows`() {
        let six = findings(cells: 2, seeds: 6)
        #expect(six.count == 1 && six[0].hasPrefix("a difference of 1.4 times what the same seed's runs "))
        #expect(!six[0].contains("Holm"))
        let three = findings(cells: 4, seeds: 3)
        #expect(three[0].hasPrefix("a difference of 3.3 times "))
        #expect(three[0].hasSuffix("where 3 comparisons are made (Holm), of 5.7 times"))
        #expect(findings(cells: 2, seeds: 1)[0].hasPrefix("one seed finds nothing: "))
    }

    @Test func `answers spread from seed to seed by chance alone, which is told in points`() throws {
        // 15 of 100 answers turn each way: the root of .3 over 200 is .039, and 1.43 times that .055.
        let many = try #require(findings(cells: 2, seeds: 6, comparing: 200).last)
        #expect(many.contains("that spread is 4 points or more: a difference of 6 points is found"))
        let few = try #require(findings(cells: 4, seeds: 3, comparing: 10).last)
        #expect(few.contains("that spread is 17 points or more: a difference of 57 points is found"))
        #expect(few.hasSuffix("; among 3 comparisons a difference of 98 points is found"))
    }
}
