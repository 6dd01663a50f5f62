/// What an earlier event of this clone, in whatever run, measured of a tree.
package struct EarlierEvaluation: Hashable, Sendable {
    /// The journal commit that holds it.
    package let event: CommitID
    /// With its trials, and all traces that they name.
    package let recorded: RecordedEvaluation

    package init(event: CommitID, _ recorded: RecordedEvaluation) {
        self.event = event
        self.recorded = recorded
    }
}

extension Study {
    /// Whether figures may be taken from what was measured earlier, once they were found to come again.
    ///
    /// Not where a command is given what the evaluator's identity does not hold, nor where the worst of a sitting stands in for a result.
    package var takesEarlierFigures: Bool {
        let sandbox = evaluator.sandbox
        let isClosed =
            evaluator.secrets.isEmpty && !sandbox.network && sandbox.read.isEmpty && sandbox.write.isEmpty
        return evaluator.cache && evaluator.deterministic && evaluator.missing == .reject && isClosed
    }
}

extension StepRecord {
    /// Where the step's files have the parent's, measured before anything was proposed.
    package static let parentFolder = "parent/"

    /// Where the step's files have those of one of its evaluations; `nil` where they are not kept.
    package func folder(of evaluation: RecordedEvaluation) -> String? {
        if evaluation.of == candidate {
            let split = evaluation.sample.split ?? .train
            return split == .train ? "" : split.rawValue + "/"
        }
        return evaluation.sample.sitting == "\(step.number).0" ? Self.parentFolder : nil
    }

    /// Its evaluations that later ones can be taken from, each with all traces that its trials name.
    ///
    /// - Parameter file: reads a file of the step; `nil` where there is none.
    package func reusable(
        from event: CommitID, by evaluator: EvaluatorIdentity, file: (String) throws -> [UInt8]?
    ) rethrows -> [EarlierEvaluation] {
        var found: [EarlierEvaluation] = []
        for var recorded in evaluations
        where recorded.source == .measured && recorded.evaluator == evaluator.id
            && recorded.evaluation.outcome == .scored
        {
            let paths = Set(recorded.evaluation.trials.compactMap(\.trace))
            recorded.evaluation.attachments = []
            for path in paths.sorted() {
                guard let folder = folder(of: recorded), let bytes = try file(folder + path) else { break }
                recorded.evaluation.attachments.append(Attachment(path: path, bytes: bytes))
            }
            if recorded.evaluation.attachments.count == paths.count {
                found.append(EarlierEvaluation(event: event, recorded))
            }
        }
        return found
    }
}
