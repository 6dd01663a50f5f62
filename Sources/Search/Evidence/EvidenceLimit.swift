import StudyModel

/// Keeps evidence within its limit by a stated rule, and says at each place what was left out.
///
/// First the oldest attempts come down to a line each, one after another, and other candidates and the best go; then the middle of traces, the ends of feedback, the ends of inputs and
/// outputs, then whole trials, the last first, but for one. The lines of attempts stay, since who is not told of what was tried tries it again. Of several of a kind the longest are cut first, down to a common length. The
/// headings of what is left stay too, so a limit below them is exceeded.
struct EvidenceLimit {
    /// Tokens at most; `nil` for no limit.
    let tokens: Int?

    /// Returns the text of the pieces, oldest attempt first.
    func text(of pieces: [EvidencePiece]) -> String {
        guard let tokens else { return Self.joined(pieces.map { $0.text(within: nil) }) }
        // As many bytes as `estimatedTokens` counts for them.
        var fitting = Fitting(pieces, bytes: 4 * tokens)
        guard fitting.isTooLarge else { return Self.joined(pieces.map { $0.text(within: nil) }) }
        fitting.dropMemory()
        for kind in [EvidencePiece.Kind.trace, .feedback, .data] { fitting.cut(kind) }
        fitting.dropTrials()
        let closing = "Left out to stay within \(tokens) tokens: \(fitting.leftOut)."
        return Self.joined(fitting.texts + [closing])
    }

    private static func joined(_ texts: [String]) -> String { texts.joined(separator: "\n\n") + "\n" }
}

/// Pieces that are being made to fit.
private struct Fitting {
    private let pieces: [EvidencePiece]
    private let bytes: Int
    /// How many trials there are.
    private let trials: Int
    private var sizes: [Int]
    private var total: Int
    /// Texts of pieces that were cut.
    private var cut: [Int: String] = [:]
    private var cutKinds: Set<EvidencePiece.Kind> = []
    /// Attempts, the best, and what belonged to trials that went.
    private var dropped: Set<Int> = []
    /// The last trial that is left, where some went.
    private var keptTrials: Int?

    init(_ pieces: [EvidencePiece], bytes: Int) {
        self.pieces = pieces
        self.bytes = bytes
        trials = pieces.compactMap(\.trial).max() ?? 0
        sizes = pieces.map { $0.size(upTo: bytes) + 2 }
        // A newline ends the text, where pieces have two between them.
        total = sizes.reduce(0, +) - 1
        for (index, piece) in pieces.enumerated() {
            guard case .attempt(_, let line, nil) = piece.content else { continue }
            dropped.insert(index)
            total += line.utf8.count + 1 - sizes[index]
        }
    }

    var isTooLarge: Bool { total > bytes || !dropped.isEmpty }
    private var room: Int { bytes - reserve }

    /// Bytes for what is said of that which is left out: the closing line, and lines in place of the attempts and the best.
    private var reserve: Int { 90 + 45 * cutKinds.count + (dropped.isEmpty ? 0 : 190) }

    mutating func dropMemory() {
        for rank in 0...2 {
            for index in pieces.indices where total > room && !dropped.contains(index) {
                if pieces[index].memoryRank == rank { drop(index) }
            }
        }
    }

    private mutating func drop(_ index: Int) {
        dropped.insert(index)
        total -= sizes[index] - lineSize(of: index)
    }

    /// What the line takes that stands for an attempt.
    private func lineSize(of index: Int) -> Int {
        if case .attempt(_, let line, _) = pieces[index].content { line.utf8.count + 1 } else { 0 }
    }

    /// Cuts the longest pieces of a kind down to one length.
    mutating func cut(_ kind: EvidencePiece.Kind) {
        let these = pieces.indices.filter { pieces[$0].kind == kind }
        guard total > room, !these.isEmpty else { return }
        cutKinds.insert(kind)
        let others = total - these.reduce(0) { $0 + sizes[$1] }
        let level = Self.level(of: these.map { sizes[$0] }, within: max(0, room - others))
        for index in these where sizes[index] > level {
            let text = pieces[index].text(within: max(0, level - 2))
            total += text.utf8.count + 2 - sizes[index]
            sizes[index] = text.utf8.count + 2
            cut[index] = text
        }
    }

