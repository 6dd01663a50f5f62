/// Something that happened to a run: what one commit of a journal says.
///
/// Events name candidates by commit ID.
package enum Event: Hashable, Sendable {
    /// A step; step 0 is the evaluation of the base.
    case step(StepRecord)
    /// The loop goes on with other choices, or elsewhere.
    case resumed(ResumeRecord)
    /// Another evaluator judges from now on.
    case evaluatorChanged(EvaluatorChangeRecord)
    /// Two candidates were compared apart from any step.
    case compared(CompareRecord)
    /// The loop came to an end.
    case finished(FinishRecord)
    /// A lineage was born, or ended, by itself.
    case lineage(LineageRecord)
    /// A lineage went back to the tree of an earlier candidate, as a new commit.
    case reverted(RevertRecord)
    /// A new lineage starts at a candidate.
    case forked(ForkRecord)
    /// A person's commits on a lineage joined the run; it will be evaluated as a step.
    case adopted(AdoptRecord)
    /// A person deleted a lineage's branch; it is not put back.
    case branchDeleted(BranchDeletedRecord)
    /// An effect outside the run is about to happen.
    case landing(LandRecord)
    /// The effect of the landing with the same `id` has happened.
    case landed(LandRecord)
    /// A candidate is about to be run on the sealed test split.
    case testing(TestRecord)
    /// The test with the same `id` has been made.
    case tested(TestRecord)
    /// A person, or a program, decided or said something about a candidate.
    case reviewed(ReviewRecord)
    /// An earlier event counts no more.
    case undone(UndoRecord)
    /// What an undo took back counts again.
    case redone(UndoRecord)
    /// The run has another name.
    case renamed(RenameRecord)
    /// The run goes to the trash.
    case deleted(DeletionRecord)
    /// The run is back from the trash.
    case restored(UndoRecord)
    /// A candidate was measured anew somewhere else.
    case verified(VerifyRecord)
    /// Somebody keeps a remark with the run.
    case noted(RemarkRecord)
    /// What a newer program wrote.
    case unknown(UnknownRecord)
}

extension Event {
    /// What was measured for the event.
    package var evaluations: [RecordedEvaluation] {
        switch self {
        case .step(let record): record.evaluations
        case .tested(let record): record.evaluations
        case .compared(let record): record.evaluations
        case .verified(let record): record.evaluations
        default: []
        }
    }

    /// The earlier event that counts no more because of this one.
    package var takenBack: UndoRecord? {
        switch self {
        case .undone(let record), .redone(let record), .restored(let record): record
        default: nil
        }
    }
}

/// An event that a newer program wrote, of a kind or in a version that this one does not know.
package struct UnknownRecord: Hashable, Sendable {
    package var kind: String
    /// The version of the event's format.
    package var version: Int
    /// Whether who does not know it may pass over it; else the run is not to be added to.
    package var isOptional: Bool
    package var recordedAt: Int64

    package init(kind: String, version: Int, isOptional: Bool, recordedAt: Int64) {
        self.kind = kind
        self.version = version
        self.isOptional = isOptional
        self.recordedAt = recordedAt
    }
}
