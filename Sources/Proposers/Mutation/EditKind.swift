import StudyModel

/// What an edit does; the proposer learns which kinds pay.
enum EditKind: String, Hashable, Sendable, CaseIterable {
    case numberUp = "number-up"
    case numberDown = "number-down"
    /// A number becomes another number of the file.
    case numberOther = "number-other"
    case delete
    case copy
    case move
    case swap

    init(_ direction: NumberDirection) {
        self =
            switch direction {
            case .up: .numberUp
            case .down: .numberDown
            case .other: .numberOther
            }
    }

    /// What is believed before anything was tried, as successes and failures (the parameters of a beta distribution).
    ///
    /// Numbers and deletions lead, as in what Magpie and PyGGI report of improvements that were found; copies trail.
    var prior: (successes: Int, failures: Int) {
        switch self {
        case .numberUp, .numberDown: (2, 5)
        case .numberOther: (1, 9)
        case .delete: (2, 6)
        case .move, .swap: (1, 7)
        case .copy: (1, 9)
        }
    }
}

/// An edit's kind and, for a number that has a name, that name: what is recorded as `Proposal.edit`.
///
/// Written `delete` or `number-up:BLOCK`; the labels of a proposal of several edits are joined by ` + `.
struct EditLabel: Hashable, Sendable, CustomStringConvertible {
    var kind: EditKind
    var target: String?

    init(_ kind: EditKind, target: String? = nil) {
        self.kind = kind
        self.target = target
    }

    /// Returns the labels in a recorded text; what is no label of ours is left out.
    static func labels(in text: String) -> [EditLabel] {
        text.split(separator: "+").compactMap { part in
            let words = part.split(separator: ":", maxSplits: 1).map { trim($0) }
            guard let kind = words.first.flatMap({ EditKind(rawValue: $0) }) else { return nil }
            return EditLabel(kind, target: words.count > 1 ? words[1] : nil)
        }
    }

    static func text(_ labels: [EditLabel]) -> String {
        labels.map(\.description).joined(separator: " + ")
    }

    var description: String { target.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }

    private static func trim(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
