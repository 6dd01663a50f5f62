/// Which way a number changes: by a step, or to what another number of its file is.
enum NumberDirection: Hashable, Sendable { case up, down, other }

/// The values that a number may be changed to in one edit, and how much sooner some are tried than others.
enum NumberSteps {
    struct Option: Hashable, Sendable {
        var literal: NumberLiteral
        var weight: Double
    }

    /// Returns the distinct values that a number may be changed to; `sites` are all numbers of its file.
    static func options(
        for site: LiteralSite, _ direction: NumberDirection, among sites: [LiteralSite]
    ) -> [Option] {
        direction == .other ? others(of: site, among: sites) : options(for: site.literal, direction)
    }

    /// Returns the distinct values one step from `literal`, up or down: by factors first, then by small amounts.
    static func options(for literal: NumberLiteral, _ direction: NumberDirection) -> [Option] {
        var seen: Set<[UInt8]> = [literal.spelling]
        return (factors(literal, direction) + amounts(literal, direction)).filter {
            isBeyond($0.literal, literal, direction) && seen.insert($0.literal.spelling).inserted
        }
    }

    /// Returns the distinct values of the other numbers that a number might as well be, those near to it first: such as the one end of a range, or the
    /// other input of a comparator.
    private static func others(of site: LiteralSite, among sites: [LiteralSite]) -> [Option] {
        var weights: [NumberLiteral: Double] = [:]
        var found: [NumberLiteral] = []
        for other in sites {
            let literal = site.literal.taking(other.literal)
            guard let literal, literal.spelling != site.literal.spelling else { continue }
            if weights[literal] == nil { found.append(literal) }
            let distance = abs(other.line - site.line)
            weights[literal, default: 0] += 1 / Double(1 + distance * distance / 16)
        }
        return found.map { Option(literal: $0, weight: weights[$0] ?? 0) }
    }

    private static func factors(_ literal: NumberLiteral, _ direction: NumberDirection) -> [Option] {
        let isRound = literal.digits >= 4 && literal.digits.nonzeroBitCount == 1 && !literal.isReal
        let byTwo = isRound ? 2.0 : 1.0
        let up: [(UInt64, UInt64, Double)] = [
            (2, 1, 4 * byTwo), (4, 1, 2 * byTwo), (10, 1, 2), (8, 1, byTwo), (3, 2, 1), (5, 4, 0.5),
        ]
        let down: [(UInt64, UInt64, Double)] = [
            (1, 2, 4 * byTwo), (1, 4, 2 * byTwo), (1, 10, 2), (1, 8, byTwo), (3, 4, 1), (9, 10, 0.5),
        ]
        return (direction == .up ? up : down).compactMap { numerator, denominator, weight in
            literal.scaled(by: numerator, over: denominator).map { Option(literal: $0, weight: weight) }
        }
    }

    private static func amounts(_ literal: NumberLiteral, _ direction: NumberDirection) -> [Option] {
        let sign = direction == .up ? 1 : -1
        // A step of one matters to a small number and is lost in a large one.
        let weight = literal.digits <= 8 ? 4.0 : literal.digits <= 32 ? 1.5 : 0.5
        let whole = (0..<literal.decimals).reduce(1) { result, _ in result * 10 }
        return [(1, weight), (2, weight / 3), (whole, weight / 3)].compactMap { units, weight in
            literal.shifted(by: sign * units).map { Option(literal: $0, weight: weight) }
        }
    }

    /// Rounding may bring a small number back to where it was, or a factor may have no hold on zero.
    private static func isBeyond(
        _ new: NumberLiteral, _ old: NumberLiteral, _ direction: NumberDirection
    ) -> Bool {
        let most = max(new.decimals, old.decimals)
        let (left, right) = (new.units(decimals: most), old.units(decimals: most))
        return direction == .up ? left > right : left < right
    }
}

extension NumberLiteral {
    /// The value in units of the last of `decimals` decimals, as a floating-point number: exact enough to tell two steps apart.
    fileprivate func units(decimals most: Int) -> Double {
        (decimals..<most).reduce(Double(digits)) { result, _ in result * 10 }
    }
}
