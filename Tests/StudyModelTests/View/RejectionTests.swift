import StudyModel
import Testing

/// What was turned down, by whom, and what was made from it.
struct RejectionTests {
    private typealias E = Examples

    /// Step 1 is accepted, step 2 on it rejected by its verdict; a person forks at 2, and 3 and 4 follow from there.
    private static let forked: [Event] = [
        .step(E.step(0, score: 50, .accepted)), .step(E.step(1, score: 40, .accepted)),
        .step(E.step(2, from: 1, score: 45, .rejected)),
        .forked(
            ForkRecord(
                lineage: LineageName(text: "b")!, from: E.commit(2), fromStep: id(2), knows: id(2),
                writer: E.writer, recordedAt: 0)),
        .step(E.step(3, from: 2, score: 30, .accepted, lineage: LineageName(text: "b")!)),
        .step(E.step(4, from: 3, score: 20, .accepted, lineage: LineageName(text: "b")!)),
    ]

    private static func id(_ number: Int) -> StepID { StepID(number: number, writer: E.writer) }

    private func review(_ number: Int, _ decision: ReviewRecord.Decision) -> Event {
        .reviewed(
            ReviewRecord(
                candidate: E.commit(number), decision: decision, text: "breaks the ABI", name: "Ada",
                email: "ada@example.org", recordedAt: 0))
    }

    private func rejectedBelow(_ number: Int, _ events: [Event]) throws -> [Int] {
        let view = RunView(E.run(), events: events)
        let step = try #require(view.step(Self.id(number)))
        return view.rejectedAncestors(of: step).map(\.step.number)
    }

    @Test func `what is built on a rejected step contains it, however far up`() throws {
        #expect(try rejectedBelow(3, Self.forked) == [2])
        #expect(try rejectedBelow(4, Self.forked) == [2])
        #expect(try rejectedBelow(1, Self.forked) == [])
        #expect(try rejectedBelow(2, Self.forked) == [], "it is rejected, and contains nothing that was")
    }

    @Test func `a person's word goes before a verdict`() throws {
        let approved = Self.forked + [review(2, .approve)]
        #expect(try rejectedBelow(4, approved) == [])
        let rejected = approved + [review(1, .reject)]
        #expect(try rejectedBelow(4, rejected) == [1])
        #expect(try rejectedBelow(4, rejected + [review(1, .withdraw)]) == [])
    }

    @Test func `who turned a candidate down is told`() throws {
        let view = RunView(E.run(), events: Self.forked + [review(3, .reject)])
        let found = view.steps.map(view.rejection)
        #expect(found == [nil, nil, .byVerdict, .byPerson, nil])
    }

    @Test func `the winner says what rejected step it was made from`() throws {
        let view = RunView(E.run(), events: Self.forked)
        let best = try #require(view.step(of: view.best))
        #expect(best.step.number == 4)
        #expect(Naming.rejectedBelow(best, in: view) == "contains the rejected sort-1:2")
    }

    @Test func `what a program reported is never the best`() throws {
        var reported = E.step(1, score: 1, .accepted)
        reported.evaluations[0].source = .reported
        let view = RunView(E.run(), events: [.step(E.step(0, score: 50, .accepted)), .step(reported)])
        #expect(view.best == E.commit(0))
        #expect(Naming.scores(try #require(view.step(Self.id(1))), in: view) == "1 reported")
    }
}
