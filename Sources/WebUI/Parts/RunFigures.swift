import StudyModel
import Text

/// The figures at the top of a run's page.
struct RunFigures {
    private let view: RunView

    init(_ view: RunView) { self.view = view }

    static func steps(_ count: Int) -> String { "\(count) \(count == 1 ? "step" : "steps")" }

    var all: [RunHeading.Figure] {
        [baseline, best, gain, steps, trials, time, usage].compactMap { $0 }
    }

    private var baseline: RunHeading.Figure {
        figure("Baseline", view.baseline?.score.map(Figures.value) ?? "–", view.record.base.short)
    }

    private var best: RunHeading.Figure? {
        guard let step = view.step(of: view.best), step.step.number > 0, let score = step.score else {
            return nil
        }
        return figure("Best", Figures.value(score), "step \(StepName.short(step.step, in: view))")
    }

    /// As it was confirmed at the end, or else as the search saw it.
    private var gain: RunHeading.Figure? {
        if let finish = view.finish, finish.confirmed, let comparison = finish.comparison,
            comparison.reference != 0
        {
            return figure("Gain", Figures.percent(comparison.gain / abs(comparison.reference)), "confirmed")
        }
        guard let step = view.step(of: view.best), step.step.number > 0 else { return nil }
        return Naming.gainOverBase(step, in: view).map {
            figure("Gain", Figures.percent($0), "not confirmed")
        }
    }

    private var steps: RunHeading.Figure {
        let tried = view.steps.dropFirst()
        let looks = tried.map(StepLook.init)
        let counts =
            "\(looks.count { $0 == .accepted }) accepted, \(looks.count { $0 == .failed }) without score"
        let budget = view.budget.steps.map { " of \($0)" }
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
