import StudyModel

/// What the base's numbers alone would have gained: they are tuned, and nothing else is changed.
///
/// Much of what a search gains may be constants that a method of optimization finds as well (arXiv 2605.20086, which tunes the program that a search began
/// with). So the base is tuned when the search has ended, each try beside it on the examples of train, and the best of them is measured once more, from
/// clean slots, since it was picked for its luck as well.
struct TuningCeiling {
    let record: RunRecord
    let examples: [Example]
    let store: any RunStore
    let tuner: any Proposer
    let evaluator: any Evaluator
    let desk: Desk

    private var study: Study { record.study }

    private var trial: LandingTrial { LandingTrial(record, examples: examples, evaluator: evaluator) }

    /// Tunes by so many runs of the evaluator's command at most, its last comparison among them; nothing is claimed of what comes of it.
    ///
    /// - Parameters:
    ///   - steps: how many the run had, which tell this from a later time.
    ///   - base: what is recorded of the base.
    /// - Returns: the comparison with the base, without a gain where nothing was better, and the change.
    func find(trials most: Int, after steps: Int, base: Evaluation?) async throws -> (
        CompareRecord, diff: String?
    ) {
        var tries: [EditTry] = []
        var measured: [RecordedEvaluation] = []
        var best: (try: Try, gain: Double)?
        let perTry = (study.repeats + study.evaluator.warmup) * (study.evaluator.deterministic ? 1 : 2)
        // What never comes to a run, such as what does not build, ends too.
        while measured.commandRuns + perTry + trial.commandRuns <= most, tries.count < most {
            let step = StepID(number: steps, writer: desk.writer)
            let name = "ceiling.\(steps).\(tries.count)"
            guard let next = try await propose(after: tries, at: step) else { break }
            let evaluations = try await measure(next.subject, named: name, of: step)
            measured += evaluations
            let gain = gain(in: evaluations, over: base)
            tries.append(EditTry(edit: next.edit, gain: gain))
            if let gain, gain > best?.gain ?? 0 { best = (next, gain) }
        }
        return try await compare(best?.try, after: steps, measured: measured)
    }

    /// Other values of the base's numbers.
    private struct Try {
        let edit: String
        let numbers: [NumberChange]
        let subject: Subject
    }

    /// The next values, of which the run has no candidate yet; `nil` where there are none.
    private func propose(after tries: [EditTry], at step: StepID) async throws -> Try? {
        let base = try await store.artifact(at: record.base)
        let seed = { (number: Int) in record.seed(for: step, purpose: "ceiling \(number)") }
        var request = ProposalRequest(
            step: step, parents: Parents(record.base), instructions: "", evidence: Evidence(markdown: ""),
            artifact: base, seed: seed(tries.count), edits: [:], tries: tries)
        request.ahead = tries.indices.map(seed)
        let proposal = try await tuner.propose(request)
        guard !proposal.changes.isEmpty, let edit = proposal.edit,
            case .candidate(let commit, let tree) = try await store.draft(
                proposal, on: Parents(record.base), step: step, proposer: "tune")
        else { return nil }
        return Try(edit: edit, numbers: proposal.numbers, subject: Subject(commit: commit, tree: tree))
    }

    private func measure(_ subject: Subject, named name: String, of step: StepID) async throws
        -> [RecordedEvaluation]
    {
        let base = study.evaluator.deterministic ? [] : [Subject(commit: record.base, tree: record.baseTree)]
        let seed =
            study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : record.seed(for: step, purpose: name)
        return try await desk.judge.evaluator.evaluate(
            Sitting(
                candidates: base + [subject], examples: desk.examples.train, repeats: study.repeats,
                seed: seed),
            named: name, of: step)
    }

    /// How much better than the base, which ran beside it or has its figures already.
    private func gain(in evaluations: [RecordedEvaluation], over base: Evaluation?) -> Double? {
        guard let own = evaluations.last?.evaluation, own.outcome == .scored,
            study.constraints.allSatisfy({ $0.complaint(about: own) == nil }),
            let other = study.evaluator.deterministic ? base : evaluations.first?.evaluation
        else { return nil }
        return Comparer(study: study, clusters: desk.examples.clusters, seed: study.seed).compare(
            own, with: other, paired: !study.evaluator.deterministic,
            interval: .oneSided)?.gain
    }

    private func compare(_ best: Try?, after steps: Int, measured: [RecordedEvaluation]) async throws
        -> (CompareRecord, diff: String?)
    {
        guard let best else {
            return (
                CompareRecord(
                    purpose: .ceiling, confirmed: false, evaluations: measured, gains: [], recordedAt: 0), nil
            )
        }
        var compared = try await trial.run(
            best.subject, over: Subject(commit: record.base, tree: record.baseTree), id: "ceiling.\(steps)")
        compared.purpose = .ceiling
        compared.numbers = best.numbers
        compared.evaluations = measured + compared.evaluations
        return (compared, try await store.diff(from: record.base, to: best.subject.commit))
    }
}
