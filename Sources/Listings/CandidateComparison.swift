import StudyModel

/// A candidate beside another, by the trials that are recorded of both.
package struct CandidateComparison: Listing {
    /// A candidate with the run and the step that it is of.
    package struct Side: Sendable {
        package let view: RunView
        package let step: StepSummary

        package init(view: RunView, step: StepSummary) {
            self.view = view
            self.step = step
        }

        /// As people name it, such as `sort-3:12`.
        package var name: String { Naming.step(step.step, in: view) }
    }

    /// What the gains are over.
    package let reference: Side
    package let candidate: Side
    /// What the run knows of the two first where that is of no other row's examples, then the objective on the split that selects; a metric has a row for
    /// each split of which both ran examples.
    package let metrics: [MetricComparison]
    /// Why the figures should not be put side by side; `nil` where they may.
    package let mismatch: String?

    package init(
        reference: Side, candidate: Side, metrics: [MetricComparison], mismatch: String?
    ) {
        self.reference = reference
        self.candidate = candidate
        self.metrics = metrics
        self.mismatch = mismatch
    }

    package func write(to line: inout ObjectWriter) {
        line.put("of", candidate.step.candidate)
        line.put("of_name", candidate.name)
        line.objects("contains_rejected", candidate.view.rejectedAncestors(of: candidate.step)) {
            $1.put($0.step)
        }
        line.put("over", reference.step.candidate)
        line.put("over_name", reference.name)
        line.put("mismatch", mismatch)
        line.objects("metrics", metrics) { $0.write(to: &$1) }
    }
}

extension MetricComparison {
    /// Writes both sides, the gain, and the examples.
    func write(to line: inout ObjectWriter) {
        line.put("metric", metric)
        line.put("split", split)
        line.put("direction", direction)
        line.put("value", sides?.value)
        line.put("reference", sides?.other)
        if let gain { line.object("gain") { gain.write(to: &$0) } }
        line.put("wins", examples.isEmpty ? nil : wins.count)
        line.put("losses", examples.isEmpty ? nil : losses.count)
        line.put("examples_source", isOfTrials || examples.isEmpty ? nil : trials)
        line.objects("examples", examples) { row, line in
            line.put("example", row.example)
            line.put("value", row.value)
            line.put("reference", row.other)
            line.put("estimate", row.gain)
        }
    }
}
