import StudyModel

extension ObjectWriter {
    /// Writes what a step has by each objective of its study but the first, by the metric's name.
    mutating func putOthers(of step: StepSummary, in view: RunView) {
        let others = view.record.study.otherObjectives.enumerated().map { ($1.metric, $0 + 1) }
        objects("other_objectives", byName: Dictionary(others) { first, _ in first }) { place, line in
            line.put("score", step.figures(by: place).scores.first?.value)
            if let gain = view.gainOverBase(step, by: place) {
                line.object("gain_over_base") { gain.write(to: &$0) }
            }
        }
    }
}
