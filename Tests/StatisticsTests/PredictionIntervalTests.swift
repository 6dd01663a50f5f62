import Statistics
import Testing

struct PredictionIntervalTests {
    /// The critical values of Student's distribution are tabulated: 2.776 of four degrees, 3.182 of three, 5.841 of three at one in a hundred.
    @Test(arguments: [
        ([51.4, 49.5, 48.7, 49.3, 51.6], 0.95, 2.776), ([9.0, 10, 11, 12], 0.95, 3.182),
        ([9.0, 10, 11, 12], 0.99, 5.841),
    ])
    func `it is as wide as its formula says`(values: [Double], confidence: Double, critical: Double) throws {
        let interval = try #require(PredictionInterval(after: values, confidence: confidence))
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let width = critical * (square * (1 + 1 / count)).squareRoot()
        #expect(abs(interval.bounds.lowerBound - (mean - width)) < 0.002)
        #expect(abs(interval.bounds.upperBound - (mean + width)) < 0.002)
    }

    @Test func `one value predicts nothing, equal ones an equal one`() {
        #expect(PredictionInterval(after: [1], confidence: 0.95) == nil)
        #expect(PredictionInterval(after: [2, 2, 2], confidence: 0.95)?.bounds == 2...2)
    }
}
