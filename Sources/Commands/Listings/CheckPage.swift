import Operations
import StudyModel
import Text

/// What `hone check` found, for people.
struct CheckPage {
    private let report: CheckReport
    /// Whether each choice that nobody made is listed, too.
    private let isVerbose: Bool

    init(_ report: CheckReport, verbose: Bool) { (self.report, isVerbose) = (report, verbose) }

    func lines(for console: Console) -> [String] {
        [section("Study", console)] + study
            + (report.splits.isEmpty ? [] : ["", section("Examples", console)] + examples)
            + ["", section("Base", console)] + base
            + (report.base.outcome == .scored
                ? ["", section("Noise", console)] + noise + ["", section("Run", console)] + run : [])
            + advice(console) + warnings(console)
            + (isVerbose ? ["", section("Left to their defaults", console)] + defaults : [])
    }

    /// What a new study's author has to know: what the base scored, how long a run takes, and what to look at.
    func conclusion(for console: Console) -> [String] {
        let metrics = report.objectives.compactMap { checked in
            report.base.metrics[checked.objective.metric].map {
                "\(checked.objective.metric) \(Naming.words($0, on: report.sample)), \(checked.objective.direction.rawValue)"
            }
        }
        return ["Checked: " + metrics.joined(separator: "; ")] + run + warnings(console)
    }

    private func section(_ title: String, _ console: Console) -> String { console.styled(title, .bold) }

    private var study: [String] {
        let auto = choices(.auto)
        return [
            "  \(report.study): \(Naming.objectives(report.objectives.map(\.objective)))",
            "  base \(report.baseCommit.short), \(report.editableFiles) editable \(report.editableFiles == 1 ? "file" : "files")",
            "  sandbox: \(report.sandbox)",
        ]
            + (report.agent.map { ["  agent: \($0)"] } ?? [])
            + (report.coverage.map { ["  " + $0.sentence] } ?? [])
            + (report.tuned.map { Paragraph($0).lines(indent: 2) } ?? [])
            + (auto.isEmpty ? [] : Paragraph("worked out: " + auto.joined(separator: ", ")).lines(indent: 2))
            + (isVerbose || choices(.default).isEmpty
                ? []
                : ["  \(choices(.default).count) choices are left to their defaults; `--verbose` lists them"])
    }

    private var defaults: [String] {
        (choices(.default) + (choices(.default).isEmpty ? ["nothing"] : [])).map { "  " + $0 }
    }

    /// Those of one origin with the values that the run would have: `seed 1`.
    private func choices(_ origin: RecordedSettings.Origin) -> [String] {
        DesignChoice.all(of: report.settings).filter { $0.origin == origin }
            .map { "\($0.key) \($0.value.isEmpty ? "none" : $0.value)" }
    }

    /// A line a split: its size, what its score can tell, and what a constant answer would come to.
    private var examples: [String] {
        report.splits.map { summary in
            let constant = summary.majority.map {
                "; always '\($0)' is right for \(Figures.fixed(summary.share(of: $0), digits: 2))"
            }
            // What examples score is known by those that the base was run on.
            let resolution =
                report.objectives.first?.hasAnswers == true
                ? ", resolution 1/\(summary.count) = \(Figures.value(summary.resolution))" : ""
            return
                "  \(summary.split.rawValue): \(summary.count) \(summary.count == 1 ? "example" : "examples")"
                + "\(resolution)\(constant ?? "")"
        }
    }

    private var base: [String] {
        let outcome = "  \(report.base.outcome.rawValue)" + (report.base.reason.map { ": \($0)" } ?? "")
        guard report.base.outcome == .scored else {
            // The feedback begins with the outcome.
            return report.base.feedback.isEmpty
                ? [outcome]
                : report.base.feedback.split(separator: "\n", omittingEmptySubsequences: false).map {
                    "  \($0)"
                }
        }
        return [outcome]
            + report.base.metrics.sorted { $0.key < $1.key }.map { name, metric in
                "  \(name) \(Naming.words(metric, on: report.sample))"
            } + feedback
    }

    /// What the evaluator said of the base, which proposers will be told.
    private var feedback: [String] {
        let words = report.base.words
        guard !words.isEmpty else { return [] }
        let most = isVerbose ? words.count : 6
        let rest = words.count - most
        return ["  feedback:"] + words.prefix(most).map { "    " + $0 }
            + (rest > 0 ? ["    … \(rest) more \(rest == 1 ? "line" : "lines"); `--verbose` has all"] : [])
    }

