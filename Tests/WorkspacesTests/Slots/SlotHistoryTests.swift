import StudyModel
import TestSupport
import Testing

@testable import Workspaces

/// A slot's own repository may hold what a run came to before.
struct SlotHistoryTests {
    private static let secret = "the-marker-that-nobody-may-see"

    private static func entry(
        _ number: Int, _ subject: Subject, from parents: [Subject] = [], notes: [String: String] = [:],
        traces: [StudyModel.Attachment] = []
    ) throws -> SlotHistory.Entry {
        SlotHistory.Entry(
            PastCandidate(
                step: StepID(number: number, writer: try #require(WriterID(text: "00000001"))),
                commit: subject.commit, tree: subject.tree, parents: parents.map(\.commit),
                name: "sort-1/\(number)", summary: "Step \(number)", score: ""),
            notes: notes, traces: traces)
    }

    @Test func `every candidate is a branch on top of what it was made from, with its notes and traces`()
        async throws
    {
        let fixture = try SlotFixture()
        let base = fixture.base
        let first = try fixture.candidate(["src/b.c": "three\n"])
        let second = try fixture.candidate(["new.c": "four\n"], removing: ["a.txt"], from: first.commit.text)
        let other = try fixture.candidate(["src/b.c": "five\n"])
        let history = SlotHistory(
            [
                try Self.entry(0, base),
                try Self.entry(1, first, from: [base], notes: ["score": "score: 3\n"]),
                try Self.entry(
                    2, second, from: [first], notes: ["score": "score: 4\n", "feedback": "Fine.\n"],
                    traces: [StudyModel.Attachment(path: "traces/case-1.0.jsonl", text: "{}\n")]),
                try Self.entry(3, other, from: [base]),
            ], head: first.commit)
        try await fixture.pool().withSlot(.agent) { slot in
            try await slot.move(to: first)
            try await slot.add(history)
            #expect(try slot.git("status", "--porcelain").output == "")
            #expect(try slot.git("rev-parse", "HEAD").output == slot.git("rev-parse", "sort-1/1").output)
            for (name, subject) in [("0", base), ("1", first), ("2", second), ("3", other)] {
                #expect(try slot.git("rev-parse", "sort-1/\(name)^{tree}").output == subject.tree.text + "\n")
            }
            #expect(try slot.git("log", "--format=%s", "sort-1/2").output == "Step 2\nStep 1\nStep 0\n")
            #expect(
                try slot.git("merge-base", "sort-1/2", "sort-1/3").output
                    == slot.git("rev-parse", "sort-1/0").output)
            let log = try slot.git("log", "sort-1/2").output
            #expect(log.contains("score: 4") && log.contains("Fine.") && log.contains("score: 3"))
            #expect(try slot.git("show", "refs/hone/traces:2/case-1.0.jsonl").output == "{}\n")
            #expect(try slot.git("fsck", "--strict").status == 0)
            // The next one that moves here finds nothing of it.
            try await slot.move(to: other)
            #expect(try slot.git("for-each-ref", "--format=%(refname)").output == "refs/heads/candidate\n")
        }
    }

    @Test func `no object of it holds what is hidden`() async throws {
        let fixture = try SlotFixture(["a.txt": "one\n", "bench/secret/cases": Self.secret])
        let layout = SlotLayout(hidden: PatternList(["bench/secret/**"]))
        let base = fixture.base
        let other = try fixture.candidate(["a.txt": "two\n", "bench/secret/cases": Self.secret + " again"])
        try await fixture.pool(layout).withSlot(.agent) { slot in
            try await slot.move(to: base)
            try await slot.add(
                SlotHistory(
                    [try Self.entry(0, base), try Self.entry(1, other, from: [base])], head: base.commit))
            #expect(try slot.git("show", "sort-1/1:a.txt").output == "two\n")
            let objects = try slot.git("cat-file", "--batch-all-objects", "--batch", "--buffer")
            #expect(objects.status == 0 && objects.output.contains("two"))
            #expect(!objects.output.contains(Self.secret))
        }
    }
}
