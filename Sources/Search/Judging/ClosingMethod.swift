import StudyModel

/// By what the end of a run can claim that its winner is better than the base.
///
/// What selects does not confirm. Fresh pairs and examples that were kept apart know nothing of the search; the examples that selected the winner can
/// still bear a claim where they decided nothing else, with the maximum over all candidates taken out.
package enum ClosingMethod: Hashable, Sendable {
    /// Fresh pairs of runs, where there are not several examples to speak of.
    case pairs
    /// The examples of `confirm`, which the search never ran.
    case apart
    /// The examples of validation, with the maximum over all candidates that they scored taken out. Where runs differ, the winner's and the base's are made again
    /// beside each other: steps are other times, and what drifted between them would be claimed.
    case maximum
    /// No claim: a split is the reason, and what it decided.
    case none(Split, Obstacle)

    /// What the examples that selected the winner decided beside.
    package enum Obstacle: Hashable, Sendable {
        /// They are those that candidates are made from.
        case madeFrom
        case accepted
        case choseParents
        /// Whoever proposes from outside sees all scores.
        case wasTold
        /// A person who sees all scores had a say in where the search went on.
        case steered
        /// Not all that they scored was judged alike.
        case judgedAnew
    }

    /// Returns the method for a study's examples; the one place that knows when validation may speak of the winner.
    ///
    /// - Parameter view: the run that ends; `nil` for one to come.
    init(_ study: Study, _ examples: StudyExamples, in view: RunView?) {
        let split = study.closingSplit(examples)
        if !examples.confirm.isEmpty {
            self = .apart
        } else if !study.observesExamples(examples.count(of: split)) {
            self = .pairs
        } else if let obstacle = Self.obstacle(study, split, in: view) {
            self = .none(split, obstacle)
        } else {
            self = .maximum
        }
    }

    /// Returns the method of a run to come.
    package init(of study: Study, examples: [Example]) {
        self.init(study, StudyExamples(examples, study: study), in: nil)
    }

    /// Choosing the winner, and ending the run, are all that the scores may have been used for.
    private static func obstacle(_ study: Study, _ split: Split, in view: RunView?) -> Obstacle? {
        if split == .train { return .madeFrom }
        if !study.keepsValidationFromParents { return .accepted }
        if StrategyKind.makeStrategy(of: study).choosesParentsBySelection { return .choseParents }
        if study.proposer.kind == .external { return .wasTold }
        if let view, view.evaluators.count > 1 { return .judgedAnew }
        return view?.isSteered == true ? .steered : nil
    }

    /// Where the figures of its gain come from, in a study of such runs.
    func source(in study: Study) -> RecordedGain.Source {
        switch self {
        case .pairs, .apart: .confirmed
        case .maximum: study.evaluator.deterministic ? .stored : .paired
        case .none: .paired
        }
    }

    /// Why there can be no claim, to follow "no claim: "; `nil` where there can be one.
    package var obstacle: String? {
        guard case .none(let split, let obstacle) = self else { return nil }
        return switch obstacle {
        case .madeFrom: "candidates are made from the \(split.rawValue) examples and accepted by them"
        case .accepted: "the \(split.rawValue) examples decide which candidates are accepted"
        case .choseParents: "the \(split.rawValue) examples decide what is proposed from"
        case .wasTold: "whoever proposes is told of the \(split.rawValue) examples"
        case .judgedAnew: "the evaluator changed since the first of the \(split.rawValue) scores"
        case .steered: "a person who sees the \(split.rawValue) scores had a say in where the search went on"
        }
    }
}

extension Study {
    /// The split that the winner is selected by, as far as one does that.
    func closingSplit(_ examples: StudyExamples) -> Split {
        search.select == .validation && !examples.validation.isEmpty ? .validation : .train
    }

    /// Whether validation selects the winner, and neither accepts a candidate nor is told to a proposer.
    var keepsValidationFromParents: Bool {
        let accepts = search.accept.on != .train && (search.accept.rule.comparesScores || search.round > 1)
        return search.select == .validation && !accepts
    }
}
