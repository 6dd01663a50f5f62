import StudyModel
import Text

/// Writes what a proposer is shown at one step: scores, the parent's trials on the step's minibatch, earlier attempts.
///
/// Only steps that the lineage knows enter. What the proposer is asked for is not part of it: those are the instructions.
struct EvidenceBuilder {
    let store: any RunStore
    let study: Study
    let examples: StudyExamples

    private var settings: EvidenceSettings { study.evidence }

    /// Returns the evidence for a step that changes this parent, or what was made from it and failed, from what its lineage remembers.
    ///
    /// - Parameter history: what the proposer can read by itself: the evidence is then an index to it.
    func evidence(
        for step: StepID, of turn: Turn, parent: KnownParent, mending: StepSummary?, memory: Memory,
        view: RunView, history: (any RunHistory)? = nil
    ) async throws -> Evidence {
        let scores = try await ScoresTold(
            of: view, parent: parent, best: memory.best, minibatch: examples.minibatch(for: step),
            train: examples.train, store: store)
        let heading = EvidenceHeading(
            study: study, view: view, memory: memory, scores: scores, mends: mending != nil)
        var pieces = [EvidencePiece(.heading(heading.text))]
        if let reviews = ReviewText(view: view, memory: memory).text {
            pieces.append(EvidencePiece(.heading(reviews)))
        }
        let attempts = AttemptText(store: store, view: view)
        if let mending {
            pieces.append(EvidencePiece(.heading(Self.mending + (try await attempts.text(of: mending)))))
        }
        pieces += try await trials(at: step, of: parent, seed: view.record.seed(for: step, purpose: "trials"))
        for other in turn.parents.others.compactMap(view.step(of:)) where other.step.number > 0 {
            let text = "## Another parent\n\nStep \(other.step.number). "
            pieces.append(EvidencePiece(.heading(text + (try await attempts.text(of: other)))))
        }
        if let history {
            let index = HistoryIndex(candidates: history.candidates, run: view.record.run)
            pieces.append(EvidencePiece(.heading(index.text)))
        }
        if study.proposer.kind.readsEvidence {
            let full = memory.recent + [mending?.candidate.flatMap(view.index)].compactMap { $0 }
            let shown = history == nil ? Set(full) : []
            let told = view.steps.enumerated().filter { index, step in
                step.step.number > 0 && step.outcome != .unmeasured && !shown.contains(index)
                    && memory.mayTell(of: step, at: index)
            }
            let ledger = AttemptLedger(attempts: attempts, steps: told.map(\.element), limit: settings.limit)
            if let text = ledger.text { pieces.append(EvidencePiece(.heading(text))) }
            if history != nil {
                return Evidence(markdown: EvidenceLimit(tokens: settings.limit).text(of: pieces))
            }
            for other in turn.inspirations.compactMap(view.step(of:)) where other.step.number > 0 {
                pieces.append(EvidencePiece(.inspiration(try await attempts.inspiration(other))))
            }
        }
        if let best = pinned(memory, parent: parent.subject.commit, view: view) {
            let text =
                "## The best so far\n\nStep \(best.step.number). " + (try await attempts.text(of: best))
            pieces.append(EvidencePiece(.best(text)))
        }
        let recent = memory.recent.map { view.steps[$0] }.filter { $0.step != mending?.step }
        pieces += try await self.attempts(recent, as: attempts)
        return Evidence(markdown: EvidenceLimit(tokens: settings.limit).text(of: pieces))
    }

    private static let mending = """
        ## To be mended

        The files that you are given are those of this attempt, which failed. Mend them: what comes of it is compared with the parent that it was made from.


        """

    /// The attempts, oldest first; those that cannot fit beside the ones after them are not read.
    private func attempts(_ steps: [StepSummary], as texts: AttemptText) async throws
        -> [EvidencePiece]
    {
        var room = settings.limit.map { 4 * $0 } ?? .max
        var pieces: [EvidencePiece] = []
        for step in steps.reversed() {
            var text: String?
            if room > 0 {
                text = "## Attempt of step \(step.step.number)\n\n" + (try await texts.text(of: step))
                room -= text?.utf8.count ?? 0
            }
            pieces.append(EvidencePiece(.attempt(step: step.step.number, line: texts.line(of: step), text)))
        }
        return pieces.reversed()
    }

