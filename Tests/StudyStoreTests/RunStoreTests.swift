import Simulation
import StudyModel
import Testing

@testable import StudyStore

/// What every store of a run does: the journal on a real repository, and the one in memory that the loop is tested with.
@Suite(.timeLimit(.minutes(5)))
struct RunStoreTests {
    enum Kind: CaseIterable, Sendable { case journal, memory }

    private let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// A run without events, and how another process opens it.
    private struct Subject {
        let store: any RunStore
        let reopen: () async throws -> any RunStore
        var base: CommitID { get async { await store.record.base } }
    }

    private func subject(_ kind: Kind) async throws -> Subject {
        switch kind {
        case .journal:
            return Subject(store: try await fixture.study.createRun(fixture.setup)) { [fixture] in
                try await fixture.reopen()
            }
        case .memory:
            let repository = InMemoryRepository(fixture.settings, base: StoreFixture.files)
            return Subject(store: InMemoryRunStore(repository)) {
                await repository.forgetDrafts()
                return InMemoryRunStore(repository)
            }
        }
    }

    // MARK: - Events

    @Test(arguments: Kind.allCases)
    func `events come in the order in which they were appended, after as many as are known`(_ kind: Kind)
        async throws
    {
        let store = try await subject(kind).store
        #expect(try await store.events(after: 0).isEmpty)
        for number in 0...3 { try await store.recordStep(number) }
        #expect(try await store.stepNumbers(after: 0) == [0, 1, 2, 3])
        #expect(try await store.stepNumbers(after: 3) == [3])
        #expect(try await store.events(after: 4).isEmpty)
        let again = try await store.events(after: 0).map(\.id)
        #expect(Set(again).count == 4)
        #expect(try await store.events(after: 0).map(\.id) == again)
    }

    @Test(arguments: Kind.allCases)
    func `what another process appends comes after what was returned before`(_ kind: Kind) async throws {
        let subject = try await subject(kind)
        let store = subject.store
        for number in 0...1 { try await store.recordStep(number) }
        let known = try await store.events(after: 0).map(\.id)
        let other = try await subject.reopen()
        #expect(try await other.stepNumbers(after: 0) == [0, 1])
        try await other.recordStep(2)
        #expect(try await store.stepNumbers(after: known.count) == [2])
        try await store.recordStep(3)
        #expect(try await other.stepNumbers(after: 3) == [3])
        #expect(try await Array(store.events(after: 0).map(\.id).prefix(2)) == known)
    }

    @Test(arguments: Kind.allCases)
    func `a step is read back as it was appended, with its files`(_ kind: Kind) async throws {
        let subject = try await subject(kind)
        try await subject.store.recordStep(0)
        let files: [StudyModel.Attachment] = [
            StudyModel.Attachment(path: "evidence.md", text: "Look."),
            StudyModel.Attachment(path: "traces/a.txt", text: ""),
        ]
        let step = try await subject.store.recordStep(1, attachments: files)
        for store in [subject.store, try await subject.reopen()] {
            #expect(try await store.record(of: step.step) == step)
            #expect(try await store.feedback(of: step.step) == "Ran 1.")
            #expect(try await store.attachment("evidence.md", of: step.step)?.text == "Look.")
            #expect(try await store.attachment("traces/a.txt", of: step.step)?.bytes.isEmpty == true)
            #expect(try await store.attachment("reply.md", of: step.step) == nil)
        }
    }

    @Test(arguments: Kind.allCases)
    func `of a step that is not there nothing is told`(_ kind: Kind) async throws {
        let store = try await subject(kind).store
        try await store.recordStep(0)
        let step = StepID(number: 7, writer: await store.writer)
        #expect(try await store.record(of: step) == nil)
        #expect(try await store.feedback(of: step) == nil)
        #expect(try await store.attachment("evidence.md", of: step) == nil)
    }

    // MARK: - Sittings

