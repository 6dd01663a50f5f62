import Statistics

/// What a formula is taken over: examples with what each of some candidates gave there, its repeats apart.
///
/// Rows are counted through all candidates: those of the first, in the order of `examples`, then those of the second, and so on. A figure over
/// rows is worked out for each repetition by itself and is the mean of those, as if each were an evaluation of its own.
package struct AggregateRows: Sendable {
    /// Those that all have, sorted.
    package let examples: [String]
    /// By repetition, the formula, and of each row whether it was measured then.
    private let repetitions: [(figure: Formula.Figure, isMeasured: [Bool])]

    /// Takes the trials that have all columns of a formula; `nil` where no example is common to all candidates.
    ///
    /// - Parameters:
    ///   - candidates: the trials of each.
    ///   - isFilled: whether a candidate without a row has the first one's there, so that the examples are the first one's.
    package init?(_ formula: Formula, of candidates: [[Trial]], isFilled: Bool = false) {
        let cells = candidates.map { Self.cells(formula, $0) }
        guard let first = cells.first else { return nil }
        let common =
            isFilled
            ? Set(first.keys)
            : cells.dropFirst().reduce(into: Set(first.keys)) { $0.formIntersection($1.keys) }
        guard !common.isEmpty else { return nil }
        let examples = common.sorted()
        let rows = cells.flatMap { own in examples.map { own[$0] ?? first[$0] ?? [:] } }
        self.examples = examples
        repetitions = Set(rows.flatMap(\.keys)).sorted().map { repetition in
            let columns = formula.columns.indices.map { column in
                rows.map { $0[repetition]?[column] ?? .nan }
            }
            return (formula.over(columns), rows.map { $0[repetition] != nil })
        }
    }

    /// By example and repetition, a value a column.
    private static func cells(_ formula: Formula, _ trials: [Trial]) -> [String: [Int: [Double]]] {
        var cells: [String: [Int: [Double]]] = [:]
        for trial in trials {
            guard let example = trial.example, let row = formula.row(of: trial) else { continue }
            cells[example, default: [:]][trial.repetition] = row
        }
        return cells
    }

    /// The figure over some rows, by their places, some of them more than once; `nil` where it has none.
    package func value(_ rows: [Int]) -> Double? {
        var values: [Double] = []
        for (figure, isMeasured) in repetitions {
            let own = rows.allSatisfy { isMeasured[$0] } ? rows : rows.filter { isMeasured[$0] }
            guard !own.isEmpty else { continue }
            guard let value = figure.value(own) else { return nil }
            values.append(value)
        }
        return Summaries.mean(values)
    }

    /// A candidate's figure over all of its rows, by its place among them.
    package func value(of candidate: Int) -> Double? {
        value(Array(candidate * examples.count..<(candidate + 1) * examples.count))
    }

    /// What each example counts for in a candidate's figure: values whose mean is the figure, by leaving one example out after the other (the
    /// jackknife's pseudo-values, Tukey 1958). They say about how much the figure varies with the examples, for planning; `nil` where it has no value without one.
    package func influences(of candidate: Int) -> [Double]? {
        let rows = Array(candidate * examples.count..<(candidate + 1) * examples.count)
        let without = rows.indices.compactMap { out in value(Array(rows[..<out] + rows[(out + 1)...])) }
        guard let whole = value(rows), without.count == rows.count, let mean = Summaries.mean(without) else {
            return nil
        }
        return without.map { whole + Double(rows.count - 1) * (mean - $0) }
    }
}

extension Formula {
    /// The columns of a trial; `nil` where it has not all of them.
    package func row(of trial: Trial) -> [Double]? {
        let row = columns.compactMap { trial.metrics[$0] }
        return trial.outcome == .scored && row.count == columns.count ? row : nil
    }
}

extension Objective {
    /// The objective in each repetition of an evaluation, over all of its examples; those without a value are left out.
    package func byRepetition(_ trials: [Trial]) -> [Double] {
        let repetitions = Dictionary(grouping: trials, by: \.repetition)
        return repetitions.keys.sorted().compactMap { repetition in
            let own = repetitions[repetition] ?? []
            if let aggregate { return AggregateRows(aggregate, of: [own])?.value(of: 0) }
            return Summaries.mean(own.compactMap { $0.metrics[metric] })
        }
    }

    /// What each example of an evaluation scored, its repeats apart; of an objective that is no mean what each counts for.
    package func byExample(_ trials: [Trial]) -> [[Double]] {
        if let aggregate {
            return AggregateRows(aggregate, of: [trials])?.influences(of: 0)?.map { [$0] } ?? []
        }
        let scored = trials.compactMap { trial in trial.metrics[metric].map { (trial.example, $0) } }
        return Dictionary(grouping: scored, by: \.0).values.map { $0.map(\.1) }
    }

    /// What each cluster of an evaluation scored on average, its repeats apart; what is of no cluster stands for itself.
    ///
    /// - Parameter clusters: by ID, the cluster of each example that is of one.
    package func byCluster(_ trials: [Trial], _ clusters: [String: String]) -> [[Double]] {
        let scored = trials.compactMap { trial in trial.metrics[metric].map { (trial, $0) } }
        let units = Dictionary(grouping: scored) { trial, _ in
            trial.example.flatMap { clusters[$0] }.map { "cluster " + $0 } ?? "example \(trial.example ?? "")"
        }
        return units.values.map { unit in
            Dictionary(grouping: unit) { $0.0.repetition }.values
                .compactMap { Summaries.mean($0.map(\.1)) }
        }
    }

    /// Adds to what trials add up to the objective of all of them, where that is no mean; returns why there is none.
    package func aggregate(_ trials: [Trial], into metrics: inout [String: MetricSummary]) -> String? {
        guard let aggregate else { return nil }
        guard let value = AggregateRows(aggregate, of: [trials])?.value(of: 0) else {
            metrics[metric] = nil
            return "`\(aggregate.text)` has no value over these results"
        }
        metrics[metric] = MetricSummary(value: value, direction: direction, n: trials.count, sd: nil)
        return nil
    }
}

extension Formula: Codable {
    package init(from decoder: any Decoder) throws { try self.init(String(from: decoder)) }
    package func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
