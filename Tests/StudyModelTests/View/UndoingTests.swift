import StudyModel
import Testing

/// What undoing does to a run's state, for every kind of event.
struct UndoingTests {
    typealias E = Examples
    private static let b = LineageName(ordinal: 1)
    private static let one = StepID(number: 1, writer: E.writer)

    /// A run of three accepted steps, one rejected one, a fork and a rejection, each event by its place.
    private static let history: [Event] = [
        .step(E.step(0, score: 10, .accepted)), .step(E.step(1, score: 9, .accepted)),
        .step(E.step(2, from: 1, score: 8, .accepted)), .step(E.step(3, from: 2, score: 9, .rejected)),
    ]

    /// One of every kind, as it may come after the history.
    private static let operations: [Event] = [
        .step(E.step(4, from: 2, score: 7, .accepted)), .step(E.step(4, from: 2, score: nil, .rejected)),
        .reverted(
            RevertRecord(
                lineage: .first, to: E.commit(1), toStep: one, commit: E.commit(99), recordedAt: 0)),
        .forked(
            ForkRecord(
                lineage: b, from: E.commit(1), fromStep: one, knows: one, writer: E.writer, recordedAt: 0)),
        .adopted(AdoptRecord(lineage: .first, head: E.commit(50), previous: E.commit(2), recordedAt: 0)),
        .branchDeleted(BranchDeletedRecord(lineage: .first, head: E.commit(2), recordedAt: 0)),
        .reviewed(review(of: 2, .reject)), .reviewed(review(of: 2, .approve)),
        .reviewed(review(of: 1, .comment)),
        .landed(
            LandRecord(
                id: "x", candidate: E.commit(2), onto: "refs/heads/main", from: nil, result: E.commit(7),
                recordedAt: 0)),
        .renamed(RenameRecord(from: E.run().run, to: RunName(text: "fast")!, recordedAt: 0)),
        .deleted(DeletionRecord(run: E.run().run, recordedAt: 0)),
    ]

    /// What an undo brings back.
    private struct State: Equatable {
        let lineages: [LineageName: LineageView]
        let current: LineageName
        let best: CommitID
        let finish: Finish?
        let reviews: [CommitID: [Review]]
        let rejected: Set<CommitID>
        let isDeleted: Bool

        init(_ view: RunView) {
            lineages = view.lineages
            current = view.currentLineage
            best = view.best
            finish = view.finish
            isDeleted = view.isDeleted
            reviews = Dictionary(uniqueKeysWithValues: view.reviewed.map { ($0, view.reviews(of: $0)) })
            rejected = view.reviewed.filter(view.isRejected)
        }
    }

    private static func id(_ number: Int) -> CommitID { E.commit(0xE000 + number) }

    private static func review(
        of number: Int, _ decision: ReviewRecord.Decision, by email: String = "ann@example.com"
    ) -> ReviewRecord {
        ReviewRecord(
            candidate: E.commit(number), decision: decision, text: "so", name: "Ann", email: email,
            recordedAt: 0)
    }

    private static func undo(_ number: Int) -> Event {
        .undone(UndoRecord(event: id(number), recordedAt: 0))
    }

    /// Folds events whose IDs are their places.
    private static func view(_ events: [Event]) -> RunView {
        RunView(
            E.run(),
            recorded: events.enumerated().map {
                RecordedEvent(id: id($0.offset), event: $0.element, objectives: E.run().study.objectives)
            })
    }

    @Test(arguments: operations.indices)
    func `undone, an operation leaves what was before it, and undone twice what was after`(_ index: Int) {
        let place = Self.history.count
        let before = Self.view(Self.history)
        let done = Self.history + [Self.operations[index]]
        let after = Self.view(done)
        let undone = Self.view(done + [Self.undo(place)])
        #expect(State(undone) == State(before))
        #expect(State(Self.view(done + [Self.undo(place), Self.undo(place + 1)])) == State(after))
        let thrice = Self.view(done + [Self.undo(place), Self.undo(place + 1), Self.undo(place + 2)])
        #expect(State(thrice) == State(before))
        #expect(undone.operation(Self.id(place))?.isUndone == true)
    }

