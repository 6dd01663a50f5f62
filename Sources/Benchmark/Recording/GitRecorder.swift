import FoundationEssentials
import StudyModel

/// Records the same steps by git's commands, in a repository that a run of hone has filled so far.
final class GitRecorder {
    /// Which commands.
    enum Way: CaseIterable {
        /// As a script of a user's would: `git add`, `git commit`, `git notes`.
        case porcelain
        /// The same, with what hone makes durable made durable.
        case porcelainSynced
        /// The least that git offers: no status of the checkout, one `update-ref` for three refs.
        case plumbing

        var words: String {
            switch self {
            case .porcelain: "git add, commit, notes, …"
            case .porcelainSynced: "the same, core.fsync=committed,reference"
            case .plumbing: "git plumbing and notes"
            }
        }
    }

    struct NoCommit: Error { let revision: String }

    private static let journalRef = "refs/hone/bench"
    private let repository: GitRepository
    private let way: Way
    /// Files of events, beside the repository.
    private let folder: String
    private var number: Int
    private var head: String
    private var journal: String?

    /// Goes on from the lineage that hone has recorded.
    init(_ way: Way, in repository: GitRepository, after number: Int) throws {
        var repository = repository
        if way == .porcelainSynced { repository.settings = ["core.fsync=committed,reference"] }
        self.repository = repository
        self.way = way
        self.number = number
        folder = repository.path + "-\(way)"
        try Program(["mkdir", "-p", folder + "/event"]).run()
        try repository.git("checkout", "-q", "-B", "\(way)", "hone/sort-1/a")
        head = try repository.git("rev-parse", "HEAD")
        try repository.git("read-tree", "HEAD", index: index)
    }

    private var index: String { folder + "/index" }

    /// The step to record next: with content that no other recorder has, so that every object is new.
    var next: SampleStep {
        SampleStep(number: number + 1 + 1_000_000 * (1 + (Way.allCases.firstIndex(of: way) ?? 0)))
    }

    func record(_ step: SampleStep) throws {
        number += 1
        switch way {
        case .porcelain, .porcelainSynced: try recordByPorcelain(step)
        case .plumbing: try recordByPlumbing(step)
        }
    }

    private func recordByPorcelain(_ step: SampleStep) throws {
        try HostText.write(step.content, to: "\(repository.path)/\(SampleStep.file)")
        try repository.git("add", SampleStep.file)
        try repository.git("commit", "-q", "-m", message(step))
        try addNotes(step, to: "HEAD")
        try writeEvent(step)
        try repository.git("--work-tree=\(folder)/event", "add", "-A", index: folder + "/event-index")
        let tree = try repository.git("write-tree", index: folder + "/event-index")
        let event = try commit(tree, parents: [journal, "HEAD"].compactMap { $0 }, "step \(number)")
        try repository.git("update-ref", Self.journalRef, event)
        try repository.git("update-ref", "refs/heads/bench-best", "HEAD")
        journal = event
    }

    private func recordByPlumbing(_ step: SampleStep) throws {
        let blob = try repository.git("hash-object", "-w", "--stdin", input: step.content)
        try repository.git("update-index", "--cacheinfo", "100644,\(blob),\(SampleStep.file)", index: index)
        let tree = try repository.git("write-tree", index: index)
        head = try commit(tree, parents: [head], message(step))
        try addNotes(step, to: head)
        let event = try commit(
            try eventTree(step), parents: [journal, head].compactMap { $0 }, "step \(number)")
        let moves = ["refs/heads/bench-a", "refs/heads/bench-best"].map { "update \($0) \(head)\n" }
        let all = moves.joined() + "update \(Self.journalRef) \(event)\n"
        try repository.git("update-ref", "--stdin", input: Array(all.utf8))
        journal = event
    }

    /// The event's tree: one process for its blobs, one for the index, one for the trees.
    private func eventTree(_ step: SampleStep) throws -> String {
        let paths = try writeEvent(step)
        let names = paths.map { "\(folder)/event/\($0)\n" }.joined()
        let blobs = try repository.git("hash-object", "-w", "--stdin-paths", input: Array(names.utf8))
        let lines = zip(blobs.split(separator: "\n"), paths).map { "100644 \($0)\t\($1)\n" }.joined()
        let eventIndex = folder + "/event-index-\(number)"
        try repository.git(
            "update-index", "--add", "--index-info", input: Array(lines.utf8), index: eventIndex)
        return try repository.git("write-tree", index: eventIndex)
    }

    private func commit(_ tree: String, parents: [String], _ message: String) throws -> String {
        let words = ["commit-tree", tree, "-m", message] + parents.flatMap { ["-p", $0] }
        return try repository.run(words)
    }

    private func addNotes(_ step: SampleStep, to commit: String) throws {
        try repository.git("notes", "--ref=hone/score", "add", "-F", "-", commit, input: scoreLine(step))
        try repository.git(
            "notes", "--ref=hone/feedback", "add", "-F", "-", commit, input: Array(step.feedback.utf8))
    }

    /// Puts the event's files in place of the last one's, and returns their paths.
    @discardableResult
    private func writeEvent(_ step: SampleStep) throws -> [String] {
        let event = step.evaluation.trials.flatMap { trial in
            ObjectWriter.line { line in
                line.put("repeat", trial.repetition)
                line.put("seed", trial.seed)
                line.put("outcome", trial.outcome)
                line.put("metrics", byName: trial.metrics)
                line.put("seconds", trial.wallSeconds)
            }
        }
        let files =
            step.attachments.map { ($0.path, $0.bytes) } + [
                ("event.json", event), ("score.json", scoreLine(step)),
                ("trials.jsonl", event), ("feedback.md", Array(step.feedback.utf8)),
            ]
        for (name, bytes) in files { try HostText.write(bytes, to: "\(folder)/event/\(name)") }
        return files.map(\.0)
    }

    private func scoreLine(_ step: SampleStep) -> [UInt8] {
        Array(
            """
            {"version":1,"root":"\(String(repeating: "0", count: 40))","run":"sort-1","writer":"9f3c01aa","step":\(number),"lineage":"a",\
            "outcome":"scored","verdict":"accepted","objective":"seconds","evaluator":"sha256:00",\
            "scores":[{"source":"measured","sample":{"repeats":5,"sitting":"\(number).1"},\
            "metrics":{"seconds":{"value":\(step.score),"direction":"minimize","n":5,"sd":0.000001}}}],"seconds":3}

            """.utf8)
    }

    private func message(_ step: SampleStep) -> String {
        "\(step.proposal.summary)\n\nIt may help.\n\nHone-Run: sort-1\nHone-Step: \(number)\nHone-Proposer: mutation"
    }
}
