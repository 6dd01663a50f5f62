import Listings
import Search
import StudyModel
import StudyStore
import Wiring

/// A test on the sealed examples that nothing was run of yet.
package struct PreparedTest: Sendable {
    let tests: SealedTests
    let view: RunView
    let step: StepSummary
    let candidate: CommitID
    let rival: SealedTests.Rival?
    let sealed: SealedTest
    let present: RunJudge
    let journal: RunJournal
    /// Runs of the command for each example.
    let repeats: Int

    /// Why no claim can come of it, whatever is measured; `nil` where one can, where none is asked, and where the verdict of an earlier test stands.
    package func shortfall() async throws -> TestShortfall? {
        rival == nil || settled != nil
            ? nil : shortfall(atLook: try await tests.looks(at: sealed.digest).count + 1)
    }

    /// Runs it, and records that before and after; where nothing is random and it was made before, the recorded verdict stands and nothing is run.
    ///
    /// What earlier tests measured of one of the two by the same evaluator is not run again where nothing is random.
    package func run() async throws -> TestReport {
        if let settled { return try await report(settled, isNew: false) }
        let look = SealedLook(try await tests.looks(at: sealed.digest).count + 1, in: present.record.study)
        var test = try await journal.beginTest(
            of: candidate, over: rival.map { ($0.commit, $0.side.step.step, $0.run) },
            on: sealed.sample(repeats: repeats))
        let attachments = try await measure(&test)
        let comparisons = sealed.comparisons(of: try await earlier(test) + [test.evaluations], at: look)
        test.gains = sealed.gains(comparisons, of: test, at: look)
        try await journal.endTest(test, attachments: attachments)
        return try await report(test, isNew: true)
    }

    private func shortfall(atLook look: Int) -> TestShortfall? {
        let study = present.record.study
        return ClosingPlan(ofTestOf: study, examples: present.examples, look: look).flatMap { plan in
            plan.lacking.map {
                TestShortfall(look: look, observations: plan.observations, least: $0, unit: study.witnesses)
            }
        }
    }

    /// Measures both, but for what is known; returns the candidate's files.
    private func measure(_ test: inout TestRecord) async throws -> [Attachment] {
        var subjects = [Subject(commit: candidate, tree: try await journal.tree(of: candidate))]
        if let rival {
            subjects.insert(
                Subject(commit: rival.commit, tree: try await journal.tree(of: rival.commit)), at: 0)
        }
        let known = try await known(of: subjects.map(\.commit))
        var sitting = sealed.sitting(of: subjects, repeats: repeats, number: test.look)
        sitting.candidates = subjects.filter { known[$0.commit] == nil }
        var fresh = sitting.candidates.isEmpty ? [] : try await present.evaluator.evaluate(sitting)
        let attachments = known[candidate] == nil ? fresh.last?.attachments ?? [] : []
        sitting.candidates = subjects
        let evaluations = subjects.compactMap { subject in
            known[subject.commit]?.evaluation ?? (fresh.isEmpty ? nil : fresh.removeFirst())
        }
        test.evaluations = try sealed.results(evaluations, of: sitting, in: test)
        for index in test.evaluations.indices {
            guard let source = known[test.evaluations[index].of] else { continue }
            (test.evaluations[index].source, test.evaluations[index].from) = (.cached, source.from)
            test.evaluations[index].attempts = []
        }
        return attachments
    }

    // MARK: - What was seen before

    /// The same of the other of two candidates of one run, with this one beside it.
    var turned: PreparedTest? {
        guard let rival, rival.run == nil else { return nil }
        return PreparedTest(
            tests: tests, view: view, step: rival.side.step, candidate: rival.commit,
            rival: SealedTests.Rival(
                commit: candidate, side: CandidateComparison.Side(view: view, step: step), run: nil),
            sealed: sealed, present: present, journal: journal, repeats: repeats)
    }

    /// The test that says all of this one: of the two, or of the candidate alone on whichever side it stood.
    var settled: TestRecord? {
        let tests = view.tests.ended
        guard let rival else {
            return tests.compactMap { $0.side(of: step.step)?.alone }.last(where: sealed.isSettled)
        }
        return tests.last {
            $0.candidate == candidate && $0.over == rival.commit && sealed.isSettled(by: $0)
        }
    }

    /// What was measured of candidates that is what any other test would measure, each with the event that holds it.
    private func known(of commits: [CommitID]) async throws -> [CommitID: RecordedEvaluation] {
        var known: [CommitID: RecordedEvaluation] = [:]
        for (id, test) in try await tests(where: { $0.sample.repeats == repeats }) {
            let isTold = test.evaluations.contains {
                commits.contains($0.of) && $0.source == .measured && sealed.isFinal($0)
            }
            guard isTold else { continue }
            for var measured in try await journal.evaluations(of: id)
            where commits.contains(measured.of) && measured.source == .measured && sealed.isFinal(measured) {
                measured.from = id
                known[measured.of] = measured
            }
        }
        return known
    }

    /// What earlier tests of the same two measured, by the same evaluator.
    private func earlier(_ test: TestRecord) async throws -> [[RecordedEvaluation]] {
        guard test.over != nil, let evaluator = test.evaluations.first?.evaluator else { return [] }
        var looks: [[RecordedEvaluation]] = []
        for (id, _) in try await tests(where: { $0.candidate == test.candidate && $0.over == test.over }) {
            let measured = try await journal.evaluations(of: id)
            if measured.allSatisfy({ $0.evaluator == evaluator && $0.evaluation.outcome == .scored }) {
                looks.append(measured)
            }
        }
        return looks
    }

    /// The tests on these examples that came to their end, with the events that hold them.
    private func tests(where isAsked: (TestRecord) -> Bool) async throws -> [(CommitID, TestRecord)] {
        try await journal.events(after: 0).compactMap { entry in
            guard case .event(.tested(let test)) = entry.content, let id = entry.id,
                test.sample.examples?.digest == sealed.digest, isAsked(test)
            else { return nil }
            return (id, test)
        }
    }

    private func report(_ test: TestRecord, isNew: Bool) async throws -> TestReport {
        let looks = try await tests.looks(at: sealed.digest)
        let study = present.record.study
        let look = SealedLook(test, in: study) ?? SealedLook(max(1, looks.count), in: study)
        let earlier = try await earlier(test)
        return TestReport(
            view: try await journal.currentView(), step: step, test: test, over: rival?.side,
            metrics: sealed.comparisons(of: earlier, at: look), pooled: earlier.count, looks: looks,
            tail: look.tail, shortfall: test.over == nil ? nil : shortfall(atLook: look.number), isNew: isNew)
    }
}
