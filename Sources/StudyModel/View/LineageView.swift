/// A lineage as the events leave it.
package struct LineageView: Hashable, Sendable {
    package let name: LineageName
    /// The writer that goes on with it: no other one does, so that two clones never fight for a branch.
    package let owner: WriterID
    /// Where it was born.
    package let origin: CommitID
    /// The last step of before its birth that its proposer may know of; `nil` for the first lineage.
    package let knows: StepID?
    package internal(set) var head: CommitID
    /// A person's commits that are its head and have not been evaluated.
    package internal(set) var adopted: CommitID?
    /// The last evaluated head below `adopted`: what those commits are compared with.
    package internal(set) var adoptedOver: CommitID?
    /// Why nothing is made from it any more, in a few words; `nil` while it lives.
    package internal(set) var ended: String?
    /// Whether a person deleted its branch.
    package internal(set) var branchDeleted = false
}
