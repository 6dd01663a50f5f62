import StudyModel

/// Where runs are kept in tests: what stays when a loop is killed.
actor InMemoryRepository {
    /// Thrown by a write that a test asked to fail.
    struct Killed: Error {}

    typealias Files = [String: String]

    let record: RunRecord
    private var trees: [TreeID: Files] = [:]
    private var commits: [CommitID: TreeID] = [:]
    private(set) var events: [Event] = []
    private var files: [StepID: [String: Attachment]] = [:]
    private var stepIndex: [StepID: Int] = [:]
    private var recorded: [TreeID: CommitID] = [:]
    /// Appends that still succeed; `nil` for all.
    private var appendsLeft: Int?

    init(_ study: Study, base: Files = ["x": "0"]) {
        let tree = Self.tree(of: base)
        let commit = CommitID(text: hexadecimal("base", count: 40))!
        record = RunRecord(
            run: RunName(text: "test-1")!, writer: WriterID(text: "00000001")!, study: study, base: commit,
            baseTree: tree, defaults: [], evaluatorDigest: "", versions: [:], startedAt: 0)
        trees[tree] = base
        commits[commit] = tree
        recorded[tree] = commit
    }

    static func tree(of files: Files) -> TreeID {
        let text = files.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
        return TreeID(text: hexadecimal(text, count: 40))!
    }

    /// The ID of the event at a place in the journal.
    static func eventID(_ index: Int) -> CommitID {
        CommitID(text: hexadecimal("event \(index)", count: 40))!
    }

    /// Makes the appends after the next `count` fail.
    func kill(afterAppends count: Int?) { appendsLeft = count }

    func files(at commit: CommitID) -> Files { commits[commit].flatMap { trees[$0] } ?? [:] }
    func tree(of commit: CommitID) -> TreeID? { commits[commit] }
    func step(_ id: StepID) -> StepRecord? {
        guard let index = stepIndex[id], case .step(let record) = events[index] else { return nil }
        return record
    }
    func attachment(_ path: String, of step: StepID) -> Attachment? { files[step]?[path] }
    func candidate(with tree: TreeID) -> CommitID? { recorded[tree] }

    @discardableResult
    func commit(_ contents: Files, on parents: Parents, note: String) -> CommitID {
        let tree = Self.tree(of: contents)
        let commit = CommitID(text: hexadecimal("\(parents.all.map(\.text)) \(tree) \(note)", count: 40))!
        trees[tree] = contents
        commits[commit] = tree
        return commit
    }

    func append(_ event: Event, feedback: String?, attachments: [Attachment]) throws {
        if let left = appendsLeft {
            guard left > 0 else { throw Killed() }
            appendsLeft = left - 1
        }
        if case .step(let record) = event {
            stepIndex[record.step] = events.count
            var kept = Dictionary(attachments.map { ($0.path, $0) }) { first, _ in first }
            if let feedback { kept["feedback.md"] = Attachment(path: "feedback.md", text: feedback) }
            files[record.step] = kept
            if let tree = record.tree, let candidate = record.candidate {
                recorded[tree] = recorded[tree] ?? candidate
            }
        }
        events.append(event)
    }
}

/// Digits that stand for a text.
func hexadecimal(_ text: String, count: Int) -> String {
    var generator = SeededGenerator(seed: Seeds.derive(0, text))
    return String((0..<count).map { _ in Array("0123456789abcdef")[generator.below(16)] })
}
