import StudyModel
import Testing

struct ArtifactScopeTests {
    let scope = ArtifactScope(
        ArtifactSettings(
            editable: ["src/**", "*.toml", "!lock.toml"], frozen: ["src/abi.h", "src/vendor/"]),
        evaluatorFiles: ["src/bench/**", "tests/run.sh", "data.toml"])

    @Test(arguments: ["src/a.c", "src/deep/er/b.c", "a.toml", "sub/b.toml"])
    func `a path that an editable pattern covers may change`(path: String) {
        #expect(scope.isEditable(path))
        #expect(violation(path, replacing: .file([1], executable: false)) == nil)
        #expect(violation(path, replacing: nil) == nil)
        #expect(scope.violation(of: deletion(path), replacing: .file([1], executable: false)) == nil)
    }

    @Test(
        arguments: [
            ("README.md", .outsideScope(path: "README.md")), ("lock.toml", .outsideScope(path: "lock.toml")),
            ("SRC/a.c", .outsideScope(path: "SRC/a.c")), ("src", .evaluatorFile(path: "src")),
            ("src/abi.h", .frozen(path: "src/abi.h")),
            ("src/vendor/x/y.c", .frozen(path: "src/vendor/x/y.c")),
            ("src/bench/run.sh", .evaluatorFile(path: "src/bench/run.sh")),
            ("data.toml", .evaluatorFile(path: "data.toml")),
            ("src/bench", .evaluatorFile(path: "src/bench")), ("tests", .evaluatorFile(path: "tests")),
            ("src/../README.md", .unsafePath(path: "src/../README.md", problem: .dotPart)),
            ("/src/a.c", .unsafePath(path: "/src/a.c", problem: .absolute)),
            ("src//a.c", .unsafePath(path: "src//a.c", problem: .emptyPart)),
            ("src/.git/config", .unsafePath(path: "src/.git/config", problem: .gitFolder)),
            ("src/a\n.c", .unsafePath(path: "src/a\n.c", problem: .controlCharacter)),
            ("src/.gitattributes", .gitSettings(path: "src/.gitattributes")),
            ("src/.gitmodules", .gitSettings(path: "src/.gitmodules")),
        ] as [(String, ScopeViolation)])
    func `a path outside the scope is refused, and why`(path: String, expected: ScopeViolation) {
        #expect(!scope.isEditable(path))
        #expect(violation(path, replacing: nil) == expected)
        #expect(scope.violation(of: deletion(path), replacing: .file([1], executable: false)) == expected)
        #expect(expected.path == path)
    }

    @Test func `no link is made, changed or removed, wherever it leads`() {
        let link = FileChange(path: "src/a", content: .symbolicLink(target: "b"))
        let expected = ScopeViolation.symbolicLink(path: "src/a", target: "b")
        for old in [nil, .file([], executable: false), .symbolicLink(target: "c"), .submodule] as [OldFile?] {
            #expect(scope.violation(of: link, replacing: old) == expected)
        }
        #expect(violation("src/a", replacing: .symbolicLink(target: "b")) == expected)
        #expect(scope.violation(of: deletion("src/a"), replacing: .symbolicLink(target: "b")) == expected)
    }

    @Test func `no submodule is made, changed or removed`() {
        let expected = ScopeViolation.submodule(path: "src/a")
        let submodule = FileChange(path: "src/a", content: .submodule)
        #expect(scope.violation(of: submodule, replacing: nil) == expected)
        #expect(scope.violation(of: submodule, replacing: .file([], executable: false)) == expected)
        #expect(violation("src/a", replacing: .submodule) == expected)
        #expect(scope.violation(of: deletion("src/a"), replacing: .submodule) == expected)
    }

    @Test func `no path leads through a file, and no file takes a folder's place`() {
        #expect(violation("src/a.c/b", replacing: .belowFile) == .throughFile(path: "src/a.c/b"))
        #expect(violation("src/deep", replacing: .folder) == .replacesFolder(path: "src/deep"))
    }

    @Test func `a file may have so many bytes and no more`() {
        let scope = ArtifactScope(ArtifactSettings(editable: ["**"], maxSize: 4), evaluatorFiles: [])
        func violation(_ count: Int) -> ScopeViolation? {
            let content = FileChange.Content.file([UInt8](repeating: 1, count: count), executable: false)
            return scope.violation(of: FileChange(path: "a", content: content), replacing: nil)
        }
        #expect(violation(4) == nil)
        #expect(violation(5) == .tooLarge(path: "a", bytes: 5, limit: 4))
        #expect(violation(5)?.sentence == "'a' has 5 bytes, more than the 4 of artifact.max_size")
    }

    @Test func `a file may become executable where whole files may change`() {
        let change = FileChange(path: "src/a", content: .file([1], executable: true))
        #expect(scope.violation(of: change, replacing: .file([1], executable: false)) == nil)
        #expect(scope.editableLines(of: Array("a\n".utf8)) == nil)
    }

    @Test func `changes that contradict each other are found`() {
        let file = { FileChange(path: $0, content: .file([], executable: false)) }
        #expect(ArtifactScope.conflict(in: [file("a/b"), file("a/c"), file("ab")]) == nil)
        #expect(ArtifactScope.conflict(in: [file("a/b"), deletion("a")]) == nil)
        #expect(ArtifactScope.conflict(in: [file("a"), file("a")]) == .conflict(path: "a"))
        #expect(ArtifactScope.conflict(in: [file("a/b/c"), file("a")]) == .conflict(path: "a/b/c"))
    }

    private func violation(_ path: String, replacing old: OldFile?) -> ScopeViolation? {
        scope.violation(of: FileChange(path: path, content: .file([0], executable: false)), replacing: old)
    }

    private func deletion(_ path: String) -> FileChange { FileChange(path: path, content: .deleted) }
}
