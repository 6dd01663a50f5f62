import Git
import Search
import Simulation
import StudyModel
import StudyStore
import TestSupport
import Testing

/// Candidates of two parents, from the plan to the commit.
struct CrossingTests {
    private static let study = Study.test { $0.budget.steps = 9 }

    @Test func `a candidate of two parents has what both brought, and beats the first`() async throws {
        var run = TestRun(Self.study, base: ["x": "0", "y": "0"])
        (run.strategy, run.proposer) = (Crossing(), Crossing.proposer)
        run.evaluator = ScriptedEvaluator(run.repository) { files, _, _ in
            .value(["x", "y"].reduce(0) { $0 + (Double(files[$1] ?? "") ?? 0) })
        }
        let view = try await run.run().view
        let crossed = try #require(view.steps.first { $0.verdict == .accepted && !$0.parents.others.isEmpty })
        let scores = crossed.parents.all.compactMap { view.step(of: $0)?.score?.value }
        #expect(scores.count == 2 && crossed.score?.value == scores.reduce(0, +))
        #expect(crossed.gain?.comparison.reference == scores[0])
        let other = try #require(crossed.parents.others.first.flatMap(view.step(of:)))
        let evidence = try #require(await run.evidence(of: crossed.step.number))
        #expect(evidence.contains("## Another parent\n\nStep \(other.step.number). Proposed:"))
        // The other parent's lineage lives on.
        #expect(view.lineages[crossed.lineage]?.head != crossed.parents.others.first)
        #expect(view.lineages.values.allSatisfy { $0.ended == nil } && view.lineages.count == 2)
    }

    /// By a proposer, and by git.
    enum Way: CaseIterable {
        case crossing, joining

        var strategy: any Strategy { self == .crossing ? Crossing() : Joining() }
        var proposer: ScriptedProposer { self == .crossing ? Crossing.proposer : Joining.proposer }
    }

    @Test(arguments: Way.allCases)
    func `in a repository its commit has both parents`(way: Way) async throws {
        let repository = try TemporaryRepository()
        let base = try #require(
            CommitID(text: try repository.commit("Begin", files: ["x": "0\n", "y": "0\n"])))
        let options = StoreOptions(
            settingsReader: { _ in SettingsReading(study: Self.study) }, now: { 1_700_000_000 },
            random: { 0x5eed })
        let journal = try await StudyRepository(
            GitContext(at: repository.path, environment: [:]), options: options
        ).createRun(
            RunSetup(
                study: Self.study, settings: RecordedSettings(), studyText: [], base: base,
                evaluator: EvaluatorIdentity(id: "sha256:00")))
        let loop = LearningLoop(
            store: journal, proposer: way.proposer, evaluator: SumEvaluator(journal: journal),
            observer: SilentObserver(), strategy: way.strategy, clock: TestClock(), date: { 0 })
        let view = try await journal.withStepLock { try await loop.run(stop: StopRequest()) }.view
        try repository.requireSound()
        let candidates = view.steps.filter { $0.step.number > 0 && $0.candidate != nil }
        for step in candidates {
            let commit = try #require(step.candidate).text
            let parents = try repository.git("rev-list", "--parents", "--max-count=1", commit)
            #expect(parents == ([commit] + step.parents.all.map(\.text)).joined(separator: " "))
        }
        let crossed = try #require(
            candidates.last { $0.verdict == .accepted && !$0.parents.others.isEmpty }?.candidate)
        let graph = try repository.git("log", "--graph", "--format=%H", crossed.text)
        #expect(graph.contains("|\\") && graph.contains(base.text))
        #expect(try repository.git("log", "--merges", "--format=%H", crossed.text).contains(crossed.text))
        let both =
            try way == .joining ? ["x", "y"].map { try repository.git("show", "\(crossed.text):\($0)") } : []
        #expect(both == (way == .joining ? ["1", "2"] : []))
        let note = try repository.git("notes", "--ref=hone/score", "show", crossed.text)
        for parent in view.step(of: crossed)?.parents.all ?? [] { #expect(note.contains(parent.text)) }
    }
}
