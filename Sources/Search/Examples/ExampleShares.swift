import StudyModel

/// Divides the examples of one file by numbers and shares, train first.
struct ExampleShares {
    let shares: SplitSettings

    /// How many of `count` examples each split gets, in the order of `Split.allCases`.
    func sizes(of count: Int) throws(ExampleError) -> [Int] {
        var sizes: [Int] = []
        var rest: Int?
        for (index, split) in Split.allCases.enumerated() {
            if shares[split] == .rest {
                guard rest == nil else { throw .twoRests }
                rest = index
            }
            sizes.append(try size(of: shares[split], among: count, split: split))
        }
        let asked = sizes.reduce(0) { $0.adding(clamping: $1) }
        guard asked <= count else { throw .tooFew(asked: asked, found: count) }
        if let rest { sizes[rest] = count - asked }
        return sizes
    }

    private func size(of share: SplitSettings.Share?, among count: Int, split: Split) throws(ExampleError)
        -> Int
    {
        switch share {
        case nil, .rest: return 0
        case .count(let size):
            guard size >= 0 else { throw .badShare(split) }
            return size
        case .fraction(let fraction):
            guard (0...1).contains(fraction) else { throw .badShare(split) }
            // Rounded down, so that fractions that add up to 1 never ask for too many.
            return Int(clamping: fraction * Double(count) + 1e-9)
        }
    }
}
