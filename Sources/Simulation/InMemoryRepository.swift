import ObjectIDs
import StudyModel

/// Where a run is kept in memory: what stays when a loop is killed, and what every process of the run sees.
package actor InMemoryRepository {
    /// Thrown by a write that was asked to fail.
    package struct Killed: Error {
        package init() {}
    }

    /// Thrown where two files of an event have one path.
    package struct PathTaken: Error {}

    /// A commit that is in no run and no draft.
    package struct UnknownCommit: Error { let commit: CommitID }

    /// Texts by path.
    package typealias Files = [String: String]

    /// What the run is.
    package nonisolated let record: RunRecord
    /// What happened, oldest first.
    package private(set) var events: [Event] = []
    private var trees: [TreeID: Files] = [:]
    private var commits: [CommitID: TreeID] = [:]
    /// Those of the commits that no event has recorded.
    private var drafts: Set<CommitID> = []
    private var attachments: [StepID: [String: Attachment]] = [:]
    private var sittings: [SittingKey: [Evaluation]] = [:]
    /// By evaluator, whether it gave the same figures whenever it measured something again.
    package private(set) var reproducible: [String: Bool] = [:]
    private var stepIndex: [StepID: Int] = [:]
    private var recorded: [TreeID: CommitID] = [:]
    /// Appends that still succeed; `nil` for all.
    private var appendsLeft: Int?

    /// Makes the run `test-1` of a study, from a base with these files.
    package init(
        _ study: Study, base: Files = ["x": "0"], starts: [Files] = [],
        evaluator: EvaluatorIdentity = EvaluatorIdentity(id: "")
    ) {
        guard let run = RunName(text: "test-1"), let writer = WriterID(text: "00000001") else {
            preconditionFailure("both are names as they should be")
        }
        let tree = Self.tree(of: base)
        let commit = CommitID(.standing(for: "base"))
        var record = RunRecord(
            run: run, writer: writer, study: study, base: commit, baseTree: tree,
            evaluator: evaluator, startedAt: 0)
        record.starts = starts.indices.map { CommitID(.standing(for: "start \($0)")) }
        self.record = record
        for (start, files) in zip(record.starts, starts) {
            let tree = Self.tree(of: files)
            (trees[tree], commits[start]) = (files, tree)
        }
        trees[tree] = base
        commits[commit] = tree
        recorded[tree] = commit
    }

    /// The name of the tree with these files.
    package static func tree(of files: Files) -> TreeID {
        let text = files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
        return TreeID(.standing(for: text))
    }

    /// The ID of the event at a place in the journal.
    package static func eventID(_ index: Int) -> CommitID { CommitID(.standing(for: "event \(index)")) }

    /// Makes the appends after the next `count` fail; none where it is `nil`.
    package func kill(afterAppends count: Int?) { appendsLeft = count }

    /// Loses the commits that no event has recorded, as when the process ends that drafted them.
    package func forgetDrafts() {
        for commit in drafts { commits[commit] = nil }
        drafts = []
    }

    /// The files of a commit; none where it is not there.
    package func files(at commit: CommitID) -> Files { commits[commit].flatMap { trees[$0] } ?? [:] }

    /// The tree of a commit.
    package func tree(of commit: CommitID) throws -> TreeID {
        guard let tree = commits[commit] else { throw UnknownCommit(commit: commit) }
        return tree
    }

    /// All that was recorded of a step.
    package func step(_ id: StepID) -> StepRecord? {
        guard let index = stepIndex[id], case .step(let record) = events[index] else { return nil }
        return record
    }

    /// A raw file of a step.
    package func attachment(_ path: String, of step: StepID) -> Attachment? { attachments(of: step)[path] }

    /// The raw files of a step, by path.
    package func attachments(of step: StepID) -> [String: Attachment] { attachments[step] ?? [:] }

    /// Keeps whether an evaluator gave the same figures again.
    package func keep(reproducible isSame: Bool, of evaluator: EvaluatorIdentity) {
        reproducible[evaluator.id] = isSame && reproducible[evaluator.id] != false
    }

    /// What was kept of a sitting.
    package func begun(_ sitting: SittingKey) -> [Evaluation] { sittings[sitting] ?? [] }

    /// Keeps repeats of a sitting until an event ends it.
    package func keep(_ repeats: [Evaluation], of sitting: SittingKey) { sittings[sitting] = repeats }

    /// The first recorded candidate with a tree.
    package func candidate(with tree: TreeID) -> CommitID? { recorded[tree] }

    /// Makes a commit that no event has recorded yet.
    @discardableResult
    package func commit(_ contents: Files, on parents: Parents, note: String) -> CommitID {
        let tree = Self.tree(of: contents)
        let commit = CommitID(.standing(for: "\(parents.all.map(\.text)) \(tree) \(note)"))
        trees[tree] = contents
        commits[commit] = tree
        drafts.insert(commit)
        return commit
    }

    /// Appends an event, and keeps what belongs to it.
    package func append(_ event: Event, feedback: String?, attachments new: [Attachment]) throws {
        if let left = appendsLeft {
            guard left > 0 else { throw Killed() }
            appendsLeft = left - 1
        }
        if case .step(let record) = event {
            stepIndex[record.step] = events.count
            // A tree takes a path once, so what a store on disk would refuse is refused here.
            guard Set(new.map(\.path)).count == new.count else { throw PathTaken() }
            var kept = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
            if let feedback { kept["feedback.md"] = Attachment(path: "feedback.md", text: feedback) }
            attachments[record.step] = kept
            if let tree = record.tree, let candidate = record.candidate {
                drafts.remove(candidate)
                if record.outcome != .unmeasured { recorded[tree] = recorded[tree] ?? candidate }
            }
        }
        sittings = sittings.filter { !event.ends(sitting: $0.key.name) }
        events.append(event)
    }
}

extension ObjectID {
    /// A name that stands for a text.
    fileprivate static func standing(for text: String) -> ObjectID {
        var generator = SeededGenerator(seed: Seeds.derive(0, text))
        let bytes = (0..<20).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        guard let name = ObjectID(bytes: bytes) else { preconditionFailure("20 bytes are a name") }
        return name
    }
}
