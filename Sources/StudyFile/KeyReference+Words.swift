import StudyModel
import Text

extension KeyReference {
    /// What a study holds for the key, as people read it; `nil` for groups and for longer ways to write a key.
    package func words(in study: Study) -> String? { content.map { Self.words($0(study).base) } }

    private static func words(_ value: Any) -> String {
        switch value {
        case let text as String: text.isEmpty ? "none" : text
        case let number as Double: Figures.value(number)
        case let duration as Duration: words(duration)
        case let word as any RawRepresentable<String>: word.rawValue
        case let command as TimedCommand: command.run.description
        case let input as EvaluatorInput: "\(input.from) as \(input.to)"
        case let limit as Constraint:
            "\(limit.metric) \(limit.relation.rawValue) \(Figures.value(limit.limit))"
        case let stage as FeedbackStage: words(stage)
        case let keep as KeepSettings: "\(words(keep.paths)) (\(keep.policy.rawValue))"
        case let gain as Gain: words(gain)
        case let share as SplitSettings.Share: words(share)
        case let results as ResultSource: words(results)
        case let items as [Any]: items.isEmpty ? "none" : items.map(words).joined(separator: ", ")
        default: wordsOfOptional(value)
        }
    }

    /// A value that may be absent, whatever it is.
    private static func wordsOfOptional(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return "\(value)" }
        return mirror.children.first.map { words($0.value) } ?? "none"
    }

    private static func words(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if duration.components.attoseconds != 0 {
            return Figures.value(duration / .seconds(1)) + "s"
        }
        if seconds >= 3600, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        return seconds >= 60 && seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }

    private static func words(_ stage: FeedbackStage) -> String {
        (stage.below.map { "below \(Figures.value($0)): " } ?? "") + stage.say
    }

    private static func words(_ gain: Gain) -> String {
        switch gain {
        case .relative(let share): Figures.value(share * 100) + "%"
        case .absolute(let amount): Figures.value(amount)
        }
    }

    private static func words(_ share: SplitSettings.Share) -> String {
        switch share {
        case .count(let count): "\(count)"
        case .fraction(let part): Figures.value(part * 100) + "%"
        case .rest: "rest"
        }
    }

    private static func words(_ results: ResultSource) -> String {
        switch results {
        case .regex(let pattern): "regex: \(pattern)"
        case .googleBenchmark: "google-benchmark"
        case .pytestBenchmark: "pytest-benchmark"
        default: "\(results)"
        }
    }
}