    /// The largest length that sizes can be cut to so that they come to no more than `room`.
    private static func level(of sizes: [Int], within room: Int) -> Int {
        var room = room
        for (index, size) in sizes.sorted().enumerated() {
            let share = room / (sizes.count - index)
            if size > share { return share }
            room -= size
        }
        return sizes.max() ?? 0
    }

    /// Drops trials from the end until the rest fits or is the first one alone.
    mutating func dropTrials() {
        var pieces = pieces.indices.filter { self.pieces[$0].trial != nil }
        for trial in stride(from: trials, to: 1, by: -1) where total > room - 100 {
            keptTrials = trial - 1
            while let index = pieces.last, self.pieces[index].trial == trial {
                drop(index)
                cut[index] = nil
                pieces.removeLast()
            }
        }
    }

    // MARK: - What is left

    var texts: [String] {
        let attempts = droppedSteps
        var said: Set<String> = []
        return pieces.indices.compactMap { index in
            guard dropped.contains(index) else { return cut[index] ?? pieces[index].text(within: nil) }
            let place = place(of: index, attempts: attempts)
            guard said.insert(place).inserted else { return nil }
            guard case .attempt = pieces[index].content, !lines.isEmpty else {
                return "\(place)\n\n[left out: over the limit]"
            }
            return
                "\(place)\n\n\(lines.joined(separator: "\n"))\n\n[the rest of them left out: over the limit]"
        }
    }

    /// What is left of the attempts that went.
    private var lines: [String] {
        dropped.sorted().compactMap { index in
            if case .attempt(_, let line, _) = pieces[index].content { line } else { nil }
        }
    }

    /// The heading that stands for a piece that went.
    private func place(of index: Int, attempts: String) -> String {
        switch pieces[index].content {
        case .attempt: "## Attempts of \(attempts)"
        case .best: "## The best so far"
        case .inspiration: "## Another candidate"
        default: "### \(droppedTrials)"
        }
    }

    private var droppedTrials: String {
        let first = (keptTrials ?? trials) + 1
        return first == trials ? "ID [\(first)]" : "ID [\(first)] to ID [\(trials)]"
    }

    /// What was left out, in one line.
    var leftOut: String {
        func count(_ kind: EvidencePiece.Kind) -> Int { cut.keys.count { pieces[$0].kind == kind } }
        func several(_ kind: EvidencePiece.Kind, _ one: String, _ many: String) -> String? {
            switch count(kind) {
            case 0: nil
            case 1: one
            case let count: "\(many) \(count) \(kind == .data ? "inputs or outputs" : "\(kind)s")"
            }
        }
        let ranks = Set(dropped.compactMap { pieces[$0].memoryRank })
        let parts = [
            droppedSteps.isEmpty ? nil : "the attempts of \(droppedSteps)",
            ranks.contains(1) ? "other candidates" : nil, ranks.contains(2) ? "the best" : nil,
            several(.trace, "the middle of a trace", "the middle of"),
            several(.feedback, "the end of the feedback", "the ends of"),
            several(.data, "the end of an input or output", "the ends of"),
            keptTrials == nil ? nil : "the trials \(droppedTrials)",
        ]
        let said = parts.compactMap { $0 }
        return said.isEmpty ? "nothing that could be" : said.joined(separator: "; ")
    }

    private var droppedSteps: String {
        let steps = dropped.sorted().compactMap { index -> Int? in
            if case .attempt(let step, _, _) = pieces[index].content { step } else { nil }
        }
        guard let first = steps.first, let last = steps.last else { return "" }
        return first == last ? "step \(first)" : "steps \(first)–\(last)"
    }
}