    private var noise: [String] {
        var lines: [String] = []
        if report.isDeterministic {
            lines.append(
                "  taken as deterministic: equal candidates give equal values"
                    + (report.repeatsAgree ? "" : ", but the base's repeats differ"))
            if report.takesEarlierFigures {
                lines.append(
                    "  what was measured before of the same files is taken from there, not run again")
            }
        }
        let common = lines + [otherwise].compactMap { $0.map { "  " + $0 } }
        guard report.objectives.count > 1 else {
            return common + report.objectives.flatMap(figures).map { "  " + $0 }
        }
        return common
            + report.objectives.flatMap { checked in
                let figures = figures(checked)
                return figures.isEmpty
                    ? [] : ["  by \(checked.objective.metric):"] + figures.map { "    " + $0 }
            }
    }

    /// What is known of one objective.
    private func figures(_ checked: CheckedObjective) -> [String] {
        let spread =
            report.isDeterministic
            ? nil
            : checked.deviation.map { deviation in
                let share = checked.relativeSpread.map { Figures.fixed($0 * 100, digits: 1) + "%" }
                return
                    "the base's repeats differ by \(share ?? Figures.value(deviation)) (standard deviation)"
            }
        return [spread].compactMap { $0 } + checked.tellable.map { words($0, of: checked) }
            + [basis(checked)].compactMap { $0 }
    }

    /// What a comparison can tell, and how much more of it would tell half of that.
    private func words(_ tellable: TellableGain, of checked: CheckedObjective) -> String {
        let head =
            switch tellable.place {
            case .step: "a step: \(words(tellable.observed))"
            case .end where tellable.candidates > 1:
                "the end: \(words(tellable.observed)), the best of up to \(tellable.candidates) candidates taken out,"
            case .end: "the end: \(words(tellable.observed))"
            case .test where tellable.look > 1:
                "`hone test` (look \(tellable.look) at the same): \(words(tellable.observed))"
            case .test: "`hone test`: \(words(tellable.observed))"
            }
        let one = tellable.isOne ? "s" : ""
        if let least = tellable.least {
            return head + " can claim no gain, however large; \(least) are the least"
        }
        guard let told = tellable.gain else {
            return head + " decide\(one); the base's trials do not say what can be told"
        }
        let more = told.enough.map {
            "; \($0.count)\(tellable.setting) would tell \(told.gain == nil ? gain($0.gain, of: checked) : "half of it")"
        }
        let pairs =
            tellable.place == .step
            ? report.usualPairs.map { "; where there is none it takes \(Figures.fixed($0, digits: 1))" } : nil
        guard let least = told.gain else {
            let end = checked.end.map { ", if scores end at \(Figures.value($0))" }
            if let deviations = tellable.deviations {
                let told = Figures.value(Figures.rounded(deviations, digits: 2))
                return head
                    + " tell\(one) a gain of \(told) standard \(told == "1" ? "deviation" : "deviations") (of how two candidates differ by example) four times in five: "
                    + "as the base's scores spread, more than there is to gain"
                    + (end ?? "") + (more ?? "")
            }
            return head + " tell\(one) no gain four times in five" + (end ?? "") + (more ?? "")
                + (pairs ?? "")
        }
        let bounds = told.bounds.map { (gain($0.lowerBound, of: checked), gain($0.upperBound, of: checked)) }
        let between = bounds.flatMap { $0 == $1 ? nil : " (between \($0) and \($1))" }
        return head
            + " tell\(one) a gain of \(gain(least, of: checked))\(between ?? "") or more four times in five"
            + (more ?? "") + (pairs ?? "")
    }

    private func words(_ observed: TellableGain.Observed) -> String {
        let counted = { (count: Int, noun: String) in "\(count) \(noun)\(count == 1 ? "" : "s")" }
        return switch observed {
        case .examples(let split, let count): counted(count, "\(split.rawValue) example")
        case .clusters(let split, let count): counted(count, "\(split.rawValue) cluster")
        case .pairs(let count): counted(count, "interleaved pair")
        case .race(let looks): "a race of \(looks.lowerBound) to \(looks.upperBound) interleaved pairs"
        case .runs(let count): counted(count, "repeat") + " against the parent's stored ones"
        }
    }

