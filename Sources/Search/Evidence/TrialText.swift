import StudyModel
import Text

/// Tells of trials of the parent: what each was given, what it gave, how it did, and what the evaluator said.
struct TrialText {
    let study: Study

    private var show: [EvidenceSettings.Part] { study.evidence.show }
    private var isEpisode: Bool { study.evidence.template == .episodic }

    /// The pieces of one trial; `feedback` is what was said of it, and `trace` its trace where it has one.
    func pieces(_ shown: ShownTrial, feedback: String?, trace: TraceText?) -> [EvidencePiece] {
        var pieces: [EvidencePiece] = []
        if let facts = facts(shown) { pieces.append(EvidencePiece(.heading(facts))) }
        if let example = shown.example { pieces += input(example) }
        if let output = shown.trial.output {
            pieces.append(EvidencePiece(.data(title: "Output:", output, language: "text")))
        }
        let words = feedback.flatMap { text in
            show.contains(.feedback) && text.contains { !$0.isWhitespace } ? text : nil
        }
        let traces = show.contains(.trace) ? trace.map { [EvidencePiece(.trace($0))] } ?? missing : []
        let title = isEpisode ? trace.map { "Feedback, after step \($0.lastStep):" } : nil
        let said = words.map { EvidencePiece(.feedback(title: title ?? "Feedback:", $0)) }
        // In an episode the feedback belongs to its last step.
        pieces += isEpisode ? traces + [said].compactMap { $0 } : [said].compactMap { $0 } + traces
        return pieces
    }

    private var missing: [EvidencePiece] {
        isEpisode ? [EvidencePiece(.heading("The evaluator recorded no trace of this trial."))] : []
    }

    /// The score, or why there is none, and the other metrics.
    private func facts(_ shown: ShownTrial) -> String? {
        var lines: [String] = []
        if shown.trial.outcome != .scored { lines.append("Outcome: \(shown.trial.outcome.rawValue)") }
        if show.contains(.score), shown.trial.outcome == .scored {
            let many = shown.repeats > 1
            let how = " (\(study.evaluator.measure.statistic.rawValue) of \(shown.repeats) repeats)"
            lines += shown.score.map { ["Score: \(Figure($0))\(many ? how : "")"] } ?? []
            let others = shown.trial.metrics.filter { $0.key != study.objective.metric }
            lines += others.sorted { $0.key < $1.key }.map {
                "\(Markdown.code($0.key)): \(Figure($0.value))"
                    + (many ? " in repeat \(shown.trial.repetition + 1)" : "")
            }
        }
        if shown.repeats > 1, shown.trial.output != nil || show.contains(.trace) && shown.trial.trace != nil {
            lines.append("What follows is of repeat \(shown.trial.repetition + 1) of \(shown.repeats).")
        }
        return lines.isEmpty ? nil : lines.map { "- " + $0 }.joined(separator: "\n")
    }

    private func input(_ example: Example) -> [EvidencePiece] {
        let field = study.examples?.expected
        let object = JSONFields(example.json.utf8)
        // A line that cannot be taken apart might show its answer.
        guard object != nil || field == nil else { return [] }
        let json = object?.text(without: field) ?? example.json
        var pieces = [EvidencePiece(.data(title: "Input:", json, language: "json"))]
        if show.contains(.expected), let field, let answer = object?[field] {
            pieces.append(EvidencePiece(.data(title: "Expected:", answer, language: "json")))
        }
        return pieces
    }
}
