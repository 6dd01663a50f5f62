import Foundation
import TestSupport
import Testing

@testable import Git

/// Object folders in a variable, as git reads them.
struct AlternatePathsTests {
    @Test(arguments: [
        ["/a/objects"], ["/a:b/objects"], ["/one", "/t w o", "/th:r\"e\\e"], ["\"/quoted"], [],
    ])
    func `what is written is read as it was`(paths: [String]) {
        #expect(AlternatePaths.read(AlternatePaths.text(paths)) == paths)
    }

    @Test(arguments: [
        (":/a::/b:", ["/a", "/b"]), (#""/tab\there":/b"#, ["/tab\there", "/b"]), (#""/\303\244""#, ["/ä"]),
        (#""/open:/b"#, [#""/open"#, "/b"]),
    ])
    func `git's forms are read`(value: String, paths: [String]) {
        #expect(AlternatePaths.read(value) == paths)
    }

    @Test func `git finds the objects of a folder whose name has a colon`() throws {
        let store = try TemporaryRepository(.bare)
        let id = try store.git("hash-object", "-w", "--stdin", "-t", "blob")
        let folder = try TemporaryDirectory()
        let moved = folder.path + "/a:\"b"
        try FileManager.default.copyItem(atPath: store.path, toPath: moved)
        let other = try TemporaryRepository(.bare)
        var environment = other.environment
        environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = AlternatePaths.text([moved + "/objects"])
        let found = try TestProcess.run(
            ["git", "cat-file", "-t", id], in: other.path, environment: environment)
        #expect(found.output == "blob\n")
    }
}
