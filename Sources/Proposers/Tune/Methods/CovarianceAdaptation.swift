import Glibc
import StudyModel

/// CMA-ES with active updates and every default of its tutorial (Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772v2,
/// table 1 and figure 6): a normal distribution whose mean, step and covariance learn from the ranks of each generation.
///
/// But for two things. The rate of the step's path is that of the author's own program, `cma` 4: with 3 in place of the tutorial's 5 it takes some 3 % fewer
/// evaluations on a sphere and on Rosenbrock's function in six dimensions. And of the points of a generation, as many as there are dimensions lie in
/// directions at right angles to each other (Wang, Emmerich and Bäck, "Mirrored orthogonal sampling for covariance matrix adaptation evolution strategies",
/// Evolutionary Computation 27, 2019; here without mirrors, which would bias the step): each has the same distribution as before, and together they try the space
/// more evenly, which takes 7 to 8 % fewer.
struct CovarianceAdaptation: PointSampler {
    /// The weights and rates of a number of dimensions.
    struct Constants: Hashable, Sendable {
        /// Points of a generation.
        let population: Int
        fileprivate let parents: Int
        fileprivate let weights: [Double]
        fileprivate let selected: Double
        fileprivate let pathRate: Double
        fileprivate let damping: Double
        fileprivate let covariancePathRate: Double
        fileprivate let oneRate: Double
        fileprivate let manyRate: Double
        fileprivate let expectedLength: Double

        init(dimensions: Int) {
            let n = Double(dimensions)
            population = 4 + Int(3 * log(n))
            parents = population / 2
            let half = Double(population + 1) / 2
            let raw = (1...population).map { log(half) - log(Double($0)) }
            selected = Self.effective(raw.prefix(parents))
            let unselected = Self.effective(raw.dropFirst(parents))
            pathRate = (selected + 2) / (n + selected + 3)
            damping = 1 + 2 * max(0, ((selected - 1) / (n + 1)).squareRoot() - 1) + pathRate
            covariancePathRate = (4 + selected / n) / (n + 4 + 2 * selected / n)
            oneRate = 2 / ((n + 1.3) * (n + 1.3) + selected)
            manyRate = min(
                1 - oneRate,
                2 * (0.25 + selected + 1 / selected - 2) / ((n + 2) * (n + 2) + selected))
            expectedLength = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
            let most = min(
                1 + oneRate / manyRate, 1 + 2 * unselected / (selected + 2),
                (1 - oneRate - manyRate) / (n * manyRate))
            let positive = raw.filter { $0 > 0 }.reduce(0, +)
            let negative = -raw.filter { $0 < 0 }.reduce(0, +)
            weights = raw.map { $0 >= 0 ? $0 / positive : $0 * most / negative }
        }

        /// How many equal weights would vary as little.
        private static func effective(_ weights: some Collection<Double>) -> Double {
            let sum = weights.reduce(0, +)
            return sum * sum / weights.reduce(0) { $0 + $1 * $1 }
        }
    }

    let constants: Constants
    private(set) var mean: [Double]
    private let isBounded: [Bool]
    private var step = 1.0
    private var covariance: [[Double]]
    private var axes: SymmetricEigen
    private var path: [Double]
    private var covariancePath: [Double]
    private var generation = 0
    /// Drawn and not used yet, at right angles to each other.
    private var directions: [[Double]] = []

    /// - Parameters:
    ///   - spread: the standard deviation of each coordinate at first.
    ///   - isBounded: which coordinates stay between 0 and 1; none where it is left out.
    init(from start: [Double], spread: [Double], isBounded: [Bool]? = nil) {
        constants = Constants(dimensions: start.count)
        mean = start
        self.isBounded = isBounded ?? start.map { _ in false }
        path = start.map { _ in 0 }
        covariancePath = path
        covariance = spread.indices.map { row in
            spread.indices.map { row == $0 ? spread[row] * spread[row] : 0 }
        }
        axes = SymmetricEigen(covariance)
    }

    /// Draws anew what lies out of bounds, and where that is of no use takes the nearest point within them (tutorial, B.5).
    mutating func draw(using generator: inout SeededGenerator) -> [Double] {
        var point = mean
        for _ in 0..<100 {
            let direction = nextDirection(using: &generator)
            let lengths = zip(axes.values, direction).map { max(0, $0).squareRoot() * $1 }
            point = mean.indices.map { row in
                mean[row] + step * lengths.indices.reduce(0) { $0 + axes.vectors[row][$1] * lengths[$1] }
            }
            if point.indices.allSatisfy({ !isBounded[$0] || (0...1).contains(point[$0]) }) { return point }
        }
        return point.indices.map { isBounded[$0] ? min(1, max(0, point[$0])) : point[$0] }
    }

