import Foundation
import Templates
import Testing

struct AskTellTests {
    @Test func `the binary carries the program that asks and tells`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "templates/ask-tell")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == Templates.askTell.map(\.path))
        let bytes = Array(try Data(contentsOf: folder.appending(path: "climb.py")))
        #expect(Templates.askTell.map(\.bytes) == [bytes])
    }
}
