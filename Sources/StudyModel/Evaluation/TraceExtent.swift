/// Which steps of a trial's trace a file holds, where that is not all of them.
package struct TraceExtent: Hashable, Sendable {
    /// How many steps the trial had.
    package let total: Int
    /// The numbers of those that are there, from 1, in order and apart.
    package let kept: [ClosedRange<Int>]

    /// The steps of a trace of `total` steps that a credit horizon lets in.
    package init(of total: Int, within horizon: CreditHorizon) {
        self.init(total: total, kept: horizon.kept(of: total))
    }

    /// Ranges outside `1...total`, or not in order, are left out.
    package init(total: Int, kept: [ClosedRange<Int>]) {
        self.total = min(max(0, total), Self.most)
        var last = 0
        self.kept = kept.filter { range in
            guard range.lowerBound > last, range.upperBound <= min(total, Self.most) else { return false }
            last = range.upperBound
            return true
        }
    }

    /// More steps than any trace has; foreign figures stop here, and can be counted on from.
    private static let most = 1 << 53

    /// How many steps are there.
    package var count: Int { kept.reduce(0) { $0 + $1.count } }

    package var isWhole: Bool { count == total }
}

extension CreditHorizon {
    /// Returns the numbers of the steps that enter the evidence, of a trace of `total` steps; from 1.
    ///
    /// `both` takes the first half, rounded up, and the last. `every-nth` takes step 1 and every nth after it, n being the least with which
    /// no more than `steps` are taken.
    package func kept(of total: Int) -> [ClosedRange<Int>] {
        guard total > 0 else { return [] }
        guard let steps, steps < total else { return [1...total] }
        guard steps > 0 else { return [] }
        switch keep {
        case .first: return [1...steps]
        case .last: return [(total - steps + 1)...total]
        case .both:
            let first = (steps + 1) / 2
            return steps == 1 ? [1...1] : [1...first, (total - steps + first + 1)...total]
        case .everyNth: return stride(from: 1, through: total, by: spacing(in: total)).map { $0...$0 }
        }
    }

    /// The n of `every-nth` for a trace of `total` steps; 1 where every step enters.
    package func spacing(in total: Int) -> Int {
        guard keep == .everyNth, let steps, steps > 0 else { return 1 }
        return max(1, (total + steps - 1) / steps)
    }
}
