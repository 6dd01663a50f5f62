import Search
import StudyFile
import StudyModel
import Text
import Workspaces

/// What somebody should look at before they start a run.
struct CheckWarnings {
    let study: Study
    let parsed: ParsedStudy
    let decided: DecidedStudy
    let figures: CheckFigures
    let sandbox: Sandbox
    /// `nil` where the study has no examples.
    let examples: CheckExamples?
    let tokens: CheckTokens?

    var all: [String] {
        decided.notes
            + [
                noise, determinism, Drift.note(on: figures.base, in: study),
                ColdStart.note(on: figures.base, in: study),
            ].compactMap { $0 }
            + (examples?.warnings ?? [])
            + [emptiness, evidence, prices, unpriced, budget].compactMap { $0 } + parsed.warnings.map(words)
    }

    private var evidence: String? {
        guard let tokens, tokens.cut > 0 else { return nil }
        return
            "`evidence.limit` cuts about \(Figures.fixed(tokens.cut * 100, digits: 0))% of the evidence off once "
            + "\(study.evidence.memory) attempts are remembered"
    }

    private var prices: String? {
        guard study.budget.cost != nil, case .chat(let chat) = study.proposer else { return nil }
        let free = chat.models.filter { $0.price == nil }.map { "'\($0.name)'" }
        guard !free.isEmpty else { return nil }
        return
            "`budget.cost` does not hold \(free.joined(separator: ", ")): without a `price` its calls count as free"
    }

    /// Whether a budget of money bounds an agent.
    private var unpriced: String? {
        guard study.budget.cost != nil, case .agent(let agent) = study.proposer else { return nil }
        switch agent.program {
        case .preset(let preset) where preset.tellsCost: return nil
        case .preset(let preset):
            return
                "`budget.cost` does not hold \(preset.rawValue), which says what it read and wrote and not what that cost: `budget.tokens` does"
        case .command:
            return
                "`budget.cost` holds the agent's command as far as it writes its cost to HONE_USAGE alone (`hone help proposers`)"
        }
    }

    /// Whether what was measured of the base may be nothing.
    private var emptiness: String? {
        let base = figures.base
        guard base.outcome == .scored else { return nil }
        if !base.metrics.isEmpty, base.metrics.values.allSatisfy({ $0.value == 0 }) {
            return
                "Every metric of the base is 0: see by its feedback whether the evaluator ran it at all"
        }
        guard let line = base.words.first(where: { !$0.isEmpty && !$0.hasPrefix("### ") }),
            line.looksLikeError
        else { return nil }
        return "The base has a score, and its feedback begins with an error: '\(line.prefix(100))'"
    }

    private var budget: String? {
        guard let cost = tokens?.cost, let budget = study.budget.cost, cost.atMost > budget else {
            return nil
        }
        return "The run may end before its steps: its calls may cost up to \(Figures.value(cost.atMost)) "
            + "\(cost.currency), and `budget.cost` is \(Figures.value(budget))"
    }

    private var noise: String? {
        guard !study.evaluator.deterministic, study.repeats > 1, figures.repeats > 1,
            figures.base.outcome == .scored, figures.repeatsAgree
        else { return nil }
        return
            "All \(figures.repeats) repeats of the base gave the same value. Where nothing can make one differ, "
            + "`deterministic: true` runs each once; where something can, one lucky run would then decide"
    }

    private var determinism: String? {
        guard study.evaluator.deterministic, !figures.repeatsAgree else { return nil }
        return
            "The base gave different values, so the evaluator is not deterministic: set `deterministic: false`"
    }

    private func words(_ warning: StudyFileWarning) -> String {
        switch warning {
        case .instructionsLookLikePath(let path):
            "`instructions` looks like a path, but there is no file '\(path)': it was taken as text"
        case .uselessNegation(let key, let pattern):
            "'\(pattern)' in `\(key)` takes nothing back, since an earlier pattern covers the whole folder; use `frozen`"
        case .withoutEffect(let key, let because): "`\(key)` has no effect beside \(because)"
        case .noRace(let because, let repeats):
            "`evaluator.measure.repeats` names a race, which there is none of beside \(because): \(repeats) repeats are made"
        case .noInstructions: "There are no `instructions`: the proposer is not told what is wanted"
        case .endless: "Nothing bounds the run: set `budget.steps` or `budget.time`"
        }
    }
}
