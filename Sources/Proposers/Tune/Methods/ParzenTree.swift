import Glibc
import StudyModel

/// TPE: of points drawn where the good trials lie, the one where those are densest beside the others (Bergstra, Bardenet, Bengio and Kégl,
/// "Algorithms for Hyper-Parameter Optimization", NIPS 2011, §4).
///
/// With densities of all coordinates together (Falkner, Klein and Hutter, "BOHB", ICML 2018), and what the papers leave open as Optuna 5 has it: ten
/// random points first, 24 candidates; a tenth of the trials and 25 at most are good.
struct ParzenTree: PointSampler {
    private let dimensions: [Dimension]
    /// Of the good trials and of the others; `nil` until there are enough.
    private let estimators: (good: ParzenEstimator, rest: ParzenEstimator)?

    private static let randomPoints = 10
    private static let candidates = 24

    /// - Parameter trials: in the order in which they were made.
    init(_ dimensions: [Dimension], after trials: [PointTrial]) {
        self.dimensions = dimensions
        guard trials.count >= Self.randomPoints else {
            estimators = nil
            return
        }
        let good = Set(trials.ranking.prefix(min(25, (trials.count + 9) / 10)))
        let points = { (isGood: Bool) in
            trials.indices.filter { good.contains($0) == isGood }.map { trials[$0].point }
        }
        estimators = (ParzenEstimator(dimensions, points(true)), ParzenEstimator(dimensions, points(false)))
    }

    func draw(using generator: inout SeededGenerator) -> [Double] {
        let uniform = UniformSampler(dimensions: dimensions.count)
        guard let (good, rest) = estimators else { return uniform.draw(using: &generator) }
        let drawn = (0..<Self.candidates).map { _ in good.draw(using: &generator) }
        let ratios = drawn.map { good.density(at: $0) / rest.density(at: $0) }
        let best = ratios.indices.max { ratios[$0] < ratios[$1] }
        return best.map { drawn[$0] } ?? uniform.draw(using: &generator)
    }
}

/// A density around some points: a kernel at each, and one over all of the ranges.
private struct ParzenEstimator: Sendable {
    /// By point, then by coordinate.
    private let kernels: [[Kernel]]
    private let weights: [Double]
    private let total: Double

    /// - Parameter points: the oldest first.
    init(_ dimensions: [Dimension], _ points: [[Double]]) {
        let columns = dimensions.indices.map { place in
            Kernel.column(dimensions[place], around: points.map { $0[place] })
        }
        kernels = (0...points.count).map { row in columns.map { $0[row] } }
        weights = Self.weights(ofAges: points.count) + [1]
        total = weights.reduce(0, +)
    }

    func draw(using generator: inout SeededGenerator) -> [Double] {
        kernels[generator.place(by: weights)].map { $0.draw(using: &generator) }
    }

    func density(at point: [Double]) -> Double {
        var sum = 0.0
        for row in kernels.indices {
            var logarithm = 0.0
            for place in point.indices { logarithm += kernels[row][place].logDensity(at: point[place]) }
            sum += weights[row] * exp(logarithm)
        }
        return sum / total
    }

    /// The 25 newest weigh alike, those before them the less the older they are.
    private static func weights(ofAges count: Int) -> [Double] {
        let old = max(0, count - 25)
        let least = 1 / Double(max(1, count))
        let ramp = (0..<old).map { place in
            least + (1 - least) * (old > 1 ? Double(place) / Double(old - 1) : 0)
        }
        return ramp + Array(repeating: 1, count: count - old)
    }
}

/// A density of one coordinate.
private enum Kernel: Sendable {
    /// A normal one cut to 0 to 1, with the logarithm of what it is multiplied with.
    case normal(center: Double, width: Double, logFactor: Double)
    /// Logarithms of the chances of some choices.
    case choices([Double])

    /// Returns a kernel for each value of a coordinate, and one over all of it.
    static func column(_ dimension: Dimension, around values: [Double]) -> [Kernel] {
        switch dimension {
        case .choices(let count):
            // Before anything was tried each is as likely: that counts as much as one trial, shared by all kernels.
            let doubt = 1 / Double(values.count + 1)
            let chances = values.map { value in
                (0..<count).map { choice in
                    (doubt + (choice == place(of: value, among: count) ? 1 : 0)) / (1 + Double(count) * doubt)
                }
            }
            return (chances + [Array(repeating: 1 / Double(count), count: count)]).map {
                .choices($0.map(log))
            }
        case .interval:
            let centers = values.map { min(1, max(0, $0)) }
            return zip(centers, widths(around: centers)).map { Kernel(center: $0, width: $1) }
                + [Kernel(center: 0.5, width: 1)]
        }
    }

    private init(center: Double, width: Double) {
        let below = { (end: Double) in erfc((center - end) / (width * 2.0.squareRoot())) / 2 }
        let mass = below(1) - below(0)
        self = .normal(
            center: center, width: width, logFactor: -log(width * (2 * .pi).squareRoot() * mass))
    }

    func draw(using generator: inout SeededGenerator) -> Double {
        switch self {
        case .choices(let chances):
            return (Double(generator.place(by: chances.map(exp))) + 0.5) / Double(chances.count)
        case .normal(let center, let width, _):
            // Two of five values of the widest lie within, and more of any other.
            for _ in 0..<100 {
                let value = center + width * generator.normal()
                if (0...1).contains(value) { return value }
            }
            return center
        }
    }

    func logDensity(at value: Double) -> Double {
        switch self {
        case .choices(let chances): return chances[Self.place(of: value, among: chances.count)]
        case .normal(let center, let width, let logFactor):
            let distance = (value - center) / width
            return logFactor - distance * distance / 2
        }
    }

    private static func place(of value: Double, among count: Int) -> Int {
        min(count - 1, max(0, Int(value * Double(count))))
    }

    /// The distance to the farther neighbor, which at either end is the only one; no less than a share of the range, no more than all of it.
    private static func widths(around centers: [Double]) -> [Double] {
        let order = centers.indices.sorted { centers[$0] < centers[$1] }
        let gaps = zip(order.dropFirst(), order).map { centers[$0] - centers[$1] }
        let least = 1 / min(100, 2 + Double(centers.count))
        var widths = centers
        for (place, index) in order.enumerated() {
            let left = place > 0 ? gaps[place - 1] : gaps.first ?? 1
            let right = place < gaps.count ? gaps[place] : gaps.last ?? 1
            widths[index] = min(1, max(least, left, right))
        }
        return widths
    }
}
