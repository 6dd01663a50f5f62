/// What an earlier event of this clone, in whatever run, measured of a tree.
package struct EarlierEvaluation: Hashable, Sendable {
    /// The journal commit that holds it.
    package let event: CommitID
    /// With its trials, and all traces that they name.
    package let recorded: RecordedEvaluation
    /// The identity of the sweep that the event's run is of, where the event is its base's; `nil` for any other.
    package var sweepOfBase: CommitID?

    package init(event: CommitID, _ recorded: RecordedEvaluation) {
        self.event = event
        self.recorded = recorded
    }
}

extension RunRecord {
    /// Whether its steps are remembered as ones that figures can be taken from: any step's where figures come again, else the base's of a sweep.
    package func isRemembered(_ step: StepID) -> Bool {
        evaluator.isWhole && (study.takesEarlierFigures || sweepOfBase(at: step) != nil)
    }

    /// The identity of the sweep whose runs share a step's figures; `nil` where none do.
    ///
    /// A base is one thing to all cells, which are compared by how far each comes from it with the same seed. So it is measured once for each seed, with a chance of its
    /// own, and that chance is no difference between cells. Times are never shared: one that was taken at another hour is another figure.
    package func sweepOfBase(at step: StepID) -> CommitID? {
        let shares = !study.isOfNoisyRuns && study.evaluator.cache && study.evaluator.missing == .reject
        return shares && step.number == 0 ? sweep?.root : nil
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
            && sandbox.devices.isEmpty
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
