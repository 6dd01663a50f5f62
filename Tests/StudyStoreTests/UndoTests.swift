import StudyModel
import Testing

@testable import StudyStore

/// Undoing changes what stands and loses nothing; git says what stands.
struct UndoTests {
    /// What a person may do to a run.
    enum Kind: CaseIterable {
        case accepted, rejected, reverted, forked, adopted, branchDeleted, review, approval, landing, renamed,
            deleted
    }

    private let fixture: StoreFixture
    private let base: RunJournal

    init() async throws {
        fixture = try StoreFixture()
        base = try await fixture.startRun()
        try await fixture.step(1, in: base)
        try await fixture.step(2, in: base)
        try await fixture.step(3, .rejected, in: base)
        try fixture.repository.git("branch", "release", "main")
        _ = try await base.events(after: 0)
    }

    /// The refs and notes that people see; the journals are another matter.
    private func state() throws -> [String] {
        let refs = try fixture.repository.git(
            "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads")
        let notes = try ["score", "feedback", "review"].map { name in
            try fixture.repository.runGit(["rev-parse", "refs/notes/hone/\(name)^{tree}"]).output
        }
        // A notes ref without notes is as good as none.
        let empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
        return refs.split(separator: "\n").map(String.init)
            + notes.map { $0 == empty || $0.hasPrefix("refs/") ? "none" : $0 }
    }

    private func head(_ branch: String) throws -> CommitID {
        try CommitID(text: fixture.repository.git("rev-parse", branch)).orFail()
    }

    private func perform(_ kind: Kind) async throws {
        let git = fixture.repository
        let journal = try await fixture.reopen()
        _ = try await journal.events(after: 0)
        let second = try head("hone/sort-1/a")
        switch kind {
        case .accepted: try await fixture.step(4, in: journal)
        case .rejected: try await fixture.step(4, .rejected, in: journal)
        case .reverted: try await journal.revert(lineage: .first, to: head("hone/sort-1/a~1"))
        case .forked: try await journal.fork(at: head("hone/sort-1/a~1"))
        case .adopted:
            try git.git("checkout", "-q", "hone/sort-1/a")
            try git.write("int n = 77;\n", to: "src/sort.c")
            try git.commit("By hand")
            try git.git("checkout", "-q", "main")
            _ = try await journal.events(after: 0)
        case .branchDeleted:
            try git.git("branch", "-q", "-D", "hone/sort-1/a")
            _ = try await journal.events(after: 0)
        case .review: try await journal.review(second, .reject, text: "no")
        case .approval: try await journal.review(second, .approve, text: "yes")
        case .landing:
            let landing = LandRecord(
                id: "x", candidate: second, onto: "refs/heads/release", from: fixture.base, result: second,
                recordedAt: 0)
            try await journal.land(landing)
        case .renamed:
            try await fixture.study.rename(journal.record.run, to: RunName(text: "fast").orFail())
        case .deleted: try await fixture.study.delete(journal.record.run)
        }
    }

    /// Undoes the last operation as the command does, and returns what it was.
    @discardableResult
    private func undo(_ run: String) async throws -> UndoPlan {
        let name = try RunName(text: run).orFail()
        let study = fixture.study
        guard try await study.runs().contains(where: { $0.name == name }) else {
            return try await study.undoDeletion(of: name)
        }
        let journal = try await study.open(name, for: .appending)
        let plan = try await journal.planUndo(nil)
        if case .branch(let move) = plan.effect {
            try await journal.undoLanding(plan, move)
        } else {
            try await study.undo(plan, in: journal)
        }
        return plan
    }

    @Test(arguments: Kind.allCases)
    func `undone, everything is where it was; undone again, where it had come to`(_ kind: Kind) async throws {
        let before = try state()
        try await perform(kind)
        let after = try state()
        if kind != .rejected { #expect(after != before) }
        let name = kind == .renamed ? "fast" : "sort-1"
        try await undo(name)
        // A step's notes are facts, and stay.
        let isStep = kind == .accepted || kind == .rejected
        #expect(try isStep ? Array(state().dropLast(3)) == Array(before.dropLast(3)) : state() == before)
        try await undo("sort-1")
        #expect(try state() == after)
        try await undo(name)
        #expect(try isStep ? Array(state().dropLast(3)) == Array(before.dropLast(3)) : state() == before)
        try fixture.repository.requireSound()
    }

    @Test func `after an undone step the next one has a number of its own`() async throws {
        let journal = try await fixture.reopen()
        _ = try await journal.events(after: 0)
        let fourth = try await fixture.step(4, in: journal)
        try await undo("sort-1")
        _ = try await journal.events(after: 0)
        let view = try await journal.currentView()
        #expect(view.nextStep(of: journal.writer) == 5)
        let fifth = try await fixture.step(5, in: journal)
        #expect(fifth.parent == fourth.parent)
        #expect(try head("hone/sort-1/a") == fifth.candidate)
        try fixture.repository.git("gc", "-q", "--prune=now")
        let kept = try #require(fourth.candidate?.text)
        #expect(try fixture.repository.git("cat-file", "-t", kept) == "commit")
    }

    @Test func `an operation in the middle is undone by its name`() async throws {
        let journal = try await fixture.reopen()
        let view = try await journal.currentView()
        let second = try #require(view.operations[2].id)
        try await fixture.study.undo(try await journal.planUndo(second), in: journal)
        let after = try await journal.currentView()
        #expect(after.best == view.steps[1].candidate)
        #expect(after.steps.count == view.steps.count)
        await #expect(throws: StoreError.undoneAlready(second)) { try await journal.planUndo(second) }
    }

    @Test func `the base cannot be undone, nor what is not there`() async throws {
        let journal = try await fixture.reopen()
        let step = try #require(try await journal.currentView().operations.first)
        await #expect(throws: StoreError.cannotBeUndone(step)) { try await journal.planUndo(step.id) }
        await #expect(throws: StoreError.unknownOperation(fixture.base)) {
            try await journal.planUndo(fixture.base)
        }
    }

