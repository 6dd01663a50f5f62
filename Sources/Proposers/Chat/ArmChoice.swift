import Glibc
import LanguageModel
import StudyModel

/// Chooses the model of a step, and the form of edit that it is asked for where the study leaves that open, by what each brought for its cost.
///
/// The asymmetric bandit of ShinkaEvolve (Lange and others, arXiv 2509.19349): UCB1 (Auer, Cesa-Bianchi and Fischer, 2002) on what candidates gained over the better of parent and
/// base, as a share of the largest gain; a failure counts 0 and no less, older steps count less, and one step in five is drawn. What an arm gained is divided by what it costs beside the others. Until
/// something was gained, replies that gave a score count in its place. An arm without a step comes first.
struct ArmChoice {
    /// A model, by its place in the study, and a form.
    struct Arm: Hashable {
        let model: Int
        let form: ChatSettings.Edits
    }

    /// The share of steps that are drawn.
    private static let drawn = 0.2
    private static let exploration = 1.0
    /// No arm is taken for cheaper than this share of the others.
    private static let cheapest = 0.01

    private let settings: ChatSettings
    private let fitting: (ModelSettings) -> [ChatSettings.Edits]
    private let history: ArmHistory
    /// Choices of turns whose steps are not judged yet.
    private var pending: [Arm: Double] = [:]

    /// - Parameter fitting: the forms that a model can be asked for.
    init(
        _ settings: ChatSettings, history: ArmHistory,
        fitting: @escaping (ModelSettings) -> [ChatSettings.Edits]
    ) {
        self.settings = settings
        self.history = history
        self.fitting = fitting
    }

    /// Returns the arm of a step, after the choices of the turns before it in its round; `nil` where no model takes the files.
    mutating func arm(seed: UInt64, after ahead: [UInt64]) -> Arm? {
        for earlier in ahead {
            if let arm = arm(seed: earlier) { pending[arm, default: 0] += 1 }
        }
        return arm(seed: seed)
    }

    private func arm(seed: UInt64) -> Arm? {
        let arms = arms(seed: seed)
        guard arms.count > 1 else { return arms.first }
        var generator = SeededGenerator(seed: Seeds.derive(seed, "arm"))
        if generator.unit() < Self.drawn { return arms[generator.below(arms.count)] }
        let records = arms.map(record)
        if let unseen = records.firstIndex(where: { $0.steps == 0 }) { return arms[unseen] }
        let costs = costs(of: records)
        let all = max(1, records.reduce(0) { $0 + $1.steps })
        let values = zip(records, costs).map { record, cost in
            mean(of: record) / cost + Self.exploration * (log(all) / record.steps).squareRoot()
        }
        let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        return arms[best]
    }

    /// The arms that a step may choose from: of the models the one that the weights draw, where those decide.
    private func arms(seed: UInt64) -> [Arm] {
        let isWeighed = settings.choose == .weights
        let models =
            isWeighed ? [ModelChoice(settings.models).index(seed: seed)] : Array(settings.models.indices)
        return models.flatMap { model in
            fitting(settings.models[model]).map { Arm(model: model, form: $0) }
        }
    }

    private func record(of arm: Arm) -> ArmHistory.Record {
        let name = ArmHistory.Arm(model: settings.models[arm.model].name, form: arm.form.rawValue)
        var record = history.records[name] ?? ArmHistory.Record()
        record.steps += pending[arm] ?? 0
        return record
    }

    private func mean(of record: ArmHistory.Record) -> Double {
        (history.most > 0 ? record.gain / history.most : record.scored) / record.steps
    }

    /// What a step of each costs beside the others, 1 in the mean: money where any costs some, else tokens, else calls.
    private func costs(of records: [ArmHistory.Record]) -> [Double] {
        let known: [(ArmHistory.Record) -> Double] = [
            { $0.usage.cost }, { Double($0.usage.tokens) }, { Double($0.calls) },
        ]
        let means = known.map { cost in records.map { $0.count > 0 ? cost($0) / Double($0.count) : 0 } }
        guard let costs = means.first(where: { $0.contains { $0 > 0 } }) else {
            return records.map { _ in 1 }
        }
        let counted = costs.filter { $0 > 0 }
        let mean = counted.reduce(0, +) / Double(counted.count)
        return costs.map { max($0 / mean, Self.cheapest) }
    }
}
