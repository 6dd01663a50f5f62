import FoundationEssentials
import StudyModel

/// What `hone tell` reads: a candidate that an outside optimizer made, and its results where it judged it itself.
///
/// Version 1: `{"changes": […]}` or `{"commit": "…"}`, and optionally `summary`, `rationale`, `edit`, `tokens`, `cost`, `results`.
/// An unknown key is an error, as in the study file: a misspelled one must not be lost in silence.
package struct Tell: Hashable, Sendable {
    /// Where the candidate's files come from.
    package enum Source: Hashable, Sendable {
        case changes([Change])
        /// A commit-ish or a tree of the repository, whose editable files are taken.
        case commit(String)
    }

    /// One file as the teller leaves it.
    package struct Change: Hashable, Sendable {
        package enum Content: Hashable, Sendable {
            case file([UInt8])
            case deleted
        }

        package var path: String
        package var content: Content
        /// `nil` keeps the parent's mode.
        package var isExecutable: Bool?
    }

    package var source: Source
    package var summary: String?
    package var rationale: String
    /// The kind of edit, for optimizers that learn which kinds pay.
    package var edit: String?
    package var usage: Usage
    /// Empty where hone is to judge the candidate.
    package var results: [TellResult]

    /// Returns the proposal that this tells of.
    ///
    /// - Parameter changes: of a `commit`, what it changes; of `changes`, what `fileChanges` gives.
    package func proposal(of changes: [FileChange]) -> Proposal {
        let rest = changes.count > 1 ? " and \(changes.count - 1) more" : ""
        let names = "edit \((changes.first?.path ?? "nothing").clipped(to: 55))\(rest)"
        return Proposal(
            changes: changes, summary: summary ?? names, rationale: rationale, edit: edit, usage: usage,
            failure: changes.isEmpty ? Failure(.step, "nothing was changed") : nil)
    }

    /// Returns the changes as the store takes them, with modes left out taken from the parent; `nil` where a commit is told.
    package func fileChanges(of parent: any ArtifactView) async throws -> [FileChange]? {
        guard case .changes(let changes) = source else { return nil }
        var result: [FileChange] = []
        for change in changes {
            switch change.content {
            case .deleted: result.append(FileChange(path: change.path, content: .deleted))
            case .file(let bytes):
                let old = try await parent.isExecutable(change.path)
                let isExecutable = change.isExecutable ?? old
                result.append(FileChange(path: change.path, content: .file(bytes, executable: isExecutable)))
            }
        }
        return result
    }
}
