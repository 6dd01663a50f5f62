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

        @Test func `the README's walk-through is the transcript of that name`() throws {
            let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "README.md")
            let session = try String(contentsOfFile: Self.folder + "walkthrough.txt", encoding: .utf8)
                .split(separator: "\n\n", maxSplits: 1)[1]
            let text = try String(contentsOf: readme, encoding: .utf8)
            if Self.isUpdating {
                let parts = text.split(separator: "## A walk-through\n", maxSplits: 1)
                let rest = try #require(parts[1].firstRange(of: "\n## "))
                let start = try #require(parts[1].firstRange(of: "```console\n"))
                let changed =
                    parts[0] + "## A walk-through\n" + parts[1][..<start.upperBound] + session + "```\n"
                    + parts[1][rest.lowerBound...]
                try String(changed).write(to: readme, atomically: true, encoding: .utf8)
            } else {
                #expect(text.contains("```console\n\(session)```\n"))
            }
        }

        @Test func `there are transcripts`() { #expect(Self.names.count > 10) }
    }
}
