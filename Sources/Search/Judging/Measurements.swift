import Statistics
import StudyModel

/// The objective's values in an evaluation, by example and repetition.
struct Measurements {
    /// What was measured once.
    struct Place: Hashable {
        var example: String?
        var repetition: Int
    }

    /// In the order of the trials.
    private(set) var places: [Place] = []
    private(set) var values: [Place: Double] = [:]

    /// Takes the trials that gave a value; of `examples` alone, where it is given.
    init(_ evaluation: Evaluation, objective: Objective, examples: Set<String>? = nil) {
        for trial in evaluation.trials where trial.outcome == .scored {
            if let examples, trial.example.map(examples.contains) != true { continue }
            guard let value = trial.metrics[objective.metric] else { continue }
            let place = Place(example: trial.example, repetition: trial.repetition)
            if values.updateValue(value, forKey: place) == nil { places.append(place) }
        }
    }

    /// The same places with other values.
    func map(_ change: (Double) -> Double) -> Measurements {
        var changed = self
        changed.values = values.mapValues(change)
        return changed
    }

    /// The values of all places, in order.
    var all: [Double] { places.compactMap { values[$0] } }

    var examples: [String] {
        var seen: Set<String> = []
        return places.compactMap(\.example).filter { seen.insert($0).inserted }
    }

    /// Returns one value an example: the statistic over its repeats.
    func values(byExample statistic: MeasureSettings.Statistic) -> [String: Double] {
        var repeats: [String: [Double]] = [:]
        for place in places {
            guard let example = place.example, let value = values[place] else { continue }
            repeats[example, default: []].append(value)
        }
        return repeats.compactMapValues { statistic.value(of: $0) }
    }

    /// The score: the statistic over repeats; over examples the mean of those; `nil` where nothing was measured.
    func score(_ statistic: MeasureSettings.Statistic) -> Double? {
        guard places.contains(where: { $0.example != nil }) else { return statistic.value(of: all) }
        let each = values(byExample: statistic)
        return Summaries.mean(examples.compactMap { each[$0] })
    }
}
