import Git
import ObjectIDs
import StudyModel

/// The candidates that were drafted and not recorded yet, and the files that a proposer may see of any.
///
/// A draft is in memory only: it becomes durable with the event that records it, and is gone with the process otherwise.
final class Candidates {
    private let site: RunSite
    private let check: ScopeCheck
    private var drafts: [CommitID: StepID] = [:]
    /// The base's paths; a candidate's differ from them by its changes.
    private var basePaths: ArtifactPaths?

    init(_ site: RunSite) {
        self.site = site
        check = ScopeCheck(site.record.study)
    }

    /// Whether a draft is yet to be recorded.
    var hasDrafts: Bool { !drafts.isEmpty }

    func isDraft(_ candidate: CommitID) -> Bool { drafts[candidate] != nil }

    /// Checks a proposal against the scope and builds its tree and commit; `view` is the run as it is.
    func draft(
        _ proposal: Proposal, on parents: Parents, step: StepID, proposer: String, in view: RunView
    ) async throws -> Draft {
        let building = CandidateTree(check: check, changes: proposal.changes)
        let message = CandidateMessage(
            summary: proposal.summary, rationale: proposal.rationale, run: site.record.run, step: step,
            proposer: proposer)
        let draft = try await building.draft(
            on: parents, message, in: view, site.options, in: site.repository)
        if case .candidate(let commit, _) = draft { drafts[commit] = step }
        return draft
    }

    /// Forgets the drafts of a step that is recorded and of those before it: steps are recorded in order.
    func settle(through step: StepID) {
        drafts = drafts.filter { $0.value.writer != step.writer || $0.value.number > step.number }
    }

    /// Tells whether changes are in scope, change something, and give a tree that the run has not evaluated.
    func isNovel(_ changes: [FileChange], on parent: CommitID, in view: RunView) async throws -> Bool {
        let building = CandidateTree(check: check, changes: changes)
        let built = try await building.look(on: ObjectID(parent), in: site.repository)
        guard case .tree(let tree) = built else { return false }
        return view.candidate(with: TreeID(tree)) == nil
    }

    /// Returns the paths of a tree that a proposer may see.
    func paths(of tree: ObjectID) async throws -> ArtifactPaths {
        let selection = PathSelection(site.record.study)
        let base = ObjectID(site.record.baseTree)
        let known: ArtifactPaths
        if let basePaths {
            known = basePaths
        } else {
            known = try await ArtifactPaths(of: base, selection, in: site.repository)
            basePaths = known
        }
        return try await known.moved(from: base, to: tree, selection, in: site.repository)
    }
}
