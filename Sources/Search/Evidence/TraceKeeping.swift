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
        var extents: [String: TraceExtent] = [:]
        for trace in traces {
            let extent = evaluation.trials.first { $0.trace == trace.path }?.traceExtent
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
        var seen: Set<String?> = []
        return evaluation.trials.compactMap { trial in
            guard seen.insert(trial.example).inserted else { return nil }
            let example = trial.example.map { Example(id: $0, json: "{}", split: .train) }
            return ShownTrial(example, in: evaluation, study: study)?.trial.trace
        }
    }
}