    /// The step of the best, where it is told nowhere else.
    private func pinned(_ memory: Memory, parent: CommitID, view: RunView) -> StepSummary? {
        guard let best = memory.best, best != parent, let index = view.index(of: best),
            view.steps[index].step.number > 0, !memory.recent.contains(index)
        else { return nil }
        return view.steps[index]
    }

    // MARK: - The parent's trials

    private func trials(at step: StepID, of parent: KnownParent, seed: UInt64) async throws -> [EvidencePiece]
    {
        guard let evaluation = parent.current else { return [] }
        let errors = errors(evaluation)
        let trials = evaluation.trialsByExample
        let minibatch = examples.minibatch(for: step)
        guard !minibatch.isEmpty else {
            guard evaluation.outcome == .scored,
                let whole = ShownTrial(nil, repeats: trials[nil] ?? [], study: study)
            else { return errors }
            return try await section([whole], of: 1, of: parent, evaluation)
        }
        let isRun = minibatch.allSatisfy { trials[$0.id] != nil }
        let known = isRun ? minibatch : examples.train.filter { trials[$0.id] != nil }
        let all = settings.template.shown(known, at: step).compactMap {
            ShownTrial($0, repeats: trials[$0.id] ?? [], study: study)
        }
        let shown = TrialSelection(settings.trials, objective: study.objective).shown(all, seed: seed)
        return errors + (try await section(shown, of: all.count, of: parent, evaluation))
    }

    /// Why the parent has no score, in the evaluator's words.
    private func errors(_ evaluation: Evaluation) -> [EvidencePiece] {
        guard evaluation.outcome != .scored, settings.show.contains(.feedback) else { return [] }
        let title = "## Errors of the parent"
        return [EvidencePiece(.feedback(title: title, evaluation.feedback))]
    }

    private func section(
        _ shown: [ShownTrial], of all: Int, of parent: KnownParent, _ evaluation: Evaluation
    ) async throws -> [EvidencePiece] {
        let texts = TrialText(study: study)
        var pieces: [EvidencePiece] = []
        for (index, trial) in shown.enumerated() {
            let feedback = trial.example == nil ? evaluation.feedback : trial.trial.feedback
            let own = texts.pieces(
                trial, feedback: feedback, trace: try await trace(of: trial.trial, in: parent))
            let identity = trial.example.map { "ID [\(index + 1)]: \(Markdown.code($0.id))" }
            if settings.template == .batch, let identity {
                pieces.append(EvidencePiece(.heading("### \(identity)")))
            } else if let identity {
                pieces.append(EvidencePiece(.heading(identity)))
            }
            pieces += own
            for piece in pieces.indices.suffix(own.count + (identity == nil ? 0 : 1)) {
                pieces[piece].trial = trial.example == nil ? nil : index + 1
            }
        }
        guard !pieces.isEmpty else { return [] }
        return [EvidencePiece(.heading(title(shown, of: all)))] + pieces
    }

    private func title(_ shown: [ShownTrial], of all: Int) -> String {
        guard settings.template == .batch, shown.first?.example != nil else {
            return "## Trial of the parent"
        }
        let part =
            shown.count == all
            ? "" : " Shown are \(shown.count) of them: \(settings.trials.prefer.words)."
        return
            "## Trials of the parent\n\nA change counts by how it does on all of these \(all) examples.\(part)"
    }

    private func trace(of trial: Trial, in parent: KnownParent) async throws -> TraceText? {
        guard settings.show.contains(.trace), let path = trial.trace else { return nil }
        let file: Attachment?
        if let fresh = parent.fresh {
            file = fresh.attachments.first { $0.path == path }
        } else if let step = parent.step {
            file = try await store.attachment(path, of: step)
        } else {
            file = nil
        }
        return file.map {
            TraceText(
                $0.bytes, extent: trial.traceExtent, horizon: settings.horizon,
                style: settings.template == .episodic ? .chain : .lines)
        }
    }
}
