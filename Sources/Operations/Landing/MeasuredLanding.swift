import Search
import StudyModel
import StudyStore
import Wiring

/// What a landing makes of a branch, measured beside the branch's head before anything is moved.
struct MeasuredLanding: Sendable {
    /// The branch's short name.
    let branch: String
    let head: CommitID
    private let compared: CompareRecord
    private let study: Study

    /// Measures the two; throws `Problem.landing(.failsOnBranch)` where what would land has no score.
    ///
    /// - Parameters:
    ///   - landing: the tree that the branch would get, under the candidate's name.
    ///   - name: the candidate as people name it.
    init(
        of landing: Subject, named name: String, on branch: String, at head: Subject, in journal: RunJournal,
        _ workbench: Workbench
    ) async throws {
        let judge = try await RunJudge(of: journal, in: workbench)
        let trial = LandingTrial(judge.record, examples: judge.examples, evaluator: judge.evaluator)
        compared = try await trial.run(landing, over: head, id: String(landing.tree.text.prefix(12)))
        guard let found = compared.evaluations.last?.evaluation, found.outcome == .scored else {
            let found = compared.evaluations.last?.evaluation
            throw Problem.landing(
                .failsOnBranch(
                    name, branch: branch, outcome: found?.outcome ?? .invalid, reason: found?.reason))
        }
        self.branch = branch
        self.head = head.commit
        study = judge.record.study
    }

    /// How much better the branch gets by each objective; empty where its head has no score.
    var gains: [ObjectiveGain] {
        study.objectives.compactMap { objective in
            guard let gain = compared.gains.first(where: { $0.metric == objective.metric }) else {
                return nil
            }
            let score = compared.evaluations.last?.score(objective)
            let known = KnownGain(
                gain, on: score?.sample, value: score?.value, obstacle: compared.obstacle, by: objective)
            return ObjectiveGain(known, by: objective, of: study)
        }
    }

    /// Records what was measured, of the commit that came of it.
    func record(of result: CommitID, at time: Int64, in journal: RunJournal) async throws {
        var record = compared
        for index in record.evaluations.indices where record.evaluations[index].of != head {
            record.evaluations[index].of = result
        }
        for index in record.gains.indices { record.gains[index].of = result }
        record.recordedAt = time
        try await journal.append(.compared(record), feedback: nil, attachments: [])
    }
}
