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
        let message = (paragraphs + ["Hone-Run: \(view.record.run)\nHone-Step: \(step.step.number)\n"])
            .joined(separator: "\n\n")
        return ShownText(message).text
    }

    var subject: String {
        guard let gain = knownGain else { return ShownText(line: step.summary).text }
        guard let value = gain.value else { return "Take over \(name): \(figure) \(gain.short)" }
        return
            "Take over \(name): \(figure) from \(Figures.value(gain.comparison.reference)) to \(Figures.value(value))"
            + (gain.isAtAcceptance ? " at acceptance" : "")
    }

    /// The metric, with the split that its figures are of.
    var figure: String {
        let sample = knownGain?.sample
        let metric = view.objective.metric
        return sample?.examples == nil
            ? metric : "\(metric) on \(sample.map { Naming.sample($0, metric: metric) } ?? "")"
    }

    /// The gain, over what it is, and how it came about.
    var gain: String? {
        knownGain.map { gain in
            let over =
                if case .measured(let landing) = claim { "\(landing.branch) at \(landing.head.short)" } else {
                    "the base"
                }
            return "Gain over \(over): \(gain.text)\(gain.verdict.map { ", \($0)" } ?? "") (\(gain.origin))"
        }
    }

    private var knownGain: KnownGain? {
        switch claim {
        case .known: view.gainOverBase(step)
        case .measured(let landing): landing.gain
        case .none: nil
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
        return base + (gain.map { "\n\($0)." } ?? "")
            + doubts.map { "\n\($0)." }.joined()
    }
}
