extension RunView {
    /// A gain as it stands beside scores and other gains: `+5.1%`; what is of other examples than those that select names them, `+5.1% on confirm`.
    package func short(_ gain: KnownGain) -> String {
        let study = record.study
        let selecting: Split = study.search.select == .validation ? .validation : .train
        guard study.examples != nil, let sample = gain.sample, sample.wholeSplit != selecting else {
            return gain.short
        }
        return gain.short + " on " + Naming.sample(sample, metric: objective.metric)
    }
}
