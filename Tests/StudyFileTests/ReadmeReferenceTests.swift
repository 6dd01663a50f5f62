import FoundationEssentials
import Testing

@testable import StudyFile

struct ReadmeReferenceTests {
    @Test func `the README has the reference of every key`() throws {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = top.appending(path: "README.md")
        var text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        let heading = try #require(
            text.range(of: "<!-- The table is KeyReference.markdownReference(). -->\n"))
        let table = text[heading.upperBound...].prefix { _ in true }
        let rows = table.split(separator: "\n").prefix { $0.hasPrefix("|") }.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["HONE_UPDATE_README"] == "1" {
            text.replaceSubrange(heading.upperBound..., with: "")
            text += KeyReference.markdownReference()
            try Data(text.utf8).write(to: file)
            return
        }
        #expect(
            rows == KeyReference.markdownReference(),
            "write it anew with `HONE_UPDATE_README=1 swift test --filter ReadmeReferenceTests`")
    }
}
