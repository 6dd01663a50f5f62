import Foundation
import StudyModel
import Testing
import Text

@testable import Proposers

struct AskTellTests {
    private func tell(_ text: String) throws -> Tell {
        try JSONDecoder().decode(Tell.self, from: Data(text.utf8))
    }

    @Test func `an ask holds all that a proposer is told`() async throws {
        var folder = FolderOfText(["a.c": "int a;\n", "run.sh": "#!/bin/sh\n"])
        folder.files["data"] = [0, 255, 10]
        folder.executables = ["run.sh"]
        folder.editable = ["a.c": [1...1]]
        let run = try #require(RunName(text: "sort-3"))
        let ask = try await Ask(.made(of: folder, seed: .max), run: run)
        #expect(ask.editable.map(\.path) == ["a.c", "data", "run.sh"])
        #expect(ask.editable[0].content == "int a;\n")
        #expect(ask.editable[0].lines == [[1, 1]])
        #expect(ask.editable[1].base64 == "AP8K")
        #expect(ask.editable[2].executable)
        let read = try #require(JSONReader.read(ask.line[...]))
        #expect(read["seed"] == .string("2147483647"))
        #expect(read["editable"]?.elements?[0]["lines"] == .array([.array([.number(1), .number(1)])]))
        #expect(read["editable"]?.elements?[1]["content"] == nil)
    }

    @Test func `a told change becomes a proposal, with modes of the parent where none is told`() async throws
    {
        var folder = FolderOfText(["run.sh": "old\n"])
        folder.executables = ["run.sh"]
        let told = try tell(
            """
            {"changes": [{"path": "run.sh", "content": "new\\n"}, {"path": "b", "base64": "AP8=", "mode": "100755"},
             {"path": "c", "delete": true}], "summary": "Faster\\nmore", "rationale": "why", "edit": "tpe",
             "tokens": {"in": 10, "out": 2}, "cost": {"amount": 0.5}}
            """)
        let changes = try #require(try await told.fileChanges(of: folder))
        #expect(
            changes == [
                FileChange(path: "run.sh", content: .file(Array("new\n".utf8), executable: true)),
                FileChange(path: "b", content: .file([0, 255], executable: true)),
                FileChange(path: "c", content: .deleted),
            ])
        let proposal = told.proposal(of: changes)
        #expect(proposal.summary == "Faster")
        #expect(proposal.usage == Usage(tokensIn: 10, tokensOut: 2, cost: 0.5))
        #expect(proposal.edit == "tpe")
        #expect(told.evaluation(objective: Objective(direction: .minimize)) == nil)
    }

    @Test func `a told commit has its changes found by the caller`() async throws {
        let told = try tell(#"{"commit": "feature", "results": [{"score": 2}, {"score": 4}]}"#)
        #expect(told.source == .commit("feature"))
        #expect(try await told.fileChanges(of: FolderOfText([:])) == nil)
        #expect(told.proposal(of: []).failure?.cause == "nothing was changed")
        let objective = Objective(metric: "seconds", direction: .minimize)
        let evaluation = try #require(told.evaluation(objective: objective))
        #expect(evaluation.score(objective) == 3)
        #expect(evaluation.metrics["seconds"]?.n == 2)
        #expect(evaluation.trials.map(\.repetition) == [0, 1])
    }

    @Test func `results by example and an outcome without a score are kept as told`() throws {
        let objective = Objective(metric: "right", direction: .maximize)
        let told = try tell(
            #"{"commit": "x", "results": [{"id": "a", "metrics": {"right": 1, "cost": 3}}, {"id": "b", "score": 0}]}"#
        )
        let evaluation = try #require(told.evaluation(objective: objective))
        #expect(evaluation.trials.map(\.example) == ["a", "b"])
        #expect(evaluation.metrics["right"]?.value == 0.5)
        #expect(evaluation.metrics["cost"]?.direction == nil)
        let crashed = try tell(#"{"commit": "x", "results": [{"outcome": "timed out", "feedback": "slow"}]}"#)
        let judged = try #require(crashed.evaluation(objective: objective))
        #expect(judged.outcome == .timedOut)
        #expect(judged.score(objective) == nil)
        #expect(judged.feedback == "slow")
    }

    @Test(
        arguments: [
            ("{}", .needsOneSource), (#"{"commit": "x", "changes": []}"#, .needsOneSource),
            (#"{"version": 2, "commit": "x"}"#, .unknownVersion(2)),
            (#"{"changes": [{"path": "a"}]}"#, .needsOneContent(path: "a")),
            (#"{"changes": [{"path": "a", "content": "", "delete": true}]}"#, .needsOneContent(path: "a")),
            (#"{"changes": [{"path": "a", "base64": "?"}]}"#, .invalidBase64(path: "a")),
            (
                #"{"changes": [{"path": "a", "content": "", "mode": "120000"}]}"#,
                .unknownMode("120000", path: "a")
            ),
            (#"{"commit": "x", "results": [{}]}"#, .unusableResult(index: 0)),
            (#"{"commit": "x", "results": [{"score": 1, "outcome": "crashed"}]}"#, .unusableResult(index: 0)),
            (#"{"commit": "x", "results": [{"outcome": "refused"}]}"#, .unusableResult(index: 0)),
            (#"{"commit": "x", "results": [{"outcome": "bad"}]}"#, .unknownOutcome("bad")),
            (#"{"commit": "x", "tokens": {"read": 1}}"#, .unknownKey("read", known: ["in", "out"])),
        ] as [(String, TellError)])
    func `what cannot be used is an error that says what`(text: String, error: TellError) {
        #expect(throws: error) { try tell(text) }
    }
}