    /// In no more digits than such a figure has.
    private func gain(_ gain: Double, of checked: CheckedObjective) -> String {
        let told = checked.scale == .absolute ? Figures.rounded(gain, digits: 2) : gain
        return checked.scale.text(of: told, over: checked.reference)
    }

    /// How a step decides that claims nothing.
    private var otherwise: String? {
        if report.settings.byKey["search.accept.rule"]?.value == .string("always") {
            return "whatever has a score stands, and nothing is decided"
        }
        if report.settings.byKey["search.accept.rule"]?.value == .string("not-worse"), report.splits.isEmpty,
            !report.isDeterministic
        {
            return
                "a step (\(report.measure)) accepts what is shown to lose less than `evaluator.measure.min_gain`, "
                + "which claims no gain"
        }
        // Where nothing is random a run without examples says itself what is higher.
        return report.splits.isEmpty && report.isDeterministic
            || report.objectives.contains { $0.tellable.contains { $0.place == .step } }
            ? nil : "\(report.measure) decide a step, which claims nothing"
    }

    /// What the figures above were reckoned from.
    private func basis(_ checked: CheckedObjective) -> String? {
        guard let basis = checked.tellable.lazy.compactMap(\.gain?.basis).last else { return nil }
        switch basis {
        case .answers(let turned):
            return
                "reckoned for changes that turn \(Figures.fixed(turned * 100, digits: 0)) in 100 answers each way "
                + "without any gain"
        case .repeats(let spread):
            return
                "reckoned, roughly, for noise near normal as large as what the base's repeats differ by "
                + "(standard deviation \(Figures.value(Figures.rounded(spread.deviation, digits: 3)))); spikes, which so few seldom show, make it more"
        case .examples(let spread):
            return "reckoned, roughly, from what the base's scores differ by between examples "
                + "(standard deviation \(Figures.value(spread.deviation)))"
        }
    }

    private var run: [String] {
        var lines = ["  about \(Figures.duration(report.stepSeconds)) a step"]
        if let steps = report.steps, let total = report.runSeconds {
            let bound = steps.bound.map { ", which is what `\($0)` allows," } ?? ""
            lines.append(
                "  about \(Figures.duration(total)) for \(steps.count) \(steps.count == 1 ? "step" : "steps")\(bound) and the comparison at the end"
            )
        }
        return lines + tokens
    }

    /// What a model reads, by an estimate of four bytes a token.
    private var tokens: [String] {
        guard let tokens = report.tokens else { return [] }
        var lines = [
            "  evidence of about \(tokens.evidence.first) tokens at first, \(tokens.evidence.later) later; with the files "
                + "and instructions \(tokens.request) a step"
        ]
        if let run = tokens.run, let steps = report.steps?.count {
            lines.append(
                "  about \(run) tokens for a model to read in \(steps) steps, without repairs and what agents look up"
            )
        }
        if let cost = tokens.cost {
            let most = "\(Figures.value(cost.atMost)) \(cost.currency)"
            lines.append(
                "  the model's calls from \(Figures.value(cost.atLeast)) (short replies) to \(most) (the longest, each repaired)"
            )
        }
        if let usage = tokens.evaluator {
            lines.append(
                "  the evaluator itself about \(usage.tokensIn) tokens in, \(usage.tokensOut) out, cost \(Figures.value(usage.cost))"
            )
        }
        return lines
    }

    private func advice(_ console: Console) -> [String] {
        guard !report.advice.isEmpty else { return [] }
        return ["", section("Choices that nobody made", console)]
            + report.advice.flatMap { advice in
                Paragraph("- \(advice.words).").lines(indent: 2)
                    + ["    Find out with `\(advice.command)`"]
            }
    }

    private func warnings(_ console: Console) -> [String] {
        guard !report.warnings.isEmpty else { return [] }
        return ["", section("To look at", console)] + report.warnings.map { "  - \($0)" }
    }
}

extension TellableGain {
    /// Whether what it rests on is one thing.
    fileprivate var isOne: Bool {
        switch observed {
        case .race: true
        case .examples(_, let count), .clusters(_, let count), .pairs(let count), .runs(let count): count == 1
        }
    }

    /// Which setting says how many runs there are.
    fileprivate var setting: String {
        switch observed {
        case .examples, .clusters: ""
        case .pairs where place == .end: " (`evaluator.measure.confirm`)"
        case .race: " pairs (`evaluator.measure.repeats`)"
        case .pairs, .runs: " (`evaluator.measure.repeats`)"
        }
    }
}
