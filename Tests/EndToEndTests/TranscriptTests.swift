import Foundation
import Testing

extension EndToEnd {
    /// Each file of `Transcripts`, played with the built program.
    ///
    /// `HONE_UPDATE_TRANSCRIPTS=1 swift test --filter TranscriptTests` writes what the commands really say; read the diff.
    struct TranscriptTests {
        private static let folder =
            URL(filePath: #filePath).deletingLastPathComponent().path + "/Transcripts/"
        private static let names =
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
                $0.hasSuffix(".txt")
            }
            .sorted()
        private static let isUpdating = ProcessInfo.processInfo.environment["HONE_UPDATE_TRANSCRIPTS"] != nil

        @Test(arguments: names) func `the program says what the transcript says`(_ name: String) throws {
            let file = URL(filePath: Self.folder + name)
            let expected = try String(contentsOf: file, encoding: .utf8)
            let real = try Transcript(expected).replay { command, paths in
                Issue.record("`\(command)` failed and changed \(paths)")
            }
            if Self.isUpdating {
                try real.write(to: file, atomically: true, encoding: .utf8)
            } else {
                #expect(real == expected)
            }
        }

        /// Where what a transcript shows is told: the last parts of one, as a block of a page.
        ///
        /// `prelude` is how many of its parts, which empty lines end, the page leaves out.
        private static let told: [(page: String, transcript: String, prelude: Int)] = [
            ("README.md", "picture.txt", 2),
            ("Sources/hone/Documentation.docc/WalkThrough.md", "walkthrough.txt", 1),
        ]

        @Test(arguments: told) func `what a page shows of a session is the transcript's`(
            page: String, transcript: String, prelude: Int
        ) throws {
            let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: page)
            let whole = try String(contentsOfFile: Self.folder + transcript, encoding: .utf8)
            let session = try #require(whole.split(separator: "\n\n", maxSplits: prelude).last)
            let text = try String(contentsOf: file, encoding: .utf8)
            if Self.isUpdating {
                let start = try #require(text.firstRange(of: "```console\n"))
                let end = try #require(text[start.upperBound...].firstRange(of: "```\n"))
                let changed = text[..<start.upperBound] + session + text[end.lowerBound...]
                try String(changed).write(to: file, atomically: true, encoding: .utf8)
            } else {
                #expect(text.contains("```console\n\(session)```\n"))
            }
        }

        @Test func `the README is one that is read`() throws {
            let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "README.md")
            #expect(try Data(contentsOf: file).count <= 10_240)
        }

        @Test func `there are transcripts`() { #expect(Self.names.count > 10) }
    }
}
