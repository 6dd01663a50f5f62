import Operations

/// Asks about the pieces of a change one by one, as `git add --patch` does.
struct HunkQuestions {
    let console: Console

    /// Returns the names of the pieces that are wanted; asks on standard error and reads standard input.
    func chosen(from pieces: [CandidatePatch.Piece]) throws -> [String] {
        var chosen: [String] = []
        for (index, piece) in pieces.enumerated() {
            for line in Patch(piece.text).lines(for: console) { console.note(line) }
            switch answer(to: "(\(index + 1)/\(pieces.count)) Land \(piece.name) [y,n,a,d,q]?") {
            case "y": chosen.append(piece.name)
            case "a": return chosen + pieces[index...].map(\.name)
            case "d": return chosen
            case "q", nil: throw ErrorReport(what: "Nothing was landed", exit: .interrupted)
            default: continue
            }
        }
        return chosen
    }

    /// Asks until an answer is understood; `nil` where there is none to come.
    private func answer(to question: String) -> String? {
        while true {
            console.note(question)
            guard let line = readLine() else { return nil }
            if ["y", "n", "a", "d", "q"].contains(line) { return line }
            console.note(
                "y: land it, n: leave it, a: this and all that follow, d: none that follow, q: land nothing")
        }
    }
}
