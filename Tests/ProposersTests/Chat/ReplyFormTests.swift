import StudyModel
import Testing

@testable import Proposers

struct ReplyFormTests {
    private static let model = ModelSettings(name: "m", url: "http://localhost")
    private static let small = ShownArtifact(editable: [
        .init(path: "a.c", text: FileText("a\n\n  b\n}\n}\n"))
    ])
    private static let large = ShownArtifact(editable: [
        .init(path: "a.c", text: FileText((0..<300).map { "line \($0)\n" }.joined()))
    ])

    private static func form(
        _ edits: ChatSettings.Edits, _ output: ChatSettings.StructuredOutput,
        _ artifact: ShownArtifact = small,
        model: ModelSettings = model, creates: Bool = false
    ) -> ReplyForm {
        let settings = ChatSettings(models: [model], edits: edits, structuredOutput: output)
        return ReplyForm(settings, edits: edits, model: model, artifact: artifact, creates: creates)
    }

    @Test func `a small file's lines that stand there once are what a schema lets be replaced`() throws {
        let schema = try #require(Self.form(.blocks, .auto).schema)
        let edit = schema["properties"]?["edits"]?["items"]?["properties"]
        #expect(edit?["path"]?["enum"]?.elements == [.string("a.c")])
        #expect(edit?["old"]?["enum"]?.elements == [.string("a"), .string("  b")])
    }

    @Test func `only lines that may change are in the list`() throws {
        var artifact = Self.small
        artifact.editable[0].editableLines = [3...4]
        let schema = try #require(Self.form(.blocks, .auto, artifact).schema)
        let old = schema["properties"]?["edits"]?["items"]?["properties"]?["old"]
        #expect(old?["enum"]?.elements == [.string("  b")])
    }

    @Test func `text is asked for where files are large or the API has no schema, and as the setting says`() {
        var anthropic = Self.model
        anthropic.api = .anthropic
        #expect(Self.form(.blocks, .auto, Self.large).schema == nil)
        #expect(Self.form(.blocks, .auto, model: anthropic).schema == nil)
        #expect(Self.form(.blocks, .off).schema == nil)
        #expect(Self.form(.whole, .auto).schema == nil)
        #expect(Self.form(.diff, .on).schema == nil)
        #expect(Self.form(.whole, .on).schema != nil)
        let free = Self.form(.blocks, .on, Self.large).schema
        #expect(free?["properties"]?["edits"]?["items"]?["properties"]?["old"]?["enum"] == nil)
    }

    @Test func `files can be made and deleted where the scope has room for it`() {
        let options = Self.form(.blocks, .auto, creates: true).schema?["properties"]?["edits"]?["items"]?[
            "anyOf"]
        #expect(options?.elements?.count == 3)
    }

    @Test(arguments: [ChatSettings.Edits.blocks, .whole, .diff])
    func `text in place of JSON is read, and JSON in place of text`(edits: ChatSettings.Edits) {
        let json = #"{"summary": "s", "edits": [{"path": "a.c", "old": "a", "new": "c"}]}"#
        #expect(Self.form(edits, .off).read(json, artifact: Self.small).edits.count == 1)
        let block = "<<<<<<< SEARCH\na\n=======\nc\n>>>>>>> REPLACE\n"
        #expect(Self.form(.blocks, .on).read(block, artifact: Self.small).edits.count == 1)
    }

    @Test(arguments: [ChatSettings.Edits.blocks, .whole, .diff])
    func `an edit in another form than the one that was asked for is read`(edits: ChatSettings.Edits) {
        let replies = [
            "a.c\n<<<<<<< SEARCH\na\n=======\nc\n>>>>>>> REPLACE\n",
            "--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n-a\n+c\n \n",
            "a.c\n```\nc\n\n  b\n}\n}\n```\n",
        ]
        for reply in replies {
            let read = Self.form(edits, .off).read("Do it.\n\n" + reply, artifact: Self.small)
            #expect(read.edits.map(\.path) == ["a.c"])
            #expect(read.problems.isEmpty)
        }
    }

    @Test func `a few lines in a fence are no file where blocks were asked for`() {
        let read = Self.form(.blocks, .off).read("a.c\n```\nwhile (0) {}\n```\n", artifact: Self.small)
        #expect(read.edits.isEmpty)
    }
}
