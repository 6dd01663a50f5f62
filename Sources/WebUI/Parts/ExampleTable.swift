import StudyModel
import Text

/// Which examples a candidate won against the base, and which it lost: what the template `examples` shows.
struct ExampleTable: Hashable, Sendable {
    let exampleWords: String
    let exampleCaption: String
    let exampleRows: [Row]
    let exampleLimit: String?

    struct Row: Hashable, Sendable {
        let id: String
        let base: String
        let candidate: String
        let gain: String
        let result: String
        let look: String
    }

    private static let mostRows = 200

    /// The examples of one split that both ran.
    struct Part: Hashable, Sendable {
        /// `nil` where they are of several.
        let split: Split?
        let pairs: [ExampleRow]

        /// By the statistic that scores go by; empty where the two have no example in common.
        init(_ split: Split?, base: Evaluation, candidate: Evaluation, of study: Study) {
            let statistic = study.evaluator.measure.statistic
            let values = [base, candidate].map {
                Measurements($0, objective: study.objective).values(byExample: statistic)
            }
            self.split = split
            pairs = values[1].compactMap { id, value in
                values[0][id].map {
                    ExampleRow(example: id, value: value, other: $0, objective: study.objective)
                }
            }
        }

        var words: String {
            let (won, lost) = (pairs.count { $0.gain > 0 }, pairs.count { $0.gain < 0 })
            let kind = split.map { $0.rawValue + " " } ?? ""
            return
                "Of \(pairs.count) \(kind)\(pairs.count == 1 ? "example" : "examples") that both were tried on, it won \(won) and lost \(lost); "
                + "\(pairs.count - won - lost) are the same. "
        }
    }

    /// Returns `nil` where one evaluator did not measure both, or they have no example in common.
    init?(base: StepRecord, candidate: StepRecord, in view: RunView) {
        let study = view.record.study
        let splits: [Split?] =
            study.search.select == .validation ? [.validation, .train, nil] : [.train, .validation, nil]
        let parts = splits.compactMap { split -> Part? in
            guard let own = candidate.evaluation(on: split),
                let old = base.evaluation(on: split, alike: candidate)
            else { return nil }
            return Part(split, base: old, candidate: own, of: study)
        }
        self.init(parts, statistic: study.evaluator.measure.statistic)
    }

    /// Counts each split on its own: what selects says something else than what candidates are made from.
    init?(_ parts: [Part], statistic: MeasureSettings.Statistic) {
        let parts = parts.filter { !$0.pairs.isEmpty }
        guard !parts.isEmpty else { return nil }
        let pairs = parts.flatMap(\.pairs)
        let ordered = pairs.sorted { (abs($1.gain), $0.example) < (abs($0.gain), $1.example) }
        exampleWords =
            parts.map(\.words).joined()
            + "Over repeats these are by `\(statistic.rawValue)`, as the scores are, without a test of each."
        exampleCaption = "The examples by how much they changed, most first"
        exampleRows = ordered.prefix(Self.mostRows).map { pair in
            Row(
                id: pair.example, base: Figures.value(pair.other), candidate: Figures.value(pair.value),
                gain: (pair.gain > 0 ? "+" : "") + Figures.value(pair.gain),
                result: pair.gain > 0 ? "won" : pair.gain < 0 ? "lost" : "same",
                look: pair.gain > 0 ? "won" : pair.gain < 0 ? "lost" : "")
        }
        let rest = pairs.count - exampleRows.count
        exampleLimit = rest > 0 ? "\(rest) more examples changed less." : nil
    }
}

extension StepRecord {
    /// What was measured of the candidate on one split, as far as the evaluator did that gave another step's figures.
    fileprivate func evaluation(on split: Split?, alike other: StepRecord? = nil) -> Evaluation? {
        var part = self
        part.evaluations.removeAll { $0.sample.split != split }
        return other.map(part.evaluation(alike:)) ?? part.evaluation
    }
}