    @Test func `a landing is not taken back where the branch has gone on`() async throws {
        try await perform(.landing)
        try fixture.repository.git("checkout", "-q", "release")
        let mine = try fixture.repository.commit("Mine", files: ["mine.txt": "x\n"])
        try fixture.repository.git("checkout", "-q", "main")
        await #expect(throws: StoreError.self) { try await undo("sort-1") }
        #expect(try fixture.repository.git("rev-parse", "release") == mine)
    }

    @Test func `a person's commits on a branch outlive the undo of its lineage`() async throws {
        try await perform(.forked)
        let git = fixture.repository
        try git.git("checkout", "-q", "hone/sort-1/b")
        try git.write("false\n", to: "bench/run.sh")
        let mine = try git.commit("Out of scope")
        try git.git("checkout", "-q", "main")
        try await undo("sort-1")
        #expect(try git.git("rev-parse", "hone/sort-1/b") == mine)
    }

    // MARK: - Names and the trash

    @Test func `a renamed run keeps its steps, its words and its number`() async throws {
        let journal = try await fixture.reopen()
        let before = try await journal.currentView()
        try await perform(.renamed)
        let renamed = try await fixture.reopen("fast")
        let view = try await renamed.currentView()
        #expect(view.steps == before.steps)
        #expect(renamed.root == journal.root)
        let step = StepID(number: 1, writer: renamed.writer)
        #expect(try await renamed.feedback(of: step) == "Ran 1.")
        try await fixture.step(4, in: renamed)
        #expect(try await renamed.feedback(of: StepID(number: 4, writer: renamed.writer)) == "Ran 4.")
        #expect(try await fixture.study.createRun(fixture.setup).record.run.text == "sort-2")
        #expect(
            try fixture.repository.git("for-each-ref", "refs/hone/journal/sort-1", "refs/heads/hone/sort-1")
                == "")
        try fixture.repository.requireSound()
    }

    @Test func `a name that is taken is not given again`() async throws {
        _ = try await fixture.startRun()
        let names = (try #require(RunName(text: "sort-1")), try #require(RunName(text: "sort-2")))
        await #expect(throws: StoreError.runExists(names.1)) {
            try await fixture.study.rename(names.0, to: names.1)
        }
    }

    @Test func `a deleted run is out of sight, and all of it survives a gc`() async throws {
        let journal = try await fixture.reopen()
        let before = try await journal.currentView()
        try await perform(.deleted)
        #expect(try await fixture.study.runs().isEmpty)
        #expect(
            try fixture.repository.git("for-each-ref", "--format=%(refname)", "refs/hone")
                == "refs/hone/trash/\(journal.root)")
        #expect(try fixture.repository.git("for-each-ref", "refs/heads/hone") == "")
        try fixture.repository.git("gc", "-q", "--prune=now")
        #expect(try await fixture.study.createRun(fixture.setup).record.run.text == "sort-2")
        try await undo("sort-1")
        let restored = try await fixture.reopen().currentView()
        #expect(restored.steps == before.steps)
        #expect(restored.best == before.best)
        #expect(!restored.isDeleted)
        #expect(try fixture.repository.git("for-each-ref", "refs/hone/trash") == "")
    }

    @Test func `a run with a branch checked out is neither renamed nor deleted`() async throws {
        try fixture.repository.git("checkout", "-q", "hone/sort-1/a")
        let before = try fixture.repository.git("for-each-ref")
        for kind in [Kind.renamed, .deleted] {
            await #expect(throws: StoreError.self) { try await perform(kind) }
        }
        #expect(try fixture.repository.git("for-each-ref") == before)
    }
}
