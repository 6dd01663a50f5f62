import StudyModel
import Text

/// The message of a commit that takes a candidate over: what was proposed, and the score that was measured for it.
struct LandingMessage {
    /// What may be said of the gain.
    enum Claim {
        /// What the run knows of the candidate.
        case known
        /// What was measured of the landing itself.
        case measured(MeasuredLanding)
        /// Nothing: what lands was not measured.
        case none
    }

    let step: StepSummary
    let view: RunView
    var claim = Claim.known

    /// The candidate as people name it, such as `sort-3:12`.
    var name: String { Naming.step(step.step, in: view) }

    var text: String {
        let paragraphs = [
            subject, "- " + steps.map { ShownText(line: $0.summary).text }.joined(separator: "\n- "),
            measured,
        ]
        let message = (paragraphs + [trailers.joined(separator: "\n") + "\n"]).joined(separator: "\n\n")
        return ShownText(message).text
    }

    /// What programs read of a landed commit, by `git log --format='%(trailers:key=Hone-Gain)'` and the like; squashing and forges keep it.
    private var trailers: [String] {
        let origin = ["Hone-Run: \(view.record.run)", "Hone-Step: \(step.step.number)"]
        return origin + gains.map { "Hone-Gain: \($0.objective.metric) \($0.text) over \(other)" }
    }

    /// What is gained by the objective that picks the winner, and beside it what is lost by others.
    var subject: String {
        guard let first = gains.first(where: \.isFirst) else { return ShownText(line: step.summary).text }
        let losses = gains.filter { !$0.isFirst && $0.gain.estimate < 0 }
        return "Take over \(name): "
            + ([change(first)] + losses.map(\.short))
            .joined(separator: ", ")
    }

    private func change(_ known: ObjectiveGain) -> String {
        let (gain, figure) = (known.gain, figure(known))
        guard let value = gain.value else { return gain.namesMetric ? gain.short : "\(figure) \(gain.short)" }
        return "\(figure) from \(Figures.value(gain.comparison.reference)) to \(Figures.value(value))"
            + (gain.isAtAcceptance ? " at acceptance" : "")
    }

    /// The metric, with the split that its figures are of.
    func figure(_ known: ObjectiveGain) -> String {
        let metric = known.objective.metric
        guard let sample = known.gain.sample, sample.examples != nil else { return metric }
        return "\(metric) on \(Naming.sample(sample, metric: metric))"
    }

    /// The gain by each objective, over what it is, and how it came about: a sentence each without its end.
    var sentences: [String] {
        let over =
            if case .measured(let landing) = claim { "\(landing.branch) at \(other)" } else { "the base" }
        return gains.map { "Gain over \(over)\($0.name.map { " by " + $0 } ?? ""): \($0.text)" }
    }

    /// The commit that gains are told over, in short.
    private var other: String {
        if case .measured(let landing) = claim { landing.head.short } else { view.record.base.short }
    }

    /// How much better it is by each objective, as far as that may be said.
    var gains: [ObjectiveGain] {
        switch claim {
        case .known: view.gainsOverBase(step)
        case .measured(let landing): landing.gains
        case .none: []
        }
    }

    /// Why one should not take it over without a thought, a sentence each without its end.
    var doubts: [String] { LandingDoubts.words(step, in: view) }

    /// The accepted steps from the base to the candidate, by all parents, in the order of the run.
    var steps: [StepSummary] {
        var open = [step]
        var found: [StepID: StepSummary] = [:]
        while let next = open.popLast() {
            guard found.updateValue(next, forKey: next.step) == nil else { continue }
            open += next.parents.all.compactMap(view.step(of:)).filter { $0.step.number > 0 }
        }
        return view.steps.filter { found[$0.step] != nil }
    }

    /// What is known of the score of exactly this candidate.
    private var measured: String {
        let aims = view.record.study.objectives.map { "\($0.metric) is to \($0.direction.rawValue)" }
        let base = "The base is \(view.record.base.short); \(aims.joined(separator: ", "))."
        return base + (sentences + doubts).map { "\n\($0)." }.joined()
    }
}
