import StudyModel

/// What came of judging one candidate.
struct Judgment {
    let candidate: CommitID
    /// What was measured of the candidate, and of its parent beside it, in the order of the sittings.
    var evaluations: [RecordedEvaluation]
    var ruling: Ruling

    /// All that was measured of the candidate: figures and words are those of the first sitting, which are the evidence's.
    var evaluation: Evaluation {
        evaluations.joined(of: candidate) ?? Evaluation(outcome: .invalid, reason: "nothing was measured")
    }

    /// How many sittings it took.
    var sittings: Int { Set(evaluations.compactMap(\.sample.sitting)).count }

    /// The gain over the parent, where there is one to be told.
    func gains(over parent: CommitID, in study: Study) -> [RecordedGain] {
        guard let comparison = ruling.comparison else { return [] }
        let isReported = evaluations.figures(of: candidate).contains { $0.source == .reported }
        let source: RecordedGain.Source =
            ruling.sitting != nil ? .paired : isReported ? .reported : .stored
        return [
            RecordedGain(
                comparison, of: candidate, over: parent, in: study, source: source, sitting: ruling.sitting)
        ]
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
        Ruling(verdict, why: "on \(split.rawValue): \(why)", comparison: comparison, sitting: sitting)
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
