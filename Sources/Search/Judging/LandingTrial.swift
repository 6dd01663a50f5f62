import StudyModel

/// What a landing makes of a branch against the branch's head, in one sitting apart from any step.
///
/// Without examples the two run in pairs, enough for an interval at the usual confidences; with examples on those that the winner is selected by,
/// which chose the candidate: it is told what was gained on them, and nothing is confirmed.
package struct LandingTrial: Sendable {
    /// Enough pairs for the signed-rank test to bound a gain from both sides: 2/64 is below one in twenty.
    private static let leastPairs = 6

    private let record: RunRecord
    private let examples: StudyExamples
    private let evaluator: any Evaluator

    package init(_ record: RunRecord, examples: [Example], evaluator: any Evaluator) {
        self.record = record
        self.examples = StudyExamples(examples, study: record.study)
        self.evaluator = evaluator
    }

    private var study: Study { record.study }

    /// The split that the winner was selected by.
    private var subset: (split: Split, examples: [Example]) {
        study.search.select == .validation && !examples.validation.isEmpty
            ? (.validation, examples.validation) : (.train, examples.train)
    }

    /// Why what is measured bears no claim; `nil` of pairs that selected nothing.
    private var obstacle: String? {
        subset.examples.isEmpty ? nil : "the \(subset.split.rawValue) examples selected what lands"
    }

    private var repeats: Int {
        study.evaluator.deterministic || !subset.examples.isEmpty
            ? study.repeats : max(study.repeats, Self.leastPairs)
    }

    /// Runs of the evaluator's command that it takes.
    var commandRuns: Int { 2 * (repeats + study.evaluator.warmup) }

    /// Runs both; a head that has no score leaves what lands without a gain, and no worse for it.
    ///
    /// - Parameter id: tells this landing from others of the run.
    package func run(_ landing: Subject, over head: Subject, id: String) async throws -> CompareRecord {
        let name = "land.\(id)"
        let seed =
            study.evaluator.deterministic
            ? Seeds.derive(study.seed, "trials") : Seeds.derive(study.seed, "landing trials", id)
        func sitting(_ subjects: [Subject]) -> Sitting {
            Sitting(
                candidates: subjects, split: subset.split, examples: subset.examples, repeats: repeats,
                seed: seed, slots: .clean)
        }
        var both = sitting([head, landing])
        var found = try await evaluator.evaluate(both)
        if found.last?.outcome == .unmeasured {
            both = sitting([landing])
            found = try await evaluator.evaluate(both)
        }
        let evaluations = try record.evaluations(
            found, of: both, named: name, all: examples.count(of: subset.split))
        return CompareRecord(
            purpose: .landing, confirmed: false, obstacle: obstacle, evaluations: evaluations,
            gains: study.objectives.compactMap {
                gain(found, landing, over: head, by: study.alone(with: $0), sitting: name, seed)
            },
            recordedAt: 0)
    }

    private func gain(
        _ found: [Evaluation], _ landing: Subject, over head: Subject, by study: Study, sitting: String,
        _ seed: UInt64
    ) -> RecordedGain? {
        guard found.count == 2, found.allSatisfy({ $0.outcome == .scored }) else { return nil }
        let comparison = Comparer(study: study, clusters: examples.clusters, seed: seed).compare(
            found[1], with: found[0], paired: true,
            interval: .twoSided(confidence: study.search.accept.confidence))
        return comparison.map {
            RecordedGain(
                obstacle == nil ? $0 : $0.withoutClaim, of: landing.commit, over: head.commit, in: study,
                source: .paired, sitting: sitting)
        }
    }
}
