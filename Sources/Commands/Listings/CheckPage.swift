import Operations
import StudyModel
import Text

/// What `hone check` found, for people.
struct CheckPage {
    private let report: CheckReport

    init(_ report: CheckReport) { self.report = report }

    func lines(for console: Console) -> [String] {
        [section("Study", console)] + study
            + (report.splits.isEmpty ? [] : ["", section("Examples", console)] + examples)
            + ["", section("Base", console)] + base
            + (report.base.outcome == .scored
                ? ["", section("Noise", console)] + noise + ["", section("Run", console)] + run : [])
            + warnings(console)
    }

    private func section(_ title: String, _ console: Console) -> String { console.styled(title, .bold) }

    private var study: [String] {
        let (auto, defaults) = (choices(.auto), choices(.default))
        return [
            "  \(report.study): \(report.objective.metric), \(report.objective.direction.rawValue)",
            "  base \(report.baseCommit.short), \(report.editableFiles) editable \(report.editableFiles == 1 ? "file" : "files")",
            "  sandbox: \(report.sandbox)",
        ]
            + (auto.isEmpty ? [] : Paragraph("worked out: " + auto).lines(indent: 2))
            + Paragraph("left to their defaults: " + (defaults.isEmpty ? "nothing" : defaults)).lines(
                indent: 2)
    }

    /// Those of one origin with the values that the run would have: `seed 1, budget.steps 20`.
    private func choices(_ origin: RecordedSettings.Origin) -> String {
        DesignChoice.all(of: report.settings).filter { $0.origin == origin }
            .map { "\($0.key) \($0.value.isEmpty ? "none" : $0.value)" }.joined(separator: ", ")
    }

    /// A line a split: its size, what its score can tell, and what a constant answer would come to.
    private var examples: [String] {
        report.splits.map { summary in
            let constant = summary.majority.map {
                "; always '\($0)' is right for \(Figures.fixed(summary.share(of: $0), digits: 2))"
            }
            return
                "  \(summary.split.rawValue): \(summary.count) \(summary.count == 1 ? "example" : "examples"), "
                + "resolution 1/\(summary.count) = \(Figures.value(summary.resolution))\(constant ?? "")"
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
                "  \(name) \(Figures.value(metric.value)) (n = \(metric.n)\(metric.sd.map { ", sd \(Figures.value($0))" } ?? ""))"
            }
    }

    private var noise: [String] {
        var lines: [String] = []
        if report.isDeterministic {
            lines.append(
                "  taken as deterministic: equal candidates give equal values"
                    + (report.repeatsAgree ? "" : ", but the base's repeats differ"))
        } else if let spread = report.relativeSpread {
            let percent = Figures.fixed(spread * 100, digits: 1)
            lines.append("  the base's repeats differ by \(percent)% (standard deviation)")
        }
        return lines + ([step].compactMap { $0 } + report.tellable.map(words)).map { "  " + $0 }
    }

    /// What a comparison over examples can tell, and how many examples would tell half of it.
    private func words(_ tellable: TellableGain) -> String {
        let count =
            "\(tellable.examples) \(tellable.split.rawValue) \(tellable.examples == 1 ? "example" : "examples")"
        let head =
            switch tellable.place {
            case .step: "a step: \(count)"
            case .end where tellable.candidates > 1:
                "the end: \(count), the best of up to \(tellable.candidates) candidates taken out,"
            case .end: "the end: \(count)"
            case .test: "`hone test`: \(count)"
            }
        if let least = tellable.least {
            return head + " can claim no gain, however large; \(least) are the least"
        }
        guard let share = tellable.gain else {
            return head + " decide; what they tell depends on the gains' spread"
        }
        let more = share.enoughForHalf.map {
            "; \($0) would tell \(share.gain == nil ? gain(0.2) : "half of it")"
        }
        guard let told = share.gain else { return head + " tell no gain four times in five" + (more ?? "") }
        return head + " tell a gain of \(gain(told)) or more four times in five" + (more ?? "")
    }

    private func gain(_ share: Double) -> String { "\(Figures.fixed(share * 100, digits: 0)) points" }

    /// What a step can tell from noise.
    private var step: String? {
        if let gain = report.detectableGain, !report.isDeterministic {
            return "\(report.measure) can tell a gain of \(Figures.percent(gain)) or more from that"
                + (report.usualPairs.map { ", and takes \(Figures.fixed($0, digits: 1)) where there is none" }
                    ?? "")
        }
        if report.settings.byKey["search.accept.rule"]?.value == .string("always") {
            return "a step accepts whatever has a score, which claims nothing"
        }
        return report.splits.isEmpty || report.tellable.contains { $0.place == .step }
            ? nil : "\(report.measure) decide a step, which claims nothing"
    }

    private var run: [String] {
        var lines = ["  about \(Figures.duration(report.stepSeconds)) a step"]
        if let steps = report.steps, let total = report.runSeconds {
            lines.append(
                "  about \(Figures.duration(total)) for \(steps) steps and the comparison at the end")
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
        if let run = tokens.run, let steps = report.steps {
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

    private func warnings(_ console: Console) -> [String] {
        guard !report.warnings.isEmpty else { return [] }
        return ["", section("To look at", console)] + report.warnings.map { "  - \($0)" }
    }
}
