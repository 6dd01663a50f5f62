/// How many times the command runs for each candidate (and example).
package enum Repeats: Hashable, Sendable, ExpressibleByIntegerLiteral {
    case fixed(Int)
    /// Beside the parent until the pairs decide: so many of them at the least and at the most.
    case race(ClosedRange<Int>)

    package init(integerLiteral count: Int) { self = .fixed(count) }

    /// The race of so many pairs; `nil` for those that there is no table for: from 2 to 5 at the least, from 5 to 10 at the most.
    package static func race(from least: Int, to most: Int) -> Repeats? {
        (2...5).contains(least) && (5...10).contains(most) ? .race(least...most) : nil
    }
}
