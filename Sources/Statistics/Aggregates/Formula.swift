import Glibc

/// How one number comes of many rows, such as `f1(prediction, truth)` or `sqrt(mean((prediction - truth)^2))`.
///
/// A figure that is no mean over rows cannot be put together from a number of each; with the columns it can be worked out over any of them, as
/// often as a test or an interval needs. Columns stand inside of functions over rows (`RowFunction`) alone, so that the whole is one number.
package struct Formula: Hashable, Sendable {
    /// As it was written.
    package let text: String
    /// What it needs of each row, in the order in which it names them.
    package let columns: [String]
    private let root: FormulaNode

    /// Reads a formula; throws a `FormulaError` that says what is wrong with it.
    package init(_ text: String) throws(FormulaError) {
        var parser = try FormulaParser(text)
        root = try parser.formula()
        columns = parser.columns
        self.text = text
    }

    package static func == (one: Formula, other: Formula) -> Bool { one.text == other.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Returns the formula over columns with a value for each row, in the order of `columns`: whatever can be worked out row by row is worked out here.
    package func over(_ columns: [[Double]]) -> Figure {
        precondition(columns.count == self.columns.count, "a formula is taken over all of its columns")
        return Figure(root: root.bound(to: columns, rows: columns.first?.count ?? 0))
    }

    /// A formula over columns.
    package struct Figure: Sendable {
        fileprivate let root: BoundNode

        /// Its value over the rows with these indices, some of them more than once; `nil` where it has none.
        package func value(_ rows: [Int]) -> Double? { root.value(rows).flatMap { $0.isFinite ? $0 : nil } }
    }
}

/// Why a text is no formula.
package struct FormulaError: Error, Hashable, Sendable {
    /// To follow the text.
    package let reason: String
}

/// A part of a formula, as it was read.
indirect enum FormulaNode: Sendable {
    case number(Double)
    /// By its place among the columns.
    case column(Int)
    case operation(FormulaOperator, FormulaNode, FormulaNode)
    case function(ScalarFunction, FormulaNode)
    case overRows(RowFunction, [FormulaNode])

    fileprivate func bound(to columns: [[Double]], rows: Int) -> BoundNode {
        switch self {
        case .number(let value): .number(value)
        // The parser lets no column stand outside.
        case .column: .number(.nan)
        case .operation(let sign, let left, let right):
            .operation(sign, left.bound(to: columns, rows: rows), right.bound(to: columns, rows: rows))
        case .function(let function, let part): .function(function, part.bound(to: columns, rows: rows))
        case .overRows(let function, let parts):
            .overRows(function, parts.map { $0.values(columns, rows: rows) })
        }
    }

    /// The value of each row.
    private func values(_ columns: [[Double]], rows: Int) -> [Double] {
        switch self {
        case .number(let value): [Double](repeating: value, count: rows)
        case .column(let place): columns[place]
        case .operation(let sign, let left, let right):
            zip(left.values(columns, rows: rows), right.values(columns, rows: rows)).map(sign.apply)
        case .function(let function, let part): part.values(columns, rows: rows).map(function.apply)
        // The parser lets none stand inside another.
        case .overRows: [Double](repeating: .nan, count: rows)
        }
    }
}

/// A part of a formula with what it is over worked out row by row.
private indirect enum BoundNode: Sendable {
    case number(Double)
    case operation(FormulaOperator, BoundNode, BoundNode)
    case function(ScalarFunction, BoundNode)
    case overRows(RowFunction, [[Double]])

    func value(_ rows: [Int]) -> Double? {
        switch self {
        case .number(let value): value
        case .operation(let sign, let left, let right):
            if let left = left.value(rows), let right = right.value(rows) {
                sign.apply(left, right)
            } else {
                nil
            }
        case .function(let function, let part): part.value(rows).map(function.apply)
        case .overRows(let function, let columns): function.value(columns, rows: rows)
        }
    }
}

/// What stands between two parts; a comparison is 1 or 0.
enum FormulaOperator: String, CaseIterable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
    case equal = "=="
    case unequal = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case more = ">"

    /// What binds more tightly has more.
    var precedence: Int {
        switch self {
        case .equal, .unequal, .atMost, .atLeast, .less, .more: 1
        case .plus, .minus: 2
        case .times, .over: 3
        case .power: 5
        }
    }

    func apply(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .over: left / right
        case .power: pow(left, right)
        case .equal: left == right ? 1 : 0
        case .unequal: left != right ? 1 : 0
        case .atMost: left <= right ? 1 : 0
        case .atLeast: left >= right ? 1 : 0
        case .less: left < right ? 1 : 0
        case .more: left > right ? 1 : 0
        }
    }
}

/// A function of one number.
enum ScalarFunction: String, CaseIterable, Sendable {
    case sqrt, log, exp, abs

    func apply(_ value: Double) -> Double {
        switch self {
        case .sqrt: value.squareRoot()
        case .log: Glibc.log(value)
        case .exp: Glibc.exp(value)
        case .abs: Swift.abs(value)
        }
    }
}