    private mutating func nextDirection(using generator: inout SeededGenerator) -> [Double] {
        if directions.isEmpty {
            directions = Self.directions(mean.map { _ in mean.map { _ in generator.normal() } })
        }
        return directions.removeFirst()
    }

    /// Turns vectors of normal numbers until they are at right angles, by the method of Gram and Schmidt; each keeps its length.
    private static func directions(_ drawn: [[Double]]) -> [[Double]] {
        var turned: [[Double]] = []
        for vector in drawn {
            var rest = vector
            for other in turned {
                let share = product(rest, other) / product(other, other)
                rest = zip(rest, other).map { $0 - share * $1 }
            }
            let scale = (product(vector, vector) / product(rest, rest)).squareRoot()
            // What the others span stays as it was.
            turned.append(scale.isFinite ? rest.map { $0 * scale } : vector)
        }
        return turned
    }

    private static func product(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Learns from whole generations of trials in order; what is left of one is waited for.
    mutating func learn(from trials: [PointTrial]) {
        for start in stride(from: 0, through: trials.count - constants.population, by: constants.population) {
            let generation = Array(trials[start..<start + constants.population])
            learn(generation.ranking.map { generation[$0].point })
        }
    }

    /// Learns from one generation, the best first.
    private mutating func learn(_ points: [[Double]]) {
        let moves = points.map { point in point.indices.map { (point[$0] - mean[$0]) / step } }
        let weights = constants.weights
        let move = mean.indices.map { row in
            (0..<constants.parents).reduce(0) { $0 + weights[$1] * moves[$1][row] }
        }
        mean = mean.indices.map { mean[$0] + step * move[$0] }
        generation += 1
        let isSteady = lengthenPaths(by: move)
        adapt(to: moves, isSteady: isSteady)
        step *= exp(constants.pathRate / constants.damping * (length(path) / constants.expectedLength - 1))
        axes = SymmetricEigen(covariance)
        directions = []
    }

    /// Returns whether the step's path is no longer than chance would make it.
    private mutating func lengthenPaths(by move: [Double]) -> Bool {
        let rate = constants.pathRate
        let white = whitened(move)
        let share = (rate * (2 - rate) * constants.selected).squareRoot()
        path = path.indices.map { (1 - rate) * path[$0] + share * white[$0] }
        let expected = (1 - pow(1 - rate, Double(2 * generation))).squareRoot()
        let isSteady =
            length(path) / expected < (1.4 + 2 / (Double(mean.count) + 1)) * constants.expectedLength
        let other = constants.covariancePathRate
        let part = isSteady ? (other * (2 - other) * constants.selected).squareRoot() : 0
        covariancePath = move.indices.map { (1 - other) * covariancePath[$0] + part * move[$0] }
        return isSteady
    }

    private mutating func adapt(to moves: [[Double]], isSteady: Bool) {
        let (one, many) = (constants.oneRate, constants.manyRate)
        let lost = isSteady ? 0 : constants.covariancePathRate * (2 - constants.covariancePathRate)
        let kept = 1 + one * lost - one - many * constants.weights.reduce(0, +)
        let weights = zip(constants.weights, moves).map { weight, move in
            let white = length(whitened(move))
            // A move of no length at all weighs nothing either way.
            return weight >= 0 || white == 0 ? weight : weight * Double(mean.count) / (white * white)
        }
        for row in mean.indices {
            for column in 0...row {
                let ranks = moves.indices.reduce(0) {
                    $0 + weights[$1] * moves[$1][row] * moves[$1][column]
                }
                let value =
                    kept * covariance[row][column] + one * covariancePath[row] * covariancePath[column]
                    + many * ranks
                (covariance[row][column], covariance[column][row]) = (value, value)
            }
        }
    }

    /// A move in units of the distribution: its covariance is the unit matrix.
    private func whitened(_ move: [Double]) -> [Double] {
        let lengths = axes.values.indices.map { axis in
            let along = move.indices.reduce(0) { $0 + axes.vectors[$1][axis] * move[$1] }
            return axes.values[axis] > 0 ? along / axes.values[axis].squareRoot() : 0
        }
        return move.indices.map { row in
            lengths.indices.reduce(0) { $0 + axes.vectors[row][$1] * lengths[$1] }
        }
    }

    private func length(_ vector: [Double]) -> Double {
        Self.product(vector, vector).squareRoot()
    }
}
