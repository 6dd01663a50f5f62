import StudyModel
import Text

/// The scores of the base, the parent and the best so far on one sample, so that a proposer may set them side by side.
///
/// All of train where that is known of all three; else this step's minibatch, by the trials that are recorded of each.
struct ScoresTold {
    /// What they are of, as a line; `nil` where the study has no examples.
    let sample: String?
    let baseline: String
    let parent: String
    /// `nil` where it is not known which that is.
    let best: String?
    /// What stages go by: the parent's own figure on all of that, or what is known best where that is a minibatch; `nil` where there is none.
    let stageScore: Double?
    /// A line for each further objective, where it is known on what these are of.
    private let others: [String]

    /// - Parameter minibatch: the step's examples; empty where the study has none.
    init(
        of view: RunView, parent: KnownParent, best: CommitID?, minibatch: [Example], train: [Example],
        store: any RunStore
    ) async throws {
        let base = view.baseline
        let own = view.step(of: parent.subject.commit)
        let top = best.flatMap(view.step(of:))
        let steps = [base, own, top]
        let whole = steps.map { minibatch.isEmpty ? $0?.score : $0?.score(on: .train) }
            .map { $0.map(view.isOutdated) == true ? nil : $0 }
        var known = whole.map { $0?.value }
        var outcome = own?.outcome
        let isOfAll = minibatch.isEmpty || zip(steps, whole).allSatisfy { $0?.score == nil || $1 != nil }
        // Where runs are noisy a machine that drifts sets figures of different steps apart, so gains stand beside them.
        let isNoisy = minibatch.isEmpty && !view.record.study.evaluator.deterministic
        if minibatch.isEmpty {
            sample = isNoisy ? "Each as its own step measured it; a gain is of runs that were compared:" : nil
            known[1] = parent.fresh?.score(view.objective) ?? known[1]
        } else if isOfAll {
            sample = "On all \(train.count) examples of train:"
        } else {
            let trials = RecordedScores(view, store: store, examples: minibatch)
            let fresh = parent.current.flatMap(trials.score)
            known = [
                try await trials.score(of: base), fresh,
                best == parent.subject.commit ? fresh : try await trials.score(of: top),
            ]
            outcome = parent.current?.outcome ?? outcome
            let count = minibatch.count == 1 ? "the one example" : "the \(minibatch.count) examples"
            sample = "On \(count) of this step's minibatch:"
        }
        let notRun = minibatch.isEmpty ? "judged by another evaluator alone" : "not run on them"
        func words(_ value: Double?, _ outcome: Outcome?, of step: StepSummary?) -> String {
            value.map { "\(Figure($0))" + (step?.isReported == true ? " (reported and not measured)" : "") }
                ?? (outcome == .scored ? notRun : outcome?.rawValue ?? "not evaluated")
        }
        func gain(of step: StepSummary?) -> String {
            guard isNoisy, let step, step.step != base?.step, let gain = view.gainOverBase(step) else {
                return ""
            }
            return " (\(gain.short(over: "the base")))"
        }
        baseline = words(known[0], base?.outcome, of: base)
        self.parent = words(known[1], outcome, of: parent.fresh == nil ? own : nil) + gain(of: own)
        self.best = best.map {
            words(known[2], $0 == parent.subject.commit ? outcome : top?.outcome, of: top) + gain(of: top)
        }
        stageScore =
            isOfAll
            ? known[1]
            : try await StageScore(view: view, store: store, examples: train).value(of: parent)
        others = view.record.study.otherObjectives.enumerated().compactMap { place, objective in
            let figures = steps.map { step in
                let figures = step?.figures(by: place + 1)
                return minibatch.isEmpty ? figures?.scores.first : figures?.score(on: .train)
            }
            guard isOfAll, let first = figures[0], let second = figures[1] else { return nil }
            let last = best == nil ? nil : figures[2].map { ", best so far \(Figure($0.value))" }
            return "- \(Markdown.code(objective.metric)): baseline \(Figure(first.value)), "
                + "parent \(Figure(second.value))\(last ?? "")"
        }
    }

    /// The lines of the evidence.
    ///
    /// - Parameter isParent: whether it is the parent that is changed.
    func text(changed isParent: Bool) -> String {
        (sample.map { $0 + "\n\n" } ?? "") + """
            - Baseline: \(baseline)
            - Parent\(isParent ? ", which you change" : ""): \(parent)
            """ + (best.map { "\n- Best so far: \($0)" } ?? "")
            + others.map { "\n" + $0 }.joined()
    }
}

/// Reads what candidates scored on some examples from the trials of their own steps.
private struct RecordedScores {
    private let study: Study
    private let view: RunView
    private let store: any RunStore
    private let examples: [Example]

    init(_ view: RunView, store: any RunStore, examples: [Example]) {
        study = view.record.study
        self.view = view
        self.store = store
        self.examples = examples
    }

    func score(of step: StepSummary?) async throws -> Double? {
        guard let step, let known = step.score, !view.isOutdated(known) else { return nil }
        return try await store.record(of: step.step)?.evaluation.flatMap(score)
    }

    /// The objective over the examples; `nil` where one was not run.
    func score(_ evaluation: Evaluation) -> Double? {
        let measured = Measurements(
            evaluation, objective: study.objective, examples: Set(examples.map(\.id)))
        return measured.examples.count == examples.count
            ? measured.score(study.evaluator.measure.statistic) : nil
    }
}
