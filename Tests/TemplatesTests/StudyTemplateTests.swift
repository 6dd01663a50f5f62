import Foundation
import Templates
import Testing

struct StudyTemplateTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

    @Test(arguments: Templates.studies.map(\.name))
    func `the binary carries every file of a study`(name: String) throws {
        let template = try #require(Templates.studies.first { $0.name == name })
        let carried = (template.files + template.starts.flatMap(\.files)).map(\.bytes)
        let own = try Self.files(in: name)
        // What several have in common lies elsewhere.
        let shared = try ["studies", "endpoint"].flatMap(Self.files).filter(carried.contains)
        #expect(Set(carried) == Set(own + shared) && carried.count == own.count + shared.count)
        #expect(Set(template.files.map(\.path)).count == template.files.count)
    }

    private static func files(in folder: String) throws -> [[UInt8]] {
        let folder = sources.appending(path: folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted().compactMap { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
            return isFolder.boolValue ? nil : Array(try Data(contentsOf: URL(filePath: folder + "/" + path)))
        }
    }

    @Test func `one function and many are told the same of what they have to do`() throws {
        let template = try #require(Templates.studies.first { $0.name == "ml-pipeline" })
        let starts = Dictionary(
            uniqueKeysWithValues: template.starts.map { start in
                (start.branch, String(decoding: start.files.flatMap(\.bytes), as: UTF8.self))
            })
        let one = try #require(starts["one-function"])
        let many = try #require(starts["many-functions"])
        // What each function does; what it takes and returns follows from how they are wired.
        let said = many.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("\"\"\"") && !$0.hasSuffix("\"\"\"") }.map { $0.dropFirst(3) }
        #expect(said.count == 5)
        for sentence in said { #expect(one.contains(sentence)) }
    }
}
