import StudyModel
import Testing

@testable import WebUI

struct LineageTreeTests {
    private static let fork = LineageName(text: "b")!

    private func tree(_ events: [Event]) -> LineageTree {
        LineageTree(RunView(Samples.record(), events: events))
    }

    @Test func `a run without steps has a lineage and no candidate`() throws {
        let tree = tree([])
        #expect(tree.names.map(\.text) == ["a"] && tree.nodes.isEmpty)
        #expect(!(try Pages.render("lineage_tree", tree).contains("nan")))
    }

    @Test func `accepted candidates hang together, the path to the best is bold`() {
        let tree = tree([
            Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 8, accepted: true),
            Samples.step(2, from: 1, score: 9, accepted: false),
            Samples.step(3, from: 1, score: nil, accepted: false),
        ])
        #expect(tree.nodes.map(\.label) == ["0", "1"])
        #expect(tree.edges.map(\.look) == ["edge to-best"])
        #expect(tree.nodes.map(\.attempts) == [nil, "+2"])
        #expect(tree.nodes.map(\.flag) == [nil, "best"])
    }

    @Test func `a lineage that starts at a rejected candidate hangs on to it`() {
        let tree = tree([
            Samples.step(0, score: 10, accepted: true), Samples.step(1, score: 11, accepted: false),
            .forked(
                ForkRecord(
                    lineage: Self.fork, from: Samples.commit(1),
                    fromStep: StepID(number: 1, writer: Samples.writer),
                    knows: StepID(number: 1, writer: Samples.writer), writer: Samples.writer, recordedAt: 0)),
        ])
        #expect(tree.names.map(\.text) == ["a", "b"])
        #expect(tree.nodes.map(\.look) == ["base best", "rejected", "waiting"])
        #expect(tree.edges.count == 2)
    }

    @Test func `of very many candidates those of the outline are drawn, and it is said`() {
        let view = Samples.long(3000)
        let tree = LineageTree(view)
        let accepted = view.steps.count { $0.verdict == .accepted }
        #expect(tree.nodes.count < 50 && tree.nodes.first?.label == "0")
        #expect(
            tree.limit
                == "\(accepted - tree.nodes.count) accepted candidates in the middle of the run are left out of the drawing."
        )
        #expect(tree.edges.count == tree.nodes.count - 1)
        #expect(tree.edges.contains { $0.look.hasSuffix(" over") })
    }

    @Test func `a merge hangs on each of its parents, in the row of its lineage`() {
        let born = step(1, moves: [LineageMove(Self.fork, .born(at: Samples.commit(1)))])
        let merge = step(
            3, parents: Parents(Samples.commit(2), [Samples.commit(1)]),
            moves: [
                LineageMove(.first, .advanced(to: Samples.commit(3))),
                LineageMove(Self.fork, .ended(why: "")),
            ])
        let tree = tree([
            Samples.step(0, score: 10, accepted: true), born, Samples.step(2, score: 9, accepted: true),
            merge,
        ])
        #expect(tree.edges.count == 4 && tree.edges.count { $0.look.hasPrefix("edge merge") } == 1)
        let rows = tree.nodes.map(\.y)
        #expect(rows[1] != rows[0] && rows[2] == rows[0] && rows[3] == rows[0])
    }

    @Test func `a lineage that ended has a bar, and why it did`() throws {
        let why = "4 others gained more"
        let tree = tree([
            Samples.step(0, score: 10, accepted: true),
            step(
                1,
                moves: [
                    LineageMove(Self.fork, .born(at: Samples.commit(1))),
                    LineageMove(.first, .ended(why: why)),
                ]),
        ])
        #expect(tree.ends.map(\.title) == ["lineage a ended: 4 others gained more"])
        #expect(tree.ended == "lineage a ended: 4 others gained more.")
        #expect(try Pages.render("lineage_tree", tree).contains("class=\"end\""))
    }

    private func step(
        _ number: Int, parents: Parents = Parents(Samples.commit(0)), moves: [LineageMove]
    ) -> Event {
        guard case .step(var step) = Samples.step(number, score: 8, accepted: true) else {
            preconditionFailure("a sample of a step is one")
        }
        step.parents = parents
        step.moves = moves
        return .step(step)
    }
}
