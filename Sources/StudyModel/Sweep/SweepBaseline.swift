import Text

/// What cells are set beside that is no choice of theirs: a row of its own.
package enum SweepBaseline: String, Hashable, Sendable, CaseIterable {
    /// What the runs begin from, untouched.
    case base
    /// The one answer that is right most often, given to every example.
    case constant
    /// As many proposals as the first cell made, by the same proposer, all from the base.
    case bestOf = "best-of"
    /// As many runs of the evaluator's command as the first cell made, with changes that no model proposed.
    case mutation

    /// Whether it has runs of its own.
    package var hasRuns: Bool { self == .bestOf || self == .mutation }

    /// What its runs have in place of what the first cell's have: a key with its value, and nothing else of that key's.
    fileprivate var setting: (key: String, value: JSONValue)? {
        switch self {
        case .base, .constant: nil
        case .bestOf: ("search.strategy", .string("best-of"))
        case .mutation: ("proposer", .object(["kind": .string("mutation")]))
        }
    }

    /// What one of its runs may spend beside a run of the first cell that spent so much.
    fileprivate func budget(beside spent: Spent) -> JSONValue {
        self == .mutation
            ? .object(["trials": JSONValue(whole: max(1, spent.trials))])
            : .object(["steps": JSONValue(whole: max(1, spent.steps))])
    }

    /// The first cell's settings, as its own.
    func changed(_ settings: [String: JSONValue], beside spent: Spent) -> [String: JSONValue] {
        guard let (key, value) = setting else { return settings }
        var changed = settings.filter { $0.key != key && !$0.key.hasPrefix(key + ".") }
        changed[key] = value
        changed["budget"] = budget(beside: spent)
        return changed
    }
}

/// The one answer that is right most often by what selects, and how often it is, by split.
package struct ConstantAnswer: Hashable, Sendable {
    package let answer: String
    /// By the split's name, from 0 to 1.
    package let shares: [String: Double]

    package init(_ answer: String, shares: [String: Double]) {
        self.answer = answer
        self.shares = shares
    }
}
