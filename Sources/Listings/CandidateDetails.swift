import StudyModel

/// All that a run knows of one step.
package struct CandidateDetails: Listing {
    package let view: RunView
    package let step: StepSummary
    package let record: StepRecord
    /// The evaluator's words, Markdown.
    package let feedback: String
    /// The proposal's reasons: the body of the candidate's commit without its trailers.
    package let rationale: String
    /// Against the parent; empty where there is no candidate.
    package let diff: String
    /// The paths of the raw files that the journal keeps of this step.
    package let attachments: [String]

    package init(
        view: RunView, step: StepSummary, record: StepRecord, feedback: String, rationale: String,
        diff: String, attachments: [String]
    ) {
        self.view = view
        self.step = step
        self.record = record
        self.feedback = feedback
        self.rationale = rationale
        self.diff = diff
        self.attachments = attachments
    }

    /// The looks at the sealed test split that have ended, oldest first.
    package var tests: [TestReport] {
        view.tests.ended.compactMap { $0.side(of: step.step) }.map {
            TestReport(view: view, step: step, test: $0)
        }
    }

    /// The step's line, and what is too long for a list.
    package func write(to line: inout ObjectWriter) {
        StepListing(record, step, in: view).write(to: &line)
        line.put(record.evaluations)
        line.objects("tests", tests) { $0.write(to: &$1) }
        line.put("rationale", rationale.isEmpty ? nil : rationale)
        line.put("feedback", feedback.isEmpty ? nil : feedback)
        line.put("diff", diff.isEmpty ? nil : diff)
        line.put("files", each: attachments)
    }
}

/// The trials of a step, its parent's among them where they were measured together: `trials.jsonl` as it is stored.
package struct TrialListing: Listing {
    private let details: CandidateDetails

    package init(_ details: CandidateDetails) { self.details = details }

    package func write(to line: inout ObjectWriter) {
        line.put("run", details.view.record.run)
        line.put("name", Naming.step(details.step.step, in: details.view))
        line.put(details.step.step)
        line.list("trials", TrialLine.lines(of: details.record.evaluations)) { $0.write(to: &$1) }
    }
}
