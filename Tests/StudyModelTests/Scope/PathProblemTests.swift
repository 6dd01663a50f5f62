import StudyModel
import TestSupport
import Testing

/// The oracle is `git update-index --cacheinfo` with the protections for Windows and macOS switched on.
struct PathProblemTests {
    static let gitNames = [
        ".git", ".GIT", ".Git", ".gIt", "git~1", "GIT~1", "Git~1", ".git ", ".git.", ".git . .", ".git...",
        "git~1 ",
        "git~1.", ".git::$INDEX_ALLOCATION", ".GIT:stream", "git~1:x", ".git .::$INDEX_ALLOCATION",
        ".git\\config",
        "x\\.git", "x\\.GIT\\hooks", ".\u{200C}git", ".g\u{200D}it", "\u{FEFF}.git", ".gi\u{202A}T",
        ".git\u{206F}",
        "\u{200E}.\u{200F}g\u{206A}i\u{202E}t", ".\u{FEFF}GIT", "git~1\\x", "\u{200C}\u{200C}.git",
    ]

    static let harmless = [
        "a", "src/a.c", ".github/workflows/ci.yml", ".gitignore", "git", "git/x", "gitx", ".gitx", "x.git",
        "git~2",
        "git~10", ".gi", ".git-blame-ignore-revs", "a b", " a", "a.", "a ", "..a", "a..", "...", "-x", "é/ü",
        "日本語",
        "a\u{200C}b", "x\\y", "C", "git~1x", ".gitkeep", "a~1", ".gitmodulesx", "~", "$x", "'", "\"",
        "*", "#",
    ]

    @Test func `every spelling of git's folder that git refuses is refused`() throws {
        let oracle = try Oracle()
        for path in Self.gitNames.flatMap({ [$0, "a/b/" + $0, $0 + "/config"] }) {
            #expect(PathProblem(in: path) == .gitFolder, "\(path.debugDescription)")
            #expect(try !oracle.accepts(path), "\(path.debugDescription)")
        }
    }

    @Test func `an ordinary path is safe, and git takes it too`() throws {
        let oracle = try Oracle()
        for path in Self.harmless {
            #expect(PathProblem(in: path) == nil, "\(path.debugDescription)")
            #expect(try oracle.accepts(path), "\(path.debugDescription)")
        }
    }

    @Test(
        arguments: [
            ("", .emptyPart), ("a//b", .emptyPart), ("a/", .emptyPart), ("/", .absolute), ("/a", .absolute),
            ("/etc/passwd", .absolute), (".", .dotPart), ("..", .dotPart), ("./a", .dotPart),
            ("../a", .dotPart),
            ("a/./b", .dotPart), ("a/../b", .dotPart), ("a/..", .dotPart), ("a/.", .dotPart),
            ("a/.git/../b", .gitFolder),
        ] as [(String, PathProblem)])
    func `a path that leaves the tree or names no file is refused, as git does`(
        path: String, problem: PathProblem
    ) throws {
        #expect(PathProblem(in: path) == problem)
        #expect(try !Oracle().accepts(path))
    }

    @Test(
        arguments: [
            ("a\nb", .controlCharacter), ("a\u{0}", .controlCharacter), ("\u{1B}[2J", .controlCharacter),
            ("a\u{7F}", .controlCharacter), ("a\u{85}b", .controlCharacter), ("a\tb", .controlCharacter),
            ("..\\a", .dotPart), ("a\\..\\b", .dotPart), ("\\a", .absolute), ("C:\\a", .absolute),
            ("c:a", .absolute),
            (String(repeating: "x", count: 256), .tooLong),
            (String(repeating: "x/", count: 2100) + "y", .tooLong),
            (String(decoding: [0x61, 0xFF, 0x62] as [UInt8], as: UTF8.self), .notText),
        ] as [(String, PathProblem)])
    func `what no repository should hold is refused though git takes it`(path: String, problem: PathProblem) {
        #expect(PathProblem(in: path) == problem)
    }

    @Test func `whatever git refuses of made-up names is refused`() throws {
        let oracle = try Oracle()
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            ".", "g", "i", "t", "G", "~", "1", " ", ":", "\u{200C}", "/", ".git", "git~1", "x", "\\", ".",
        ]
        for _ in 0..<300 {
            let path = (0...generator.below(6)).map { _ in pieces[generator.below(pieces.count)] }.joined()
            if try !oracle.accepts(path) {
                #expect(PathProblem(in: path) != nil, "\(path.debugDescription)")
            }
        }
    }

    @Test func `settings of git are frozen in every spelling`() throws {
        let oracle = try Oracle()
        let modules = [
            ".gitmodules", ".GitModules", "gitmod~1", "GITMOD~4", "gi7eba~1", "GI7EBA~9", "gi7eb~10",
            "gi7e~123",
            ".gitmodules .", ".gitmodules::$DATA", ".git\u{200C}modules", "\u{FEFF}.gitMODULES", "g~123456",
        ]
        let scope = ArtifactScope(ArtifactSettings(editable: ["**"]), evaluatorFiles: [])
        for name in modules {
            let path = "sub/" + name
            #expect(try !oracle.accepts(path, mode: "120000"), "\(name.debugDescription)")
            #expect(change(path, in: scope) == .gitSettings(path: path), "\(name.debugDescription)")
        }
        for name in [
            ".gitattributes", ".GITATTRIBUTES", "gitatt~1", "gi7d29~1", ".gitattributes:x",
            ".gitattribute\u{200D}s",
        ] {
            #expect(change(name, in: scope) == .gitSettings(path: name), "\(name.debugDescription)")
            #expect(try oracle.isAttributes(name), "\(name.debugDescription)")
        }
        for name in [
            "gitmod~5", "gitmod~10", "gi7eba~0", "gi7ebax~1", ".gitmodules.txt", "gitmodules", ".gitignore",
        ] {
            #expect(change(name, in: scope) == nil, "\(name.debugDescription)")
            #expect(try oracle.accepts(name, mode: "120000"), "\(name.debugDescription)")
        }
    }

    private func change(_ path: String, in scope: ArtifactScope) -> ScopeViolation? {
        scope.violation(of: FileChange(path: path, content: .file([], executable: false)), replacing: nil)
    }
}

/// What git itself says about a path.
private struct Oracle {
    private let repository: TemporaryRepository
    private let blob: String

    init() throws {
        repository = try TemporaryRepository()
        blob = try repository.git("hash-object", "-w", "--stdin", input: "target")
    }

    func accepts(_ path: String, mode: String = "100644") throws -> Bool {
        let protections = ["-c", "core.protectNTFS=true", "-c", "core.protectHFS=true"]
        let index = ["update-index", "--add", "--replace", "--cacheinfo", "\(mode),\(blob),\(path)"]
        let result = try repository.runGit(protections + index)
        return result.status == 0
    }

    /// Whether `git fsck` takes a link of this name for a `.gitattributes`.
    func isAttributes(_ name: String) throws -> Bool {
        let tree = try repository.git("mktree", "-z", input: "120000 blob \(blob)\t\(name)\0")
        let report = try repository.runGit(["fsck", "--strict", "--no-dangling"])
        return (report.output + report.errors).split(separator: "\n").contains {
            $0.contains(tree) && $0.contains("gitattributesSymlink")
        }
    }
}
