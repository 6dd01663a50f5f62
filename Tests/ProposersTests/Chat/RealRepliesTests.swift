import Foundation
import LanguageModel
import StudyModel
import Testing

@testable import Proposers

/// Replies of a real model, recorded word for word: Qwen2.5-Coder 1.5B (Q4_K_M), asked to speed up `table.py`.
///
/// Most are malformed, as a small model's are. `RealModelTests` of the end-to-end tests asks it anew.
struct RealRepliesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    private static func fixture(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }

    /// What becomes of a reply to one of the forms.
    private static func finding(
        on name: String, _ edits: ChatSettings.Edits, _ output: ChatSettings.StructuredOutput = .off
    ) throws -> ReplyJudge.Finding {
        let text = FileText(try fixture("table.py.txt"))
        let artifact = ShownArtifact(editable: [.init(path: "table.py", text: text)])
        let model = ModelSettings(name: "qwen", url: "http://localhost")
        let settings = ChatSettings(models: [model], edits: edits, structuredOutput: output)
        let judge = ReplyJudge(
            artifact: artifact,
            scope: ArtifactScope(ArtifactSettings(editable: ["table.py"]), evaluatorFiles: []),
            form: ReplyForm(settings, edits: edits, model: model, artifact: artifact, creates: false),
            room: settings.maxTokens)
        let reply = ChatReply(
            text: try fixture(name), usage: .none, calls: ModelCalls(model: "qwen", count: 1, seconds: 1))
        return judge.finding(in: reply, summary: nil)
    }

    private static func table(_ finding: ReplyJudge.Finding) -> String? {
        guard case .usable(let draft) = finding, case .file(let bytes, _)? = draft.changes.first?.content
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a line from the schema's list is replaced`() throws {
        let finding = try Self.finding(on: "lines-good.md", .blocks, .auto)
        let original = try Self.fixture("table.py.txt")
        #expect(Self.table(finding) == original.replacing("BUCKETS = 8", with: "BUCKETS = 16"))
        guard case .usable(let draft) = finding else { return }
        #expect(draft.summary == "Reduce the number of buckets to 16 to minimize steps.")
    }

    @Test func `a line that is not in the file is refused with the line that is`() throws {
        let nearest = NearestText(line: 3, lines: ["BUCKETS = 8"])
        #expect(
            try Self.finding(on: "lines-repair.md", .blocks, .auto)
                == .unusable(nil, [.notFound(path: "table.py", old: ["BUCKETS = 16"], nearest: nearest)]))
    }

    @Test func `blocks that are told in words are no blocks`() throws {
        #expect(try Self.finding(on: "blocks-in-words.md", .blocks) == .unusable(nil, [.noEdits]))
    }

    @Test func `the form repeated as the answer applies to nothing`() throws {
        let finding = try Self.finding(on: "diff-form-repeated.md", .diff)
        guard case .unusable(nil, let problems, _) = finding,
            case .notFound(let path, let old, nil)? = problems.first
        else {
            Issue.record("\(finding)")
            return
        }
        #expect(path == "table.py")
        #expect(old == ["a line that stays", "a line that goes", "a line that stays"])
    }

    @Test func `a diff in place of a whole file is applied as a diff`() throws {
        let table = try #require(Self.table(try Self.finding(on: "whole-as-diff.md", .whole)))
        #expect(table.hasPrefix("class Table:\n"))
        #expect(table.hasSuffix("                return value\n        return None\n"))
    }

    @Test func `of several fences without a path the longest is the file`() throws {
        let finding = try Self.finding(on: "whole-without-head.md", .whole)
        #expect(Self.table(finding)?.hasPrefix("class Table:\n") == true)
        guard case .usable(let draft) = finding else { return }
        #expect(draft.summary == "Change the `steps` attribute to an integer instead of a float.")
    }
}
