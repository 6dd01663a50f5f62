import Statistics
import StudyModel

/// The winner against the base at the end of the loop, in interleaved pairs from clean slots.
///
/// Confirmed is a gain whose two-sided interval lies above zero in *fresh* pairs: the winner was picked for its luck as well as for its worth, so the figures
/// that made it win do not count here. Over examples there are none: those that select or accept are measured again, so what is gained on them is told
/// and confirms nothing. A run that goes on looks again at its end, and all its looks share the error of one (`ClosingLooks`).
struct Confirmation {
    let record: RunRecord
    let writer: WriterID
    let examples: StudyExamples
    /// Which closing comparison of the run this is, from 1, whoever won.
    let look: Int

    private var study: Study { record.study }

    /// How many pairs there will be, over all examples.
    var pairs: Int { repeats * max(1, subset.examples.count) }

    /// Enough repeats of every example to come to the pairs that the study asks for.
    private var repeats: Int {
        guard !study.evaluator.deterministic else { return 1 }
        let count = max(1, subset.examples.count)
        return max(1, (study.evaluator.measure.confirm + count - 1) / count)
    }

    /// The split that the winner was selected by.
    private var subset: (split: Split, examples: [Example]) {
        study.search.select == .validation && !examples.validation.isEmpty
            ? (.validation, examples.validation) : (.train, examples.train)
    }

    /// Runs the pairs; `steps` tells one confirmation of a run from a later one.
    func run(winner: Subject, after steps: Int, evaluator: PatientEvaluator) async throws -> CompareRecord {
        let sitting = sitting(winner, after: steps)
        let name = "end.\(steps)"
        let evaluations = try await evaluator.evaluate(
            sitting, named: name, of: StepID(number: steps, writer: writer),
            proven: Set(sitting.candidates.map(\.commit)))
        let comparison = compare(evaluations.map(\.evaluation), after: steps)
        let isFresh = comparison.map { $0.unit != .example } ?? false
        let bound = comparison.map { $0.p == nil ? $0.gain : $0.low ?? -.infinity } ?? -.infinity
        let gain = comparison.map {
            RecordedGain(
                $0, of: winner.commit, over: record.base, in: study, source: isFresh ? .confirmed : .paired,
                sitting: name, confidence: confidence, looks: look)
        }
        return CompareRecord(
            purpose: .confirmation, confirmed: isFresh && bound > 0, evaluations: evaluations,
            gains: gain.map { [$0] } ?? [], recordedAt: 0)
    }

    /// The level of this look's interval.
    private var confidence: Double {
        let total = (1 - study.search.accept.confidence) / 2
        return 1 - 2 * ClosingLooks.tail(ofLook: look, total: total)
    }

    /// The winner, which is the second, with the base; `nil` where one of them has no score.
    private func compare(_ evaluations: [Evaluation], after steps: Int) -> Comparison? {
        guard evaluations.allSatisfy({ $0.outcome == .scored }) else { return nil }
        let comparer = Comparer(study: study, seed: seed(after: steps, "confirmation test"))
        return comparer.compare(
            evaluations[1], with: evaluations[0], paired: true, interval: .twoSided(confidence: confidence))
    }

    private func sitting(_ winner: Subject, after steps: Int) -> Sitting {
        let seed =
            study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : seed(after: steps, "confirmation trials")
        return Sitting(
            candidates: [Subject(commit: record.base, tree: record.baseTree), winner], split: subset.split,
            examples: subset.examples, repeats: repeats, seed: seed, slots: .clean)
    }

    private func seed(after steps: Int, _ purpose: String) -> UInt64 {
        record.seed(for: StepID(number: steps, writer: writer), purpose: purpose)
    }
}