    @Test(arguments: Kind.allCases)
    func `repeats of a sitting outlive the process, on their own terms, until its step is recorded`(
        _ kind: Kind
    ) async throws {
        let subject = try await subject(kind)
        try await subject.store.recordStep(0)
        let key = SittingKey(name: "1.1", terms: "as now")
        let repeats = (0..<2).map { index in
            let trial = Trial(
                repetition: 0, seed: .max, metrics: ["seconds": 0.1 + Double(index)], feedback: "Slow.",
                trace: "traces/t.0.jsonl", wallSeconds: 0.25)
            return Evaluation(
                outcome: .unmeasured, trials: [trial], commandRuns: 3, wallSeconds: 0.5,
                attachments: [StudyModel.Attachment(path: "traces/t.0.jsonl", text: "\(index)")])
        }
        #expect(try await subject.store.begun(key).isEmpty)
        try await subject.store.keep(repeats, of: key)
        let store = try await subject.reopen()
        #expect(try await store.begun(key) == repeats)
        #expect(try await store.begun(SittingKey(name: "1.1", terms: "otherwise")).isEmpty)
        #expect(try await store.begun(SittingKey(name: "11.1", terms: "as now")).isEmpty)
        try await store.recordStep(1)
        #expect(try await store.begun(key).isEmpty)
    }

    // MARK: - Drafts

    @Test(
        arguments: Kind.allCases,
        [
            ("bench/run.sh", ScopeViolation.evaluatorFile(path: "bench/run.sh")),
            ("README", .outsideScope(path: "README")), ("src/sort.c/x", .throughFile(path: "src/sort.c/x")),
            ("src", .outsideScope(path: "src")),
            (".gitattributes", .gitSettings(path: ".gitattributes")),
        ])
    func `a change out of scope is refused, and is nothing new`(
        _ kind: Kind, _ refusal: (path: String, violation: ScopeViolation)
    ) async throws {
        let subject = try await subject(kind)
        let store = subject.store
        try await store.recordStep(0)
        let changes = [FileChange.writing("x", to: refusal.path)]
        #expect(try await store.draft(changes) == .refused(refusal.violation))
        #expect(try await !store.artifact(at: subject.base).isNovel(changes))
    }

    @Test(arguments: Kind.allCases)
    func `two changes of one path contradict each other`(_ kind: Kind) async throws {
        let store = try await subject(kind).store
        try await store.recordStep(0)
        let changes = ["a", "b"].map { FileChange.writing($0, to: "src/sort.c") }
        #expect(try await store.draft(changes) == .refused(.conflict(path: "src/sort.c")))
    }

    @Test(arguments: Kind.allCases)
    func `nothing new, a known tree and a new one are told apart`(_ kind: Kind) async throws {
        let subject = try await subject(kind)
        let store = subject.store
        try await store.recordStep(0)
        let step = try await store.recordStep(1, .rejected)
        let artifact = try await store.artifact(at: subject.base)
        let same = [FileChange.writing("int n = 1;\n", to: "src/sort.c")]
        #expect(try await store.draft(same) == .unchanged)
        #expect(try await !artifact.isNovel(same))
        let known = [FileChange.writing("int n = 2;\n", to: "src/sort.c")]
        #expect(try await store.draft(known) == .duplicate(of: try #require(step.candidate)))
        #expect(try await !artifact.isNovel(known))
        let new = [FileChange.writing("int n = 9;\n", to: "src/sort.c")]
        #expect(try await artifact.isNovel(new))
        guard case .candidate = try await store.draft(new) else {
            Issue.record("no candidate")
            return
        }
        // A draft is nothing that the run has evaluated.
        #expect(try await artifact.isNovel(new))
    }

    @Test(arguments: Kind.allCases)
    func `a draft can be read and is gone with its process`(_ kind: Kind) async throws {
        let subject = try await subject(kind)
        let store = subject.store
        try await store.recordStep(0)
        let draft = try await store.draft([.writing("int m;\n", to: "src/new.c")])
        guard case .candidate(let commit, let tree) = draft else {
            Issue.record("\(draft)")
            return
        }
        #expect(try await store.tree(of: commit) == tree)
        let artifact = try await store.artifact(at: commit)
        #expect(try await artifact.editablePaths() == ["src/new.c", "src/sort.c"])
        #expect(try await artifact.contextPaths() == ["README"])
        #expect(try await artifact.read("src/new.c") == Array("int m;\n".utf8))
        #expect(try await artifact.read("src/none.c") == nil)
        let diff = try await store.diff(from: subject.base, to: commit)
        #expect(diff.contains("src/new.c") && diff.contains("+int m;") && !diff.contains("sort.c"))
        let other = try await subject.reopen()
        await #expect(throws: (any Error).self) { try await other.tree(of: commit) }
        await #expect(throws: (any Error).self) { try await other.artifact(at: commit) }
        #expect(try await other.stepNumbers(after: 0) == [0])
    }

