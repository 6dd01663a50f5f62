import Glibc

/// What a formula can make of columns: one number over all rows.
///
/// Where a column is a class, a value above one half is positive. A function without a value over some rows, such as the area under a curve where all rows
/// are of one class, is `nil` there.
package enum RowFunction: String, CaseIterable, Sendable {
    case mean, sum, min, max, median, quantile
    case precision, recall, f1
    case macroF1 = "macro_f1"
    /// The correlation of Matthews (1975).
    case mcc
    case rmse, mae
    /// The coefficient of determination, against the mean of the truth.
    case r2
    /// The product-moment correlation.
    case corr
    /// The area under the ROC curve: how often a positive row is above a negative one, ties by half (Hanley and McNeil 1982).
    case auc

    /// Its columns, as they are named to people; where two are compared, what was predicted comes first.
    package var parameters: [String] {
        switch self {
        case .mean, .sum, .min, .max, .median: ["x"]
        case .quantile: ["x", "share"]
        case .precision, .recall, .f1, .macroF1, .mcc, .rmse, .mae, .r2, .corr, .auc: ["prediction", "truth"]
        }
    }

    /// Returns its value over the rows with these indices, some of them more than once; `columns` are as many as there are parameters.
    func value(_ columns: [[Double]], rows: [Int]) -> Double? {
        guard let first = rows.first else { return nil }
        let count = Double(rows.count)
        let (x, y) = (columns[0], columns[columns.count - 1])
        let value: Double
        switch self {
        case .mean: value = rows.reduce(0) { $0 + x[$1] } / count
        case .sum: value = rows.reduce(0) { $0 + x[$1] }
        case .min: value = rows.reduce(.infinity) { Swift.min($0, x[$1]) }
        case .max: value = rows.reduce(-.infinity) { Swift.max($0, x[$1]) }
        case .median: value = Self.quantile(0.5, rows.map { x[$0] })
        case .quantile: value = Self.quantile(y[first], rows.map { x[$0] })
        case .precision, .recall, .f1, .mcc: value = confusion(x, y, rows)
        case .macroF1: value = Self.macroF1(x, y, rows)
        case .rmse: value = (rows.reduce(0) { $0 + (x[$1] - y[$1]) * (x[$1] - y[$1]) } / count).squareRoot()
        case .mae: value = rows.reduce(0) { $0 + abs(x[$1] - y[$1]) } / count
        case .r2:
            let mean = rows.reduce(0) { $0 + y[$1] } / count
            let rest = rows.reduce(0) { $0 + (x[$1] - y[$1]) * (x[$1] - y[$1]) }
            value = 1 - rest / rows.reduce(0) { $0 + (y[$1] - mean) * (y[$1] - mean) }
        case .corr: value = Self.correlation(x, y, rows)
        case .auc: value = Self.area(x, y, rows)
        }
        return value.isFinite ? value : nil
    }

    /// Of rows that are positive or not, by the counts of the four outcomes.
    private func confusion(_ predictions: [Double], _ truths: [Double], _ rows: [Int]) -> Double {
        var (hits, alarms, misses, quiet) = (0.0, 0.0, 0.0, 0.0)
        for row in rows {
            switch (predictions[row] > 0.5, truths[row] > 0.5) {
            case (true, true): hits += 1
            case (true, false): alarms += 1
            case (false, true): misses += 1
            case (false, false): quiet += 1
            }
        }
        switch self {
        case .precision: return hits / (hits + alarms)
        case .recall: return hits / (hits + misses)
        case .mcc:
            let scale = (hits + alarms) * (hits + misses) * (quiet + alarms) * (quiet + misses)
            return (hits * quiet - alarms * misses) / scale.squareRoot()
        default: return 2 * hits / (2 * hits + alarms + misses)
        }
    }

    /// The mean of F1 over the classes that occur, each by its own number.
    private static func macroF1(_ predictions: [Double], _ truths: [Double], _ rows: [Int]) -> Double {
        var (hits, named) = ([Double: Double](), [Double: Double]())
        for row in rows {
            named[predictions[row], default: 0] += 1
            named[truths[row], default: 0] += 1
            if predictions[row] == truths[row] { hits[truths[row], default: 0] += 1 }
        }
        // In the order of the classes: a sum must not depend on how a table is hashed.
        return named.keys.sorted().reduce(0) { $0 + 2 * (hits[$1] ?? 0) / (named[$1] ?? 1) }
            / Double(named.count)
    }

    private static func correlation(_ x: [Double], _ y: [Double], _ rows: [Int]) -> Double {
        let count = Double(rows.count)
        let means = (rows.reduce(0) { $0 + x[$1] } / count, rows.reduce(0) { $0 + y[$1] } / count)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for row in rows {
            let (dx, dy) = (x[row] - means.0, y[row] - means.1)
            (xx, yy, xy) = (xx + dx * dx, yy + dy * dy, xy + dx * dy)
        }
        return xy / (xx * yy).squareRoot()
    }

    private static func area(_ scores: [Double], _ truths: [Double], _ rows: [Int]) -> Double {
        let ordered = rows.sorted { scores[$0] < scores[$1] }
        var (negatives, positives, above) = (0.0, 0.0, 0.0)
        var start = 0
        while start < ordered.count {
            var (end, tied) = (start, 0.0)
            while end < ordered.count, scores[ordered[end]] == scores[ordered[start]] {
                tied += truths[ordered[end]] > 0.5 ? 1 : 0
                end += 1
            }
            let others = Double(end - start) - tied
            above += tied * (negatives + others / 2)
            (negatives, positives) = (negatives + others, positives + tied)
            start = end
        }
        return above / (negatives * positives)
    }

    /// Between two values in proportion (type 7 of Hyndman and Fan 1996).
    private static func quantile(_ share: Double, _ values: [Double]) -> Double {
        guard (0...1).contains(share) else { return .nan }
        let sorted = values.sorted()
        let place = share * Double(sorted.count - 1)
        let low = Int(clamping: Int64(place))
        let high = Swift.min(sorted.count - 1, low + 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
}
