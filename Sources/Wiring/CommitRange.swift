import FoundationEssentials
import Git
import ObjectIDs
import Proposers
import StudyModel

/// The commits of a range of the repository's history, the oldest first, as a replay reads them.
///
/// A merge brings in what others did, and is passed over.
struct CommitRange: Recording {
    /// The range as the study has it.
    let name: String
    private let commits: [Commit]

    /// Looks up the range; throws a `Failure` that reaches the whole run where it names no commits.
    init(_ settings: CommitsSettings, in repository: Repository) async throws {
        name = settings.range
        let ends = name.components(separatedBy: "..").map { $0.isEmpty ? "HEAD" : $0 }
        guard ends.count == 2, let first = try await repository.resolve(ends[0]),
            let last = try await repository.resolve(ends[1])
        else {
            throw Failure(
                .run, "'\(name)' is no range of commits",
                hint: "Set `proposer.commits` to two names of commits, such as main..feature")
        }
        commits = try await repository.singleParentCommits(from: first, to: last)
        guard !commits.isEmpty else {
            throw Failure(
                .run, "There are no commits in '\(name)'",
                hint: "See what a range holds with `git log --no-merges \(name)`")
        }
    }

    func proposal(_ number: Int) async throws -> RecordedProposal? {
        guard commits.indices.contains(number - 1) else { return nil }
        let commit = commits[number - 1]
        let body = commit.message.split(separator: "\n\n").dropFirst().joined(separator: "\n\n")
        return RecordedProposal(
            source: String(commit.id.description.prefix(12)),
            candidate: RecordedCandidate(commit: CommitID(commit.id), parent: CommitID(commit.parents[0])),
            summary: commit.subject, rationale: body)
    }
}

extension Repository {
    /// Those commits of a range that have one parent, the oldest first.
    fileprivate func singleParentCommits(from first: ObjectID, to last: ObjectID) throws -> [Commit] {
        try log(from: [last], excluding: [first]).reversed().map { try readCommit($0) }
            .filter { $0.parents.count == 1 }
    }
}
