extension NearestText {
    /// Finds the lines of a text that look most like others; `nil` where nothing is half alike.
    init?(to wanted: [String], in text: [String]) {
        let wantedPairs = wanted.map(LetterPairs.init)
        let pairs = text.map(LetterPairs.init)
        let count = min(wanted.count, text.count)
        guard count > 0, !wanted.allSatisfy(\.isBlank) else { return nil }
        let scores = (0...(text.count - count)).map { start in
            zip(wantedPairs, pairs[start..<(start + count)]).map { $0.likeness(to: $1) }.reduce(0, +)
        }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }),
            scores[best] >= 0.5 * Double(wanted.count { !$0.isBlank })
        else { return nil }
        self.init(line: best + 1, lines: text[best..<(best + count)].map(\.withoutReturn))
    }
}

/// The pairs of neighboring characters of a line, spaces left out, sorted.
private struct LetterPairs {
    private let pairs: [UInt16]

    init(_ line: String) {
        let bytes = line.utf8.filter { !isSpace($0) }
        pairs = zip(bytes, bytes.dropFirst()).map { UInt16($0) << 8 | UInt16($1) }.sorted()
    }

    /// The share of pairs that two lines have in common (Dice, "Measures of the amount of ecologic association", 1945).
    func likeness(to other: LetterPairs) -> Double {
        guard !pairs.isEmpty, !other.pairs.isEmpty else { return 0 }
        var common = 0
        var (left, right) = (pairs[...], other.pairs[...])
        while let one = left.first, let two = right.first {
            if one == two { common += 1 }
            if one <= two { left = left.dropFirst() }
            if two <= one { right = right.dropFirst() }
        }
        return 2 * Double(common) / Double(pairs.count + other.pairs.count)
    }
}
