import Text

/// How steps and their standing are named to people, the same in every listing and on every page.
package enum Naming {
    /// `sort-3:12`, or `sort-3:12@9f3c01aa` for a step of a writer that did not start the run.
    package static func step(_ id: StepID, in view: RunView) -> String {
        let name = "\(view.record.run):\(id.number)"
        return id.writer == view.record.writer ? name : name + "@\(id.writer)"
    }

    /// The one word that says what became of a step: what came of judging it, or the outcome where there was nothing to judge.
    package static func standing(_ step: StepSummary, in view: RunView) -> String {
        if step.step.number == 0 { return "base" }
        guard step.outcome == .scored else { return step.outcome.rawValue }
        return ruling(step.verdict, in: view)
    }

    /// What came of judging a scored candidate, in a word.
    package static func ruling(_ verdict: Verdict?, in view: RunView) -> String {
        guard let verdict else { return "undecided" }
        return verdict == .accepted ? accepted(in: view) : verdict.rawValue
    }

    /// What a run's candidates are called that stand: `accepted`, or `scored` where its rule takes whatever has a score, so that nothing was decided.
    package static func accepted(in view: RunView) -> String {
        view.record.study.search.accept.rule == .always ? Outcome.scored.rawValue : Verdict.accepted.rawValue
    }

    /// What a score is of: `minibatch`, `train`, `validation`, the last also of a part of it; the metric's name where the study has no examples.
    package static func sample(_ sample: Sample, metric: String) -> String {
        guard sample.examples != nil else { return metric }
        return sample.wholeSplit?.rawValue
            ?? (sample.split == .train ? "minibatch" : sample.split?.rawValue ?? "examples")
    }

    /// The metrics that decide, each with its direction, the one that picks the winner first: `seconds, minimize; size, minimize`.
    package static func objectives(_ objectives: [Objective]) -> String {
        objectives.map { "\($0.metric), \($0.direction.rawValue)" }.joined(separator: "; ")
    }

    /// What a candidate has by another objective than the first, and how much better than the base that is: `120 (+8.0%)`; `nil` where it has nothing.
    ///
    /// - Parameter place: which of the study's objectives.
    package static func score(_ step: StepSummary, by place: Int, in view: RunView) -> String? {
        let scores = step.figures(by: place).scores
        let gain = view.gainOverBase(step, by: place)
        let beside = scores.first { score in gain?.sample.map { score.sample.isSame(as: $0) } == true }
        return (beside ?? scores.first).map { score in
            self.score(score, in: view) + (gain.map { " (\(view.short($0)))" } ?? "")
        }
    }

    /// What a step has by each metric, sorted by name: `94.1 (n = 5, sd 2.79)`; what a program outside reported is told as that, also beside what was measured:
    /// `94.1 (n = 5, sd 2.79), reported as 60.8`, and of other examples with how many those are: `0.5 (train, n = 12), reported as 1 (n = 6)`.
    package static func metrics(
        of record: StepRecord, as step: StepSummary, in view: RunView
    ) -> [(name: String, words: String)] {
        let own = record.evaluations.filter { $0.of == record.candidate }
        let report = own.last { $0.source == .reported }
        let told = report?.evaluation.metrics ?? [:]
        let isMeasured = own.contains { $0.source != .reported && $0.source != .pooled }
        let measured = isMeasured ? record.evaluation?.metrics ?? [:] : [:]
        let sample = step.score?.sample
        let origin = step.score.map(view.isOutdated) == true ? byAnother : ""
        return Set(measured.keys).union(told.keys).sorted().compactMap { name in
            if let metric = measured[name] {
                let isBeside = report?.sample.examples?.digest == sample?.examples?.digest
                let reported = told[name].map {
                    ", reported as " + (isBeside ? Figures.value($0.value) : words($0, on: report?.sample))
                }
                return (name, words(metric, on: sample) + origin + (reported ?? ""))
            }
            return told[name].map { (name, words($0, on: report?.sample) + ", reported") }
        }
    }

    /// A metric with what it rests on: `94.1 (n = 5, sd 2.79)`, `0.6 (train, n = 60)`, `0.6 (train, 60 examples, 2 runs each)`. Repeats are no further examples.
    package static func words(_ metric: MetricSummary, on sample: Sample?) -> String {
        let (examples, repeats) = (sample?.examples?.used, sample?.repeats ?? 1)
        let isRepeated = repeats > 1 && examples.map { $0 * repeats == metric.n } ?? false
        let count = isRepeated ? "\(examples ?? 0) examples, \(repeats) runs each" : "n = \(metric.n)"
        let lead = sample.flatMap { $0.examples == nil ? nil : self.sample($0, metric: "") }
        // The spread of repeats and of examples together is that of neither.
        let spread = isRepeated ? nil : metric.sd.map { "sd \(Figures.value($0))" }
        return
            "\(Figures.value(metric.value)) (\([lead, count, spread].compactMap { $0 }.joined(separator: ", ")))"
    }

    /// A score as it stands beside others: its value, and of a part of the examples how many those are: `0.4 on 5`. One that nobody measured here says so, and one of before another evaluator came.
    package static func score(_ score: Score, in view: RunView) -> String {
        if score.isReported { return figure(score) + " reported" }
        return figure(score) + (view.isOutdated(score) ? byAnother : "")
    }

    private static let byAnother = " by another evaluator"

    private static func figure(_ score: Score) -> String {
        guard score.sample.wholeSplit == nil, let examples = score.sample.examples else {
            return Figures.value(score.value)
        }
        return "\(Figures.value(score.value)) on \(examples.used)"
    }

    /// Every score of a step, each with its sample: `minibatch 0.4 on 5 · validation 0.6`; the bare value where the study has no examples.
    package static func scores(_ step: StepSummary, in view: RunView) -> String? {
        guard let first = step.score else { return nil }
        guard first.sample.examples != nil else { return score(first, in: view) }
        return told(step).map {
            "\(sample($0.sample, metric: view.objective.metric)) \(score($0, in: view))"
        }
        .joined(separator: " · ")
    }

    /// The scores of a step without those of a part of what another is all of; minibatches stay, by which a step is decided.
    private static func told(_ step: StepSummary) -> [Score] {
        step.scores.filter { score in
            score.sample.wholeSplit != nil || score.sample.split == .train
                || !step.scores.contains { $0.sample.wholeSplit == score.sample.split }
        }
    }

    /// What a step has by the first objective, in words, and by each other: `wrong 7 (2 worse) · size 7 (+30.0%)`.
    package static func withOthers(_ first: String, of step: StepSummary, in view: RunView) -> String {
        let study = view.record.study
        let others = study.otherObjectives.enumerated().compactMap { place, objective in
            score(step, by: place + 1, in: view).map { "\(objective.metric) \($0)" }
        }
        let name = others.isEmpty || step.score?.sample.examples != nil ? "" : "\(view.objective.metric) "
        return ([name + first] + others).joined(separator: " · ")
    }

    /// Why a scored step was turned down that was compared with nothing, such as a limit that it breaks; `nil` for any other.
    package static func objection(to step: StepSummary) -> String? {
        guard step.outcome == .scored, step.verdict == .rejected, step.gain == nil else { return nil }
        return step.why
    }

    /// That a step's figures were all taken from what was measured before; `nil` where anything was run for them.
    package static func cached(_ step: StepSummary) -> String? {
        step.cached > 0 && step.commandRuns == 0 ? "cached" : nil
    }

    /// The scores of a step with what the base has on each sample that is all of a split: `minibatch 0.4 on 5 · validation 0.3 → 0.6`.
    package static func scoresFromBase(_ step: StepSummary, in view: RunView) -> String? {
        guard let first = step.score else { return nil }
        guard first.sample.examples != nil, step.step.number > 0 else { return scores(step, in: view) }
        return told(step).map { own in
            let base = base(of: own, step, in: view).map { "\(Figures.value($0)) → " } ?? ""
            return "\(sample(own.sample, metric: view.objective.metric)) \(base)\(score(own, in: view))"
        }.joined(separator: " · ")
    }

    /// The base's figure beside a score of a whole split: that which the gain is of, else what it scored on it.
    private static func base(of score: Score, _ step: StepSummary, in view: RunView) -> Double? {
        guard score.sample.wholeSplit != nil else { return nil }
        if let gain = view.gainOverBase(step) {
            if gain.value == score.value, gain.sample?.isSame(as: score.sample) == true {
                return gain.comparison.reference
            }
            // Beside a gain that is put together from steps two ends that never met would be another one.
            if gain.source == .chained { return nil }
        }
        return view.baseline?.scores.first { $0.isAlike(score) }?.value
    }

    /// `1820 tokens in, 240 out, 0.0041 USD`; an evaluator or a model of no price leaves the money out.
    package static func usage(_ usage: Usage, currency: String) -> String {
        let tokens = usage.tokens > 0 ? ["\(usage.tokensIn) tokens in, \(usage.tokensOut) out"] : []
        let cost = usage.cost > 0 ? ["\(Figures.value(usage.cost)) \(currency)"] : []
        return (tokens + cost).joined(separator: ", ")
    }

    /// That a lineage ended, and why; `nil` where it lives.
    package static func end(of lineage: LineageView) -> String? {
        lineage.ended.map { "lineage \(lineage.name) ended" + ($0.isEmpty ? "" : ": \($0)") }
    }

    /// Those of a run's lineages that ended, by name, those together that ended for one reason: `lineages a, c ended: 4 others gained more`.
    package static func ends(in view: RunView) -> [String] {
        let ended = view.lineages.values.filter { $0.ended != nil }.sorted { $0.name < $1.name }
        let alike = Dictionary(grouping: ended) { $0.ended ?? "" }.values
        return alike.sorted { $0[0].name < $1[0].name }.compactMap { lineages in
            guard lineages.count > 1, let why = lineages[0].ended else { return lineages.first.flatMap(end) }
            let others = lineages.count > mostNamed + 1 ? lineages.count - mostNamed : 0
            return "lineages " + lineages.dropLast(others).map(\.name.text).joined(separator: ", ")
                + (others > 0 ? " and \(others) more" : "") + " ended" + (why.isEmpty ? "" : ": \(why)")
        }
    }

    /// How many lineages are named of many that ended alike.
    private static let mostNamed = 12

    /// The command with which a run that was stopped goes on.
    package static func resuming(_ view: RunView) -> String {
        view.record.study.proposer == .external
            ? "hone ask --run \(view.record.run)" : "hone run --resume \(view.record.run)"
    }

    /// The same, with more to spend where the run has spent what it had: without that there would be no further step.
    package static func goingOn(_ view: RunView) -> String { resuming(view) + furtherBudget(view) }

    /// The options for as many more steps, or updates, as the run began with, where those it had are spent; empty where there are some left. What asks for each
    /// step itself is held up by no default.
    package static func furtherBudget(_ view: RunView) -> String {
        func further(_ option: String, _ path: KeyPath<Budget, Int?>, _ spent: Int) -> String {
            guard let budget = view.budget[keyPath: path], spent >= budget else { return "" }
            return " --\(option) \(spent + (view.record.study.budget[keyPath: path] ?? budget))"
        }
        guard view.record.study.proposer != .external else {
            return view.settings.isChosen("budget.steps") ? further("steps", \.steps, view.spent.steps) : ""
        }
        return further("steps", \.steps, view.spent.steps) + further("updates", \.updates, view.spent.updates)
    }

    /// What is to be known of a candidate that steps which were rejected led to: `contains the rejected sort-3:4`; `nil` where there are none.
    package static func rejectedBelow(_ step: StepSummary, in view: RunView) -> String? {
        let steps = view.rejectedAncestors(of: step)
        guard let first = steps.first else { return nil }
        let others = steps.count > 3 ? steps.count - 1 : 0
        let named = others > 0 ? [first] : steps
        return "contains the rejected " + named.map { self.step($0.step, in: view) }.joined(separator: ", ")
            + (others > 0 ? " and \(others) more" : "")
    }

    /// What became of a candidate that is no good to go on from, in a sentence without its end: that it was rejected, and by whom, or made from what was; `nil` where it is.
    package static func doubt(of step: StepSummary, in view: RunView) -> String? {
        let name = self.step(step.step, in: view)
        switch view.rejection(of: step) {
        case .byPerson:
            let parent = view.step(of: view.unrejected(step.candidate ?? step.parent))
            let below = parent.map { self.step($0.step, in: view) } ?? step.parent.short
            return "\(name) is rejected in review, so steps are made from \(below) as long as that stands; "
                + "take it back with `hone review \(name) --withdraw`"
        case .byVerdict:
            return
                "\(name) was rejected\(step.why.map { " (\($0))" } ?? ""), and its change is in all that follows"
        case nil: return rejectedBelow(step, in: view).map { "\(name) \($0)" }
        }
    }

    /// Whose failure a step mends: `mends sort-3:4`; `nil` where it mends none.
    package static func mended(_ step: StepSummary, in view: RunView) -> String? {
        step.mends.map { "mends " + self.step($0, in: view) }
    }

    /// What of a step's change the run had seen before, in a few words each: the same change elsewhere, and lines that are back.
    package static func seenBefore(_ step: StepSummary, in view: RunView) -> [String] {
        let same = view.original(of: step).map { "the change of \(self.step($0.step, in: view))" }
        let back = step.returns.map { lines in
            "\(lines.count) \(lines.count == 1 ? "line" : "lines") that \(self.step(lines.step, in: view)) had deleted"
        }
        return [same].compactMap { $0 } + back
    }

    /// Why the loop stopped.
    package static func words(_ reason: StopReason) -> String {
        switch reason {
        case .steps: "the budget of steps is spent"
        case .updates: "the budget of scored updates is spent"
        case .trials: "the budget of trials is spent"
        case .time: "the budget of time is spent"
        case .tokens: "the budget of tokens is spent"
        case .cost: "the budget of cost is spent"
        case .score: "the score is good enough (`stop.score`)"
        case .patience: "no candidate was a new best for a while (`stop.patience`)"
        case .failures: "too many steps in a row had no score (`stop.failures`)"
        case .interrupted: "you stopped it"
        case .exhausted: "the proposer has nothing left to try"
        default: reason.rawValue
        }
    }
}
