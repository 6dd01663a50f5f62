import StudyModel

/// A run that is made up to see how large the evidence gets: its base, and attempts like it.
actor PreviewStore: RunStore {
    let record: RunRecord
    let writer: WriterID
    private let steps: [StepRecord]

    /// The run after `attempts` rejected steps, each judged as the base was; `nil` where no such run can be made.
    init?(_ study: Study, base: Subject, evaluation: Evaluation, attempts: Int) {
        guard let run = RunName(text: study.name + "-1"), let writer = WriterID(text: "00000001") else {
            return nil
        }
        self.writer = writer
        record = RunRecord(
            run: run, writer: writer, study: study, base: base.commit, baseTree: base.tree,
            evaluator: EvaluatorIdentity(id: ""), startedAt: 0)
        steps = (0...attempts).map { number in
            let isBase = number == 0
            let candidate = isBase ? base.commit : Self.commit(number)
            return StepRecord(
                step: StepID(number: number, writer: writer), lineage: .first, parents: Parents(base.commit),
                candidate: candidate, tree: isBase ? base.tree : nil,
                outcome: evaluation.outcome, verdict: isBase ? .accepted : .rejected,
                why: isBase ? nil : "gain 0", summary: "A change of some lines", proposer: "preview",
                evaluations: candidate.map {
                    [RecordedEvaluation(of: $0, evaluator: "", sample: Sample(), evaluation)]
                } ?? [])
        }
    }

    func events(after count: Int) -> [RecordedEvent] {
        steps.dropFirst(count).map {
            // Nothing is ever undone here, so the ID may be any.
            RecordedEvent(
                id: $0.candidate ?? record.base, event: .step($0), objectives: record.study.objectives)
        }
    }

    func draft(_ proposal: Proposal, on parents: Parents, step: StepID, proposer: String) -> Draft {
        .unchanged
    }
    func append(_ event: Event, feedback: String?, attachments: [Attachment]) {}
    func record(of step: StepID) -> StepRecord? { steps.first { $0.step == step } }
    func evaluations(of event: CommitID) -> [RecordedEvaluation] { [] }
    func begun(_ sitting: SittingKey) -> [Evaluation] { [] }
    func keep(_ repeats: [Evaluation], of sitting: SittingKey) {}
    func measured(_ tree: TreeID, by evaluator: EvaluatorIdentity) -> [EarlierEvaluation] { [] }
    func isReproducible(_ evaluator: EvaluatorIdentity) -> Bool? { nil }
    func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) {}
    func attachment(_ path: String, of step: StepID) -> Attachment? {
        steps.first?.evaluation?.attachments.first { $0.path == path }
    }
    func feedback(of step: StepID) -> String? { steps.first?.evaluation?.feedback }
    /// Twenty lines of a usual length.
    func diff(from parent: CommitID, to candidate: CommitID) -> String {
        (0..<20).map { "\($0 % 2 == 0 ? "-" : "+")    a line of code of some forty characters\n" }.joined()
    }
    func reapply(_ candidate: CommitID, madeFrom parent: CommitID, onto other: CommitID) -> ReappliedChanges {
        .applied([])
    }
    func artifact(at candidate: CommitID) -> any ArtifactView { NoArtifact() }
    func tree(of candidate: CommitID) -> TreeID { record.baseTree }

    private static func commit(_ number: Int) -> CommitID? {
        let digits = String(number, radix: 16)
        return CommitID(text: String(repeating: "0", count: 40 - digits.count) + digits)
    }
}

/// Files that the evidence does not tell of.
private struct NoArtifact: ArtifactView {
    func editablePaths() async throws -> [String] { [] }
    func isExecutable(_ path: String) async throws -> Bool { false }
    func contextPaths() async throws -> [String] { [] }
    func read(_ path: String) async throws -> [UInt8]? { nil }
    func editableLines(of path: String) async throws -> [ClosedRange<Int>]? { nil }
    func isNovel(_ changes: [FileChange]) async throws -> Bool { true }
}