    @Test(arguments: Kind.allCases)
    func `what the study hides is neither listed, nor read, nor changed by a proposer`(_ kind: Kind)
        async throws
    {
        let subject = try await subject(kind)
        let store = subject.store
        try await store.recordStep(0)
        let artifact = try await store.artifact(at: subject.base)
        #expect(try await artifact.editablePaths() == ["src/sort.c"])
        #expect(try await artifact.contextPaths() == ["README"])
        #expect(try await artifact.read("src/key.c") == nil)
        #expect(try await artifact.read("src/sort.c") != nil)
        let changes = [FileChange.writing("int key = 8;\n", to: "src/key.c")]
        #expect(try await store.draft(changes) == .refused(.evaluatorFile(path: "src/key.c")))
        #expect(try await !artifact.isNovel(changes))
        let below = [FileChange.writing("int m;\n", to: "src/key.c/below.c")]
        #expect(try await store.draft(below) != .unchanged)
        #expect(try await !artifact.isNovel(below))
    }

    @Test(arguments: Kind.allCases)
    func `of several parents the first gives the files, and all are kept`(_ kind: Kind) async throws {
        let subject = try await subject(kind)
        let store = subject.store
        try await store.recordStep(0)
        let first = try #require(try await store.recordStep(1).candidate)
        let second = try #require(try await store.recordStep(2, on: Parents(subject.base)).candidate)
        let parents = Parents(first, [second])
        let merged = try await store.recordStep(3, on: parents, path: "src/new.c")
        let artifact = try await store.artifact(at: try #require(merged.candidate))
        #expect(try await artifact.read("src/sort.c") == Array("int n = 2;\n".utf8))
        #expect(try await subject.reopen().record(of: merged.step)?.parents == parents)
    }
}

extension FileChange {
    fileprivate static func writing(_ text: String, to path: String) -> FileChange {
        FileChange(path: path, content: .file(Array(text.utf8), executable: false))
    }
}

extension RunStore {
    /// The numbers of the steps after so many events.
    fileprivate func stepNumbers(after count: Int) async throws -> [Int] {
        try await events(after: count).compactMap {
            if case .step(let step) = $0.content { step.step.number } else { nil }
        }
    }

    /// Drafts changes of the base.
    fileprivate func draft(_ changes: [FileChange]) async throws -> Draft {
        try await draft(
            Proposal(changes: changes, summary: "Try"), on: Parents(await record.base),
            step: StepID(number: 9, writer: await writer), proposer: "mutation")
    }

    /// Drafts and appends a step that writes its number into a file; the base for 0.
    @discardableResult
    fileprivate func recordStep(
        _ number: Int, _ verdict: Verdict = .accepted, on parents: Parents? = nil,
        path: String = "src/sort.c", attachments: [StudyModel.Attachment] = []
    ) async throws -> StepRecord {
        let run = await record
        let parents = parents ?? Parents(run.base)
        let id = StepID(number: number, writer: await writer)
        var (candidate, tree) = (run.base, run.baseTree)
        if number > 0 {
            let changes = [FileChange.writing("int n = \(number + 1);\n", to: path)]
            let draft = try await draft(
                Proposal(changes: changes, summary: "Try \(number)"), on: parents, step: id,
                proposer: "mutation")
            guard case .candidate(let commit, let built) = draft else { throw FixtureError.notDrafted(draft) }
            (candidate, tree) = (commit, built)
        }
        let step = StepRecord(
            step: id, lineage: .first, parents: parents, candidate: candidate, tree: tree, outcome: .scored,
            verdict: verdict,
            moves: verdict == .accepted ? [LineageMove(.first, .advanced(to: candidate))] : [],
            summary: "Try \(number)", proposer: number > 0 ? "mutation" : "", evaluations: [],
            recordedAt: 1_700_000_000 + Int64(number))
        try await append(.step(step), feedback: "Ran \(number).", attachments: attachments)
        return step
    }
}
