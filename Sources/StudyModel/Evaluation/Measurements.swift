import Statistics

/// The objective's values in an evaluation, by example and repetition.
package struct Measurements {
    /// What was measured once.
    package struct Place: Hashable {
        package var example: String?
        package var repetition: Int
    }

    /// In the order of the trials.
    package private(set) var places: [Place] = []
    /// Empty of an objective that is no mean, of which one trial has none.
    package private(set) var values: [Place: Double] = [:]
    /// What an objective that is no mean is made from.
    package private(set) var trials: [Trial] = []
    private let formula: Formula?

    /// Takes the trials that gave a value; of `examples` alone, where it is given.
    package init(_ evaluation: Evaluation, objective: Objective, examples: Set<String>? = nil) {
        formula = objective.aggregate
        for trial in evaluation.trials where trial.outcome == .scored {
            if let examples, trial.example.map(examples.contains) != true { continue }
            let place = Place(example: trial.example, repetition: trial.repetition)
            if let formula {
                guard formula.row(of: trial) != nil else { continue }
                trials.append(trial)
                places.append(place)
            } else if let value = trial.metrics[objective.metric] {
                if values.updateValue(value, forKey: place) == nil { places.append(place) }
            }
        }
    }

    /// The same places with other values.
    package func map(_ change: (Double) -> Double) -> Measurements {
        var changed = self
        changed.values = values.mapValues(change)
        return changed
    }

    /// The values of all places, in order.
    package var all: [Double] { places.compactMap { values[$0] } }

    package var examples: [String] {
        var seen: Set<String> = []
        return places.compactMap(\.example).filter { seen.insert($0).inserted }
    }

    /// By metric and example the statistic over the repeats: the objective's, or of one that is no mean what it is made from.
    package func rows(_ statistic: MeasureSettings.Statistic, of objective: Objective) -> [String: [String:
        Double]]
    {
        guard formula != nil else {
            let values = values(byExample: statistic)
            return values.isEmpty ? [:] : [objective.metric: values]
        }
        let byExample = Dictionary(grouping: trials.filter { $0.example != nil }) { $0.example ?? "" }
        return Dictionary(
            objective.columns.map { column in
                (
                    column,
                    byExample.compactMapValues { statistic.value(of: $0.compactMap { $0.metrics[column] }) }
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Returns one value an example: the statistic over its repeats.
    package func values(byExample statistic: MeasureSettings.Statistic) -> [String: Double] {
        var repeats: [String: [Double]] = [:]
        for place in places {
            guard let example = place.example, let value = values[place] else { continue }
            repeats[example, default: []].append(value)
        }
        return repeats.compactMapValues { statistic.value(of: $0) }
    }

    /// The score: the statistic over repeats; over examples the mean of those; `nil` where nothing was measured.
    package func score(_ statistic: MeasureSettings.Statistic) -> Double? {
        if let formula { return AggregateRows(formula, of: [trials])?.value(of: 0) }
        guard places.contains(where: { $0.example != nil }) else { return statistic.value(of: all) }
        let each = values(byExample: statistic)
        return Summaries.mean(examples.compactMap { each[$0] })
    }
}
