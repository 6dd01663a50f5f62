import Statistics
import StudyModel

/// Makes one summary a metric from all trials of a candidate.
///
/// The study's statistic over the repeats of each example, then the mean over examples, in the order in which they were first run.
struct MetricAggregator {
    let statistic: MeasureSettings.Statistic
    let objective: Objective
    let others: [Objective]

    func summaries(of trials: [Trial]) -> [String: MetricSummary] {
        var summaries: [String: MetricSummary] = [:]
        for metric in Set(trials.flatMap(\.metrics.keys)) { summaries[metric] = summary(of: metric, trials) }
        return summaries
    }

    private func summary(of metric: String, _ trials: [Trial]) -> MetricSummary {
        var examples: [String?] = []
        var values: [String?: [Double]] = [:]
        for trial in trials {
            guard let value = trial.metrics[metric] else { continue }
            if values[trial.example] == nil { examples.append(trial.example) }
            values[trial.example, default: []].append(value)
        }
        let each = examples.compactMap { statistic.value(of: values[$0, default: []]) }
        let all = examples.flatMap { values[$0, default: []] }
        return MetricSummary(
            value: Summaries.mean(each) ?? 0,
            direction: ([objective] + others).first { $0.metric == metric }?.direction,
            n: all.count, sd: Summaries.standardDeviation(all))
    }
}
