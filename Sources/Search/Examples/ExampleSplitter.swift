import StudyModel

/// Splits a study's examples into train, validation and test.
///
/// The splits are taken in the file's order, train first. With `stratify` the order is drawn from the seed instead, so that each
/// split holds the field's values in like shares. The examples of one split stand in the file's order in any case.
package struct ExampleSplitter: Sendable {
    private let settings: ExampleSettings
    private let seed: UInt64

    package init(_ settings: ExampleSettings, seed: UInt64) {
        self.settings = settings
        self.seed = seed
    }

    /// Returns the examples of a JSON Lines text by split, in the file's order; those that no split asks for are left out.
    package func split(_ text: String) throws(ExampleError) -> [Example] {
        let lines = try ExampleLine.read(text, id: settings.id, stratum: settings.stratify)
        let sizes = try sizes(of: lines.count)
        let ordered = settings.stratify == nil ? lines : stratified(lines)
        var start = 0
        var chosen: [(line: Int, example: Example)] = []
        for (split, size) in zip(Split.allCases, sizes) {
            chosen += ordered[start..<(start + size)].map { line in
                (line.number, Example(id: line.id, json: line.json, split: split))
            }
            start += size
        }
        return chosen.sorted { $0.line < $1.line }.map(\.example)
    }

    /// How many examples each split gets, in the order of `Split.allCases`.
    private func sizes(of count: Int) throws(ExampleError) -> [Int] {
        let shares = [settings.split.train, settings.split.validation, settings.split.test]
        var sizes: [Int] = []
        var rest: Int?
        for (index, share) in shares.enumerated() {
            if share == .rest {
                guard rest == nil else { throw .twoRests }
                rest = index
            }
            sizes.append(try size(of: share, among: count, split: Split.allCases[index]))
        }
        let asked = sizes.reduce(0, +)
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
            return Int(fraction * Double(count) + 1e-9)
        }
    }

    /// Spreads the lines of each stratum evenly, so that any stretch of the result holds the strata in like shares.
    private func stratified(_ lines: [ExampleLine]) -> [ExampleLine] {
        let strata = Dictionary(grouping: lines, by: \.stratum)
        var placed: [(place: Double, line: ExampleLine)] = []
        for stratum in strata.keys.sorted() {
            var generator = SeededGenerator(seed: Seeds.derive(seed, "split", stratum))
            let members = generator.shuffled(strata[stratum] ?? [])
            for (index, line) in members.enumerated() {
                placed.append(((Double(index) + 0.5) / Double(members.count), line))
            }
        }
        return placed.sorted { ($0.place, $0.line.number) < ($1.place, $1.line.number) }.map(\.line)
    }
}
