import Foundation
import Git
import ObjectIDs
import StudyModel

@testable import StudyStore

/// Many steps, written as the store writes them but all in one pack, so that a long history is there in seconds.
struct LongHistory {
    /// The steps from 1 up to below this are written.
    let steps: Int

    func write(to journal: RunJournal) async throws {
        let view = await journal.view
        let tip = try await journal.repository.reference(journal.site.journalRef).orFail()
        let last = try await Self.stage(
            1..<steps, after: tip, of: journal, view, evaluation: journal.sampleEvaluation,
            in: journal.repository)
        let pack = try await journal.repository.publish(syncing: .none)
        try await journal.repository.require(
            RefMove(journal.site.journalRef, from: tip, to: last, reflog: ""))
        if let pack { try await journal.repository.release(pack) }
        try await journal.rebuildProjections()
        _ = try await journal.events(after: 0)
    }

    private static func stage(
        _ numbers: Range<Int>, after tip: ObjectID, of journal: RunJournal, _ start: RunView,
        evaluation: Evaluation, in repository: isolated Repository
    ) throws -> ObjectID {
        let record = journal.record
        let authorship = try journal.site.options.authorship(in: repository)
        var view = start
        var last = tip
        for number in numbers {
            let text = Array("int n = \(number + 1);\n".utf8)
            let tree = try repository.stageTree(
                base: ObjectID(record.baseTree),
                changes: [PathChange("src/sort.c", .file(repository.stageBlob(text), .file))])
            let candidate = try repository.stageCommit(
                tree: tree, parents: [ObjectID(record.base)], by: authorship,
                message: "Try \(number)\n")
            let step = StepRecord(
                step: StepID(number: number, writer: record.writer), lineage: .first,
                parents: Parents(record.base),
                candidate: CommitID(candidate), tree: TreeID(tree), outcome: .scored, verdict: .rejected,
                summary: "Try \(number)", proposer: "mutation",
                evaluations: [
                    RecordedEvaluation(
                        of: CommitID(candidate), evaluator: "sha256:00", sample: Sample(), evaluation)
                ],
                recordedAt: 1_700_000_000 + Int64(number))
            var score = ScoreNote([])
            score.merge(ScoreLine(step, root: journal.root, in: view), currency: "USD")
            let place = EventPlace(writer: record.writer, clock: number + 1)
            let files = EventFiles(.step(step), at: place, of: record.study)
            var changes: [PathChange] = []
            for (name, bytes) in [("event.json", files.event), ("score.json", score.bytes)] {
                changes.append(
                    PathChange("steps/\(number)/\(name)", .file(try repository.stageBlob(bytes), .file)))
            }
            last = try repository.stageCommit(
                tree: repository.stageTree(base: nil, changes: changes), parents: [last, candidate],
                by: authorship,
                message: JournalCommit.message(
                    "step \(number)", run: record.run, root: ObjectID(journal.root)))
            view.apply(.step(step.withoutTrials()))
        }
        return last
    }
}

extension RunJournal {
    fileprivate nonisolated var sampleEvaluation: Evaluation {
        Evaluation(
            outcome: .scored,
            metrics: ["seconds": MetricSummary(value: 0.5, direction: .minimize, n: 3, sd: 0.125)])
    }
}

/// The names of the packs that can be seen in a folder, with the index's suffix.
func packNames(in folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".idx") })
}
