import ObjectIDs
import StudyModel
import TestSupport
import Testing

@testable import Git

/// Merges as candidates are brought together, beside git's own.
struct MergeAgreementTests {
    /// The text of some files by path.
    private typealias Files = [String: [String]]

    private static let base: Files = Dictionary(
        uniqueKeysWithValues: ["a", "b", "c/d", "c/e"].map { path in
            (path, (1...12).map { "\(path) line \($0)" })
        })

    /// Some lines changed, added and taken away, now and then a whole file; no file gets another's text.
    private static func changed(_ number: Int, using generator: inout SeededGenerator) -> Files {
        var files = base
        for edit in 0...generator.below(4) {
            let paths = files.keys.sorted()
            let path = paths[generator.below(paths.count)]
            let new = "\(number) \(edit)"
            let line = generator.below(max(1, files[path]?.count ?? 0))
            switch generator.below(12) {
            case 0: files[path] = nil
            case 1: files["n\(generator.below(2))"] = ["new", new, "end"]
            case 2...4: files[path]?.insert(new, at: line)
            case 5...6: files[path]?.remove(at: line)
            default: files[path]?[line] = generator.below(8) == 0 ? "both" : new
            }
        }
        return files
    }

    /// A stream of `git fast-import` with a branch for each of some versions of the base.
    private static func stream(_ versions: [Files]) -> String {
        func commit(_ files: Files, branch: String, from parent: String?) -> String {
            let head = "commit refs/heads/\(branch)\ncommitter A <a@example.com> 1700000000 +0000\ndata 0\n"
            let texts = files.sorted { $0.key < $1.key }.map { path, lines in
                let text = lines.map { $0 + "\n" }.joined()
                return "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n"
            }
            return head + (parent.map { "from refs/heads/\($0)\ndeleteall\n" } ?? "") + texts.joined() + "\n"
        }
        return commit(base, branch: "base", from: nil)
            + versions.enumerated().map { commit($1, branch: "v\($0)", from: "base") }.joined()
    }

    @Test func `a thousand random pairs come to what git makes of them`() async throws {
        var generator = SeededGenerator(seed: 1)
        let count = 1000
        let versions = (0..<2 * count).map { Self.changed($0, using: &generator) }
        let disk = try TemporaryRepository()
        try disk.git("fast-import", "--quiet", input: Self.stream(versions))
        let pairs = (0..<count).map { "v\(2 * $0) v\(2 * $0 + 1)\n" }.joined()
        let told = try disk.git(
            "-c", "merge.renames=false", "merge-tree", "--write-tree", "--stdin", "--name-only",
            "--no-messages", input: pairs)
        let theirs = told.split(separator: "\0\0", omittingEmptySubsequences: true).map { merge in
            merge.split(separator: "\0").map(String.init)
        }
        try #require(theirs.count == count)
        let repository = try Repository(GitContext(at: disk.path, environment: [:]))
        let trees = try disk.git("for-each-ref", "--format=%(refname:short) %(tree)", "refs/heads")
            .split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let ids = try Dictionary(
            uniqueKeysWithValues: trees.map { ($0[0], try #require(ObjectID(hex: $0[1]))) })
        var clean = 0
        for (number, merge) in theirs.enumerated() {
            let ours = try await repository.mergeTrees(
                base: ids["base"], ours: try #require(ids["v\(2 * number)"]),
                theirs: try #require(ids["v\(2 * number + 1)"]))
            let expected: MergeResult =
                merge[0] == "1"
                ? .clean(tree: try #require(ObjectID(hex: merge[1])))
                : .conflict(paths: merge.dropFirst(2).sorted())
            #expect(ours == expected, "pair \(number)")
            clean += merge[0] == "1" ? 1 : 0
        }
        // Both kinds are there in numbers.
        #expect((count / 5...count * 4 / 5).contains(clean))
    }
}
