import StudyModel
import Text

extension StrategyKind {
    /// Every strategy that a study may name. A new one is a file beside this one and a word here.
    package static let all: [StrategyKind] = [
        Chain.kind, BestOf.kind, Multistart.kind, Beam.kind, Pareto.kind, Tree.kind, Evolve.kind,
    ]
}

/// A strategy as a study names it.
///
/// The study's reader, the reference of its keys, what is recorded of a run and the errors all go by these.
package struct StrategyKind: Sendable {
    package let name: String
    /// How it chooses, in a sentence without its end.
    package let meaning: String
    package let options: [StrategyOption]
    /// When its candidates are accepted where a study does not say.
    package let rule: AcceptanceSettings.Rule
    private let make: @Sendable (StrategyChoices) -> any Strategy

    init(
        _ name: String, _ meaning: String, rule: AcceptanceSettings.Rule, options: [StrategyOption],
        make: @escaping @Sendable (StrategyChoices) -> any Strategy
    ) {
        self.name = name
        self.meaning = meaning
        self.rule = rule
        self.options = options
        self.make = make
    }

    /// Returns the strategy of a study, which names one that there is.
    package static func makeStrategy(of study: Study) -> any Strategy {
        guard let kind = all.first(where: { $0.name == study.search.strategy.name }) else {
            preconditionFailure("a study is read with the names of this table")
        }
        return kind.make(StrategyChoices(kind: kind, study: study))
    }
}

/// What can be chosen of a strategy: a key below its name.
package struct StrategyOption: Sendable {
    /// The key below the strategy's name; a dot makes a group of those that begin alike.
    package let name: String
    /// Its value where a study does not say.
    package let standard: JSONValue
    /// What may stand there, to follow "must be".
    package let expected: String
    package let meaning: String
    package let accepts: @Sendable (JSONValue) -> Bool

    /// A whole number.
    static func wholeNumber(
        _ name: String, atLeast least: Int, standard: Int, _ meaning: String
    ) -> StrategyOption {
        StrategyOption(
            name: name, standard: JSONValue(whole: standard),
            expected: "a whole number of at least \(least)", meaning: meaning,
            accepts: { $0.isWhole(atLeast: least) })
    }

    /// A whole number, or a word, which stands there where a study does not say and there is no `standard` one.
    static func wholeNumber(
        _ name: String, atLeast least: Int, or word: String, standard: Int? = nil, _ meaning: String
    ) -> StrategyOption {
        StrategyOption(
            name: name, standard: standard.map { JSONValue(whole: $0) } ?? .string(word),
            expected: "a whole number of at least \(least), or \(word)",
            meaning: meaning, accepts: { $0 == .string(word) || $0.isWhole(atLeast: least) })
    }

    /// A number.
    static func number(
        _ name: String, atLeast least: Int, standard: Double, _ meaning: String
    ) -> StrategyOption {
        StrategyOption(
            name: name, standard: .number(standard), expected: "a number of at least \(least)",
            meaning: meaning, accepts: { $0.number.map { $0 >= Double(least) } ?? false })
    }

    /// Commits, by whatever names them; none where a study does not say.
    static func commits(_ name: String, _ meaning: String) -> StrategyOption {
        StrategyOption(
            name: name, standard: .array([]), expected: "a list of commits, each by a branch, a tag or an ID",
            meaning: meaning,
            accepts: { $0.elements.map { $0.allSatisfy { $0.string?.isEmpty == false } } ?? false })
    }

    /// Some words, those that are given where a study does not say.
    static func words(_ name: String, _ standard: String..., meaning: String) -> StrategyOption {
        StrategyOption(
            name: name, standard: .array(standard.map(JSONValue.string)), expected: "a list of words",
            meaning: meaning,
            accepts: { option in
                option.elements.map { !$0.isEmpty && $0.allSatisfy { $0.string?.isEmpty == false } } ?? false
            })
    }

    /// One of some words, the first where a study does not say.
    static func word(_ name: String, _ first: String, _ others: String..., meaning: String)
        -> StrategyOption
    {
        let words = [first] + others
        return StrategyOption(
            name: name, standard: .string(first), expected: words.joined(separator: " or "),
            meaning: meaning, accepts: { words.map(JSONValue.string).contains($0) })
    }
}

/// What a study chose of a strategy's options.
struct StrategyChoices {
    fileprivate let kind: StrategyKind
    let study: Study

    subscript(name: String) -> JSONValue {
        let option = kind.options.first { $0.name == name }
        return study.search.strategy.options[name] ?? option?.standard ?? .null
    }

    /// The whole number of an option; `nil` where a word stands there.
    func number(_ name: String) -> Int? { self[name].number.flatMap { Int(exactly: $0) } }

    /// The words of an option that is a list.
    func words(_ name: String) -> [String] { self[name].elements?.compactMap(\.string) ?? [] }

    /// The number of an option that has one.
    func real(_ name: String) -> Double { self[name].number ?? 0 }
}

extension JSONValue {
    fileprivate func isWhole(atLeast least: Int) -> Bool {
        number.flatMap { Int(exactly: $0) }.map { $0 >= least } ?? false
    }
}
