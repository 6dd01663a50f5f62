/// Finds the known name that somebody who wrote another one may have meant.
package enum NearestName {
    /// No name is longer; what is compared costs the product of two lengths.
    private static let longest = 200

    /// Returns the candidate with the fewest edits from a word, or `nil` where it takes more than a third of its letters.
    package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let rated = candidates.map { (key: $0, edits: distance(word.lowercased(), $0.lowercased())) }
        guard let best = rated.min(by: { ($0.edits, $0.key) < ($1.edits, $1.key) }) else { return nil }
        return best.edits <= max(1, max(word.count, best.key.count) / 3) ? best.key : nil
    }

    /// How many letters must be put in, left out, replaced or swapped with their neighbor (optimal string alignment).
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var before: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var edits = min(
                    previous[column + 1] + 1, current[column] + 1, previous[column] + (isSame ? 0 : 1))
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if isSwap { edits = min(edits, before[column - 1] + 1) }
                current.append(edits)
            }
            before = previous
            previous = current
        }
        return previous[right.count]
    }
}
