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

    @Test func `of very many candidates the last are drawn, and it is said`() {
        let view = Samples.long(3000)
        let tree = LineageTree(view)
        let accepted = view.steps.count { $0.verdict == .accepted }
        #expect(tree.nodes.count == 150)
        #expect(
            tree.limit == "The first \(accepted - 150) accepted candidates are left out of the drawing.")
    }
}
