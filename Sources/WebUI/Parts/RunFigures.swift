import StudyModel
import Text

/// The figures at the top of a run's page.
struct RunFigures {
    private let view: RunView

    init(_ view: RunView) { self.view = view }

    static func steps(_ count: Int) -> String { "\(count) \(count == 1 ? "step" : "steps")" }

    var all: [RunHeading.Figure] {
        [baseline, best, gain].compactMap { $0 } + otherGains
            + [test, steps, trials, time, usage].compactMap { $0 }
    }

    /// The winner so far, and what is known of its gain.
    private var winner: (step: StepSummary, gain: KnownGain?)? {
        view.step(of: view.best).flatMap { $0.step.number > 0 ? ($0, view.gainOverBase($0)) : nil }
    }

    /// As it ran beside the best; nothing where the two never ran on one sample.
    private var baseline: RunHeading.Figure? {
        guard let gain = winner?.gain else {
            let score = view.baseline.flatMap(view.selectionScore)
            return figure("Baseline", score.map { Figures.value($0.value) } ?? "–", sample(score?.sample))
        }
        return gain.value.map { _ in
            figure("Baseline", Figures.value(gain.comparison.reference), sample(gain.sample))
        }
    }

    private var best: RunHeading.Figure? {
        guard let winner, let value = winner.gain?.value ?? view.selectionScore(winner.step)?.value else {
            return nil
        }
        return figure("Best", Figures.value(value), "step \(StepName.short(winner.step.step, in: view))")
    }

    private var gain: RunHeading.Figure? {
        winner?.gain.map { figure("Gain", view.short($0), $0.verdict ?? "not confirmed") }
    }

    /// Those of the winner by the objectives that do not pick it.
    private var otherGains: [RunHeading.Figure] {
        (winner.map { view.otherGainsOverBase($0.step) } ?? []).map {
            figure("Gain in \($0.objective.metric)", $0.gain.short, $0.verdict ?? "not confirmed")
        }
    }

    /// The winner's last look at the sealed test split, with what it found over another candidate.
    private var test: RunHeading.Figure? {
        guard let winner, let test = view.tests.telling(of: winner.step.step),
            let score = test.evaluation?.score(view.objective)
        else { return nil }
        let gains = TestWords(test, in: view).gains.map { "; \($0)" } ?? ""
        return figure("Sealed test", Figures.value(score), "\(test.examples) examples\(gains)")
    }

    /// What a figure is of; the base's name where the study has no examples.
    private func sample(_ sample: Sample?) -> String {
        guard let sample, let examples = sample.examples else { return view.record.base.short }
        return "\(Naming.sample(sample, metric: view.objective.metric)), \(examples.used) examples"
    }

    private var steps: RunHeading.Figure {
        let tried = view.steps.dropFirst()
        let looks = tried.map(StepLook.init)
        let counts =
            "\(looks.count { $0 == .accepted }) \(Naming.accepted(in: view)), \(looks.count { $0 == .failed }) without score"
        let budget = view.budget.steps.flatMap { view.spent.steps > $0 ? nil : " of \($0)" }
        return figure("Steps", "\(view.spent.steps)\(budget ?? "")", counts)
    }

    private var trials: RunHeading.Figure { figure("Trials", "\(view.spent.trials)", nil) }

    private var time: RunHeading.Figure {
        figure("Time in steps", Figures.duration(view.spent.wallSeconds), nil)
    }

    private var usage: RunHeading.Figure? {
        let usage = view.spent.usage
        guard usage != .none else { return nil }
        return figure(
            "Tokens", "\(usage.tokensIn + usage.tokensOut)",
            usage.cost == 0 ? nil : "\(Figures.value(usage.cost)) \(view.record.study.budget.currency)")
    }

    private func figure(_ name: String, _ value: String, _ note: String?) -> RunHeading.Figure {
        RunHeading.Figure(name: name, value: value, note: note)
    }
}
