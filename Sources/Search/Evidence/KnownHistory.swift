import StudyModel
import Text

/// What a lineage may know of the run's candidates, with what the store keeps of them.
///
/// Scores, metrics and traces are train's alone: validation selects the winner and says nothing to proposers.
struct KnownHistory: RunHistory {
    let candidates: [PastCandidate]
    private let store: any RunStore
    private let view: RunView

    init(_ view: RunView, memory: Memory, store: any RunStore) async throws {
        self.store = store
        self.view = view
        var found: [PastCandidate] = []
        var known: Set<CommitID> = []
        for (index, step) in view.steps.enumerated() {
            guard let commit = step.candidate, step.step.number == 0 || memory.mayTell(of: step, at: index),
                known.insert(commit).inserted
            else { continue }
            // What follows a revert was made from a commit with the tree of an earlier candidate.
            let parents =
                step.step.number == 0 ? [] : step.parents.all.compactMap { view.step(of: $0)?.candidate }
            found.append(
                PastCandidate(
                    step: step.step, commit: commit, tree: try await store.tree(of: commit),
                    parents: parents.filter(known.contains), name: Self.name(of: step.step, in: view),
                    summary: step.summary, score: Self.score(of: step, in: view)))
        }
        candidates = found
    }

    /// The name of a step's candidate in git.
    static func name(of step: StepID, in view: RunView) -> String {
        let name = "\(view.record.run)/\(step.number)"
        return step.writer == view.record.writer ? name : name + "-\(step.writer)"
    }

    func feedback(of candidate: PastCandidate) async throws -> String? {
        try await store.feedback(of: candidate.step)
    }

    func traces(of candidate: PastCandidate) async throws -> [Attachment] {
        let record = try await store.record(of: candidate.step)
        let train = (record?.evaluations ?? []).filter {
            $0.of == candidate.commit && $0.sample.isOfTrain
        }
        var traces: [Attachment] = []
        for path in train.flatMap(\.evaluation.trials).compactMap(\.trace)
        where !traces.contains(where: { $0.path == path }) {
            if let trace = try await store.attachment(path, of: candidate.step) { traces.append(trace) }
        }
        return traces
    }

    private static func score(of step: StepSummary, in view: RunView) -> String {
        var lines = ["outcome: \(step.outcome.rawValue)"]
        if let verdict = step.verdict { lines.append("verdict: \(Naming.ruling(verdict, in: view))") }
        for score in step.scores where score.sample.isOfTrain {
            let examples = score.sample.examples.map { " on \($0.used) of \($0.all) examples of train" } ?? ""
            lines.append("\(view.objective.metric): \(Figure(score.value))\(examples)")
        }
        if let mended = step.mends { lines.append("mends: \(name(of: mended, in: view))") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension Sample {
    /// Whether all of it is train's, or of a study without examples.
    fileprivate var isOfTrain: Bool { examples == nil || split == .train }
}
