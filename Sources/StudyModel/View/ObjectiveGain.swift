import Text

/// How much better one candidate is than another by one of a study's objectives.
package struct ObjectiveGain: Hashable, Sendable {
    package let objective: Objective
    package let gain: KnownGain
    /// Whether it is the objective that picks the winner.
    package let isFirst: Bool
    private let isOneOfSeveral: Bool

    package init(_ gain: KnownGain, by objective: Objective, of study: Study) {
        self.gain = gain
        self.objective = objective
        isFirst = objective.metric == study.objective.metric
        isOneOfSeveral = !study.otherObjectives.isEmpty
    }

    /// The metric, where the study has further objectives.
    package var name: String? { isOneOfSeveral ? objective.metric : nil }

    /// How it stands, in a word or two: of one of several objectives that it is worse, else how much it is to be trusted; `nil` for what has no such word.
    package var verdict: String? { isOneOfSeveral && gain.isLoss ? KnownGain.loss : gain.verdict }

    /// With its interval, and its name where there are several: `size -23.8% [-24.0% to -23.5%], which is worse`.
    package var told: String { words([named(name, gain.text), aside]) }

    /// `size -23.8%, which is worse`.
    package var short: String { words([named(objective.metric, gain.short), aside]) }

    /// With its interval and how it came about: `-23.8% [-24.0% to -23.5%], which is worse (measured apart, 20 pairs, …)`.
    package var text: String { words([gain.text, aside]) + " (\(gain.origin))" }

    /// With what both scored where that was measured together: `size 1000 -> 1238 (-23.8%, which is worse)`.
    package var change: String {
        guard let value = gain.value else { return short }
        return
            "\(objective.metric) \(Figures.value(gain.comparison.reference)) -> \(Figures.value(value)) (\(words([gain.short, aside])))"
    }

    /// After a word that says what is better, with its interval: `size +4.0%`.
    var gained: String { named(name, gain.gainedText) }

    /// With its interval, whatever it is worth: `size +4.0%`.
    var bare: String { named(name, gain.text) }

    /// The verdict, unless the figures say it themselves.
    private var aside: String? { gain.saysLoss ? nil : verdict }

    /// Figures after a name, unless they have the metric's.
    private func named(_ name: String?, _ figures: String) -> String {
        gain.namesMetric ? figures : (name.map { $0 + " " } ?? "") + figures
    }

    private func words(_ parts: [String?]) -> String { parts.compactMap { $0 }.joined(separator: ", ") }
}

extension RunView {
    /// Returns how much better a step's candidate is than the base, by each objective of the study by which that is known, in the study's order.
    package func gainsOverBase(_ step: StepSummary) -> [ObjectiveGain] { gains(of: step, over: record.base) }

    private func gains(of step: StepSummary, over other: CommitID) -> [ObjectiveGain] {
        record.study.objectives.enumerated().compactMap { place, objective in
            gain(of: step, over: other, by: place).map {
                ObjectiveGain($0, by: objective, of: record.study)
            }
        }
    }

    /// The same by the objectives that do not pick the winner.
    package func otherGainsOverBase(_ step: StepSummary) -> [ObjectiveGain] {
        gainsOverBase(step).filter { !$0.isFirst }
    }

    /// A candidate's gains as its page tells them: over the base by every objective, then over the parent where that is another.
    ///
    /// - Returns: with the metric of a further objective, and what the gain is over.
    package func gainsTold(of step: StepSummary) -> [(metric: String?, other: String, gain: ObjectiveGain)] {
        let parent =
            step.step.number == 0 || step.parent == record.base ? [] : gains(of: step, over: step.parent)
        return [("base", gainsOverBase(step)), ("parent", parent)].flatMap { other, gains in
            gains.map { ($0.isFirst ? nil : $0.objective.metric, other, $0) }
        }
    }
}
