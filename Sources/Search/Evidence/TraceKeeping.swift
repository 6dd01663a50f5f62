import StudyModel

/// What of an evaluation's traces the journal keeps: with `store.traces: evidence` what evidence can show, that is the credit horizon's steps of
/// the trials that stand for their repeats; with `all` everything.
struct TraceKeeping {
    let study: Study

    /// Returns the evaluation with the traces that are kept; those of other splits than train are never shown.
    func kept(_ evaluation: Evaluation, of split: Split) -> Evaluation {
        guard study.store.traces == .evidence else { return evaluation }
        var kept = evaluation
        let shows = split == .train && study.evidence.show.contains(.trace)
        let paths = shows ? Set(shownTraces(evaluation)) : []
        let traces = evaluation.attachments.filter { paths.contains($0.path) }
        kept.attachments.removeAll { $0.path.hasPrefix("traces/") }
        let known = Dictionary(evaluation.trials.map { ($0.trace, $0.traceExtent) }) { first, _ in first }
        var extents: [String: TraceExtent] = [:]
        for trace in traces {
            let extent = known[trace.path] ?? nil
            let text = TraceText(
                trace.bytes, extent: extent, horizon: study.evidence.horizon, style: .lines)
            extents[trace.path] = text.keptExtent
            kept.attachments.append(Attachment(path: trace.path, bytes: text.keptBytes))
        }
        kept.trials = evaluation.trials.map { trial in
            var trial = trial
            guard let path = trial.trace else { return trial }
            trial.trace = paths.contains(path) ? path : nil
            trial.traceExtent = extents[path]
            return trial
        }
        return kept
    }

    private func shownTraces(_ evaluation: Evaluation) -> [String] {
        evaluation.trialsByExample.values.compactMap { repeats in
            ShownTrial(nil, repeats: repeats, study: study)?.trial.trace
        }
    }
}
