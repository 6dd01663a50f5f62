/// Something that happened to a run: what one commit of a journal says.
///
/// Events name candidates by commit ID. A reader that meets an unknown case says which newer version wrote it.
package enum Event: Hashable, Sendable, Codable {
    /// A step; step 0 is the evaluation of the base.
    case step(StepRecord)
    /// A lineage went back to the tree of an earlier candidate, as a new commit.
    case reverted(RevertRecord)
    /// A new lineage starts at a candidate.
    case forked(ForkRecord)
    /// A person's commits on a lineage joined the run; it will be evaluated as a step.
    case adopted(AdoptRecord)
    /// A person deleted a lineage's branch; it is not put back.
    case branchDeleted(BranchDeletedRecord)
    /// The loop came to an end, with its winner compared to the base.
    case finished(FinishRecord)
    /// An effect outside the run is about to happen.
    case landing(LandRecord)
    /// The effect of the landing with the same `id` has happened.
    case landed(LandRecord)
    /// A candidate is about to be run on the sealed test split.
    case testing(TestRecord)
    /// The test with the same `id` has been made.
    case tested(TestRecord)
    /// A person decided, or said, something about a candidate.
    case reviewed(ReviewRecord)
    /// An earlier event counts no more.
    case undone(UndoRecord)
    /// The run has another name.
    case renamed(RenameRecord)
    /// The run goes to the trash.
    case deleted(DeletionRecord)
}
