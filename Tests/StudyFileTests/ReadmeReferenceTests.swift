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
        let rows = text[heading.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("|") }.map { $0 + "\n" }.joined()
        if ProcessInfo.processInfo.environment["HONE_UPDATE_README"] == "1" {
            let end = text.index(heading.upperBound, offsetBy: rows.count)
            text.replaceSubrange(heading.upperBound..<end, with: KeyReference.markdownReference())
            try Data(text.utf8).write(to: file)
            return
        }
        #expect(
            rows == KeyReference.markdownReference(),
            "write it anew with `HONE_UPDATE_README=1 swift test --filter ReadmeReferenceTests`")
    }
}
