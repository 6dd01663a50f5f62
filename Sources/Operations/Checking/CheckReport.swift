import Listings
import Proposers
import Search
import StudyModel

/// What `hone check` found out about a study.
package struct CheckReport: Listing {
    package var study: String
    /// What the base's repeats say by each objective, the first before others.
    package var objectives: [CheckedObjective]
    package var baseCommit: CommitID
    package var editableFiles: Int
    /// What of those is executed; `nil` where the study does not say how to count that.
    package var coverage: CheckCoverage?
    /// What is tuned, by the proposer or at the end; `nil` for nothing.
    package var tuning: TunePlan?
    /// How the evaluator is confined, in words.
    package var sandbox: String
    /// What each key of the study file comes to, as a run would record it.
    /// Who proposes, with its version and login; of an agent that is known.
    package var agent: String?
    package var settings: RecordedSettings
    /// The base, judged as a run would.
    package var base: Evaluation
    /// What it was run on.
    package var sample: Sample
    package var isDeterministic: Bool
    /// Whether runs take what was measured before of the same files.
    package var takesEarlierFigures: Bool
    /// How a step is measured, in words: `5 interleaved pairs`.
    package var measure: String
    /// How many pairs a race takes on average for a candidate without a gain; `nil` where there is no race.
    package var usualPairs: Double?
    /// Expected seconds of one step, with the reply of whom it asks.
    package var stepSeconds: Double
    /// The steps that the budget allows; `nil` where nothing bounds them.
    package var steps: PlannedSteps?
    /// Expected seconds of the run to come, with the comparison at its end.
    package var runSeconds: Double?
    /// The study's examples, split by split; empty where it has none.
    package var splits: [SplitSummary]
    /// Examples that stand in two splits under different IDs.
    package var overlaps: [SplitOverlap]
    /// What a model will be shown; `nil` where none is asked.
    package var tokens: CheckTokens?
    /// Choices that nobody made and that matter here.
    package var advice: [CheckAdvice]
    /// What somebody should look at before they start, a sentence each.
    package var warnings: [String]

    /// Whether all repeats of the base gave the same values, by every objective.
    package var repeatsAgree: Bool { objectives.allSatisfy(\.repeatsAgree) }

    /// What is tuned, in words.
    package var tuned: String? {
        tuning.map { "tuned by \($0.method.rawValue): " + $0.numbers.joined(separator: ", ") }
    }

    package func write(to line: inout ObjectWriter) {
        line.put("study", study)
        func write(_ objective: Objective, to line: inout ObjectWriter) {
            line.put("metric", objective.metric)
            line.put("direction", objective.direction)
        }
        if let first = objectives.first { line.object("objective") { write(first.objective, to: &$0) } }
        line.objects("other_objectives", Array(objectives.dropFirst())) { checked, line in
            write(checked.objective, to: &line)
            line.object("noise") { checked.writeNoise(to: &$0) }
            line.objects("tells", checked.tellable) { $0.write(to: &$1) }
        }
        line.put("base", baseCommit)
        line.put("editable_files", editableFiles)
        if let coverage { line.object("editable_lines") { coverage.write(to: &$0) } }
        if let tuning {
            line.object("tuned") { line in
                line.put("method", tuning.method.rawValue)
                line.put("numbers", each: tuning.numbers)
            }
        }
        line.put("agent", agent)
        line.put("sandbox", sandbox)
        line.put(settings)
        line.put("outcome", base.outcome)
        line.put("reason", base.reason)
        line.put(base.metrics)
        line.put(sample)
        line.put("feedback", base.feedback.isEmpty ? nil : base.feedback)
        line.put("runs", base.commandRuns)
        line.put(base.usage, in: currency)
        line.object("noise") { line in
            line.put("deterministic", isDeterministic)
            objectives.first?.writeNoise(to: &line)
            line.put("cached", takesEarlierFigures ? true : nil)
            line.put("measure", measure)
            line.put("usual_pairs", usualPairs)
        }
        line.objects("tells", objectives.first?.tellable ?? []) { $0.write(to: &$1) }
        line.object("run") { line in
            line.put("step_seconds", stepSeconds)
            line.put("steps", steps?.count)
            line.put("bound", steps?.bound)
            line.put("seconds", runSeconds)
        }
        line.objects("splits", splits) { $0.write(to: &$1) }
        line.objects("overlaps", overlaps) { $0.write(to: &$1) }
        if let tokens { line.object("model") { tokens.write(to: &$0, currency: currency) } }
        line.objects("advice", advice) { $0.write(to: &$1) }
        line.put("warnings", each: warnings)
    }

    private var currency: String {
        settings.byKey["budget.cost"]?.value.string.flatMap(Quantity.money)?.currency ?? "USD"
    }
}

extension SplitSummary {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("split", split)
        line.put("examples", count)
        line.put("labels", byName: labels)
    }
}

extension SplitOverlap {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("ids", each: [one.id, other.id])
        line.put("splits", each: [one.split, other.split])
    }
}

extension CheckTokens {
    fileprivate func write(to line: inout ObjectWriter, currency: String) {
        line.object("evidence_tokens") { line in
            line.put("first", evidence.first)
            line.put("later", evidence.later)
            line.put("unlimited", evidence.unlimited)
        }
        line.put("request_tokens", request)
        line.put("run_tokens", run)
        if let cost {
            line.object("cost") { line in
                line.put("least", cost.atLeast)
                line.put("most", cost.atMost)
                line.put("currency", cost.currency)
                line.put("unpriced", each: cost.unpriced)
            }
        }
        if let evaluator { line.object("evaluator") { $0.put(evaluator, in: currency) } }
    }
}
