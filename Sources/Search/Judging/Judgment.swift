import StudyModel

/// What came of judging one candidate.
struct Judgment {
    let candidate: CommitID
    /// What was measured of the candidate, and of its parent beside it, in the order of the sittings.
    var evaluations: [RecordedEvaluation]
    var ruling: Ruling
    /// What it was compared with; `nil` for the base.
    var rival: CommitID?

    /// All that was measured of the candidate: figures and words are those of the first sitting, which are the evidence's.
    var evaluation: Evaluation {
        evaluations.joined(of: candidate) ?? Evaluation(outcome: .invalid, reason: "nothing was measured")
    }

    /// What the evaluator said of it, as far as proposers may be told: nothing that it said of validation's examples.
    var feedback: String? {
        let first = evaluations.figures(of: candidate).first
        return first?.source != .reported && first?.sample.split == .validation ? nil : evaluation.feedback
    }

    /// Whether none of its trials names its example.
    var isOfUnknownExamples: Bool {
        evaluation.outcome == .scored && evaluation.trials.allSatisfy { $0.example == nil }
    }

    /// How many sittings it took.
    var sittings: Int { Set(evaluations.compactMap(\.sample.sitting)).count }

    /// The gains over what it was compared with by each objective, where there are any to be told.
    func gains(in study: Study) -> [RecordedGain] {
        guard let rival else { return [] }
        return zip(study.objectives, ruling.comparisons).map { objective, found in
            var comparison = found
            let source = source(of: comparison, in: study)
            // Luck is in what accepted: more is read of it than is there, and no bound holds.
            if source == .atAcceptance { (comparison.low, comparison.high) = (nil, nil) }
            return RecordedGain(
                comparison, of: candidate, over: rival, in: study.alone(with: objective), source: source,
                sitting: ruling.sitting)
        }
    }

    private func source(of comparison: Comparison, in study: Study) -> RecordedGain.Source {
        guard ruling.sitting != nil else {
            return evaluations.figures(of: candidate).contains { $0.source == .reported }
                ? .reported : .stored
        }
        let isChosen = ruling.verdict == .accepted && study.search.accept.rule != .always
        return isChosen && comparison.unit == .pair ? .atAcceptance : .paired
    }
}

extension RecordedGain {
    /// - Parameters:
    ///   - sitting: that which measured both, if one did.
    ///   - confidence: of the interval; the study's where it is not told.
    ///   - looks: which look at such a comparison this is.
    init(
        _ comparison: Comparison, of candidate: CommitID, over other: CommitID, in study: Study,
        source: Source, sitting: String?, confidence: Double? = nil, looks: Int = 1
    ) {
        self.init(
            of: candidate, over: other, source: source, sitting: sitting, metric: study.objective.metric,
            comparison: comparison, confidence: confidence ?? study.search.accept.confidence, looks: looks,
            scale: study.objective.scale(of: comparison))
    }
}

extension Judgment {
    /// Adds what a further sitting, of a split, gave; its files are kept apart from those of the first.
    mutating func add(_ more: Judgment, as split: Split) {
        evaluations += more.evaluations.map { $0.filed(under: split) }
    }

    /// Adds what a program outside had said of the candidate: its words count beside those of the evaluator, its figures do not.
    mutating func add(reported told: RecordedEvaluation) {
        let words = told.evaluation.feedback
        if !words.isEmpty, let own = evaluations.firstIndex(where: { $0.of == candidate }) {
            let found = evaluations[own].evaluation.feedback
            evaluations[own].evaluation.feedback = found.isEmpty ? words : found + "\n\n" + words
        }
        evaluations.append(told)
    }
}

extension Ruling {
    func on(_ split: Split) -> Ruling {
        Ruling(verdict, why: "on \(split.rawValue): \(why)", comparisons: comparisons, sitting: sitting)
    }
}

extension RecordedEvaluation {
    /// Traces of train keep their names, which their examples give them.
    fileprivate func filed(under split: Split) -> RecordedEvaluation {
        var filed = self
        filed.evaluation.attachments = evaluation.attachments.map { file in
            let isTrace = split == .train && file.path.hasPrefix("traces/")
            return isTrace ? file : Attachment(path: "\(split.rawValue)/\(file.path)", bytes: file.bytes)
        }
        return filed
    }
}