    @Test(arguments: operations.indices)
    func `numbers, budgets and names of lineages never go back`(_ index: Int) {
        let done = Self.history + [Self.operations[index]]
        let after = Self.view(done)
        let undone = Self.view(done + [Self.undo(Self.history.count)])
        #expect(undone.spent == after.spent)
        #expect(undone.nextStep(of: E.writer) == after.nextStep(of: E.writer))
        #expect(undone.steps == after.steps)
        #expect(undone.nextLineage >= after.nextLineage || undone.lineages[after.nextLineage] == nil)
        #expect(undone.candidate(with: E.tree(4)) == after.candidate(with: E.tree(4)))
    }

    @Test func `events fold one by one as they do all at once, undone ones too`() {
        let events =
            Self.history + [Self.operations[6], Self.operations[2], Self.undo(4), Self.operations[3]]
        var view = RunView(E.run())
        for (index, event) in events.enumerated() { view.apply(event, id: Self.id(index)) }
        #expect(view == Self.view(events))
        #expect(view.best == E.commit(2))
    }

    @Test func `the last operation is the one that is not undone`() {
        let view = Self.view(Self.history)
        #expect(view.lastOperation?.id == Self.id(3))
        let undone = Self.view(Self.history + [Self.undo(3)])
        #expect(undone.lastOperation?.id == Self.id(4))
        #expect(Self.view([Self.history[0]]).lastOperation == nil)
    }

    // MARK: - Reviews

    @Test func `a rejected candidate is neither the best nor a parent`() {
        let view = Self.view(Self.history + [.reviewed(Self.review(of: 2, .reject))])
        #expect(view.best == E.commit(1))
        #expect(view.current.head == E.commit(2))
        #expect(view.parent(for: view.current) == E.commit(1))
        let both = Self.view(
            Self.history + [
                .reviewed(Self.review(of: 1, .reject)), .reviewed(Self.review(of: 2, .reject)),
            ])
        #expect(both.best == E.commit(0))
        #expect(both.parent(for: both.current) == E.commit(0))
    }

    @Test func `who approves takes their own rejection back, and nobody else's`() {
        let reject = Event.reviewed(Self.review(of: 2, .reject))
        let other = Event.reviewed(Self.review(of: 2, .approve, by: "bob@example.com"))
        #expect(Self.view(Self.history + [reject, other]).isRejected(E.commit(2)))
        for decision in [ReviewRecord.Decision.approve, .withdraw] {
            let own = Event.reviewed(Self.review(of: 2, decision, by: "Ann@Example.com"))
            let view = Self.view(Self.history + [reject, own])
            #expect(!view.isRejected(E.commit(2)))
            #expect(view.best == E.commit(2))
        }
        let words = Event.reviewed(Self.review(of: 2, .comment))
        #expect(Self.view(Self.history + [reject, words]).isRejected(E.commit(2)))
    }

    @Test func `a run whose winner is rejected has not ended`() {
        let finish = FinishRecord(
            reason: .steps, winner: E.commit(2), winnerStep: StepID(number: 2, writer: E.writer),
            commandRuns: 4, recordedAt: 0)
        let ended = Self.view(Self.history + [.finished(finish)])
        #expect(ended.finish == Finish(finish))
        let rejected = Self.view(
            Self.history + [.finished(finish), .reviewed(Self.review(of: 2, .reject))])
        #expect(rejected.finish == nil)
        #expect(rejected.spent == ended.spent)
    }

    @Test func `the base cannot be rejected`() {
        let view = Self.view(Self.history + [.reviewed(Self.review(of: 0, .reject))])
        #expect(!view.isRejected(E.commit(0)))
    }
}
