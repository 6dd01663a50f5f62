import Git
import Platform
import Wiring

/// What lies in a checkout, to be looked at: nothing of it is run.
struct SurveyedCheckout: Sendable {
    /// The checkout's top.
    let top: String
    /// What git has, or will have with the next commit.
    let tracked: [String]
    /// What git neither has nor ignores.
    let untracked: [String]
    /// The variables that the process was given.
    let environment: [String: String]

    /// Bytes of a file that are read at most.
    private static let longest = 1 << 20

    init(top: String, tracked: [String], untracked: [String], environment: [String: String]) {
        self.top = top
        self.tracked = tracked
        self.untracked = untracked
        self.environment = environment
    }

    /// Lists the files of a repository's checkout.
    init(_ workbench: Workbench) async throws {
        let list = { (words: [String]) in
            try await workbench.git.run(["ls-files", "-z"] + words).split(separator: "\0").map(String.init)
        }
        self.init(
            top: try workbench.checkout.top, tracked: try await list([":/"]),
            untracked: try await list(["--others", "--exclude-standard", ":/"]),
            environment: workbench.surroundings.environment)
    }

    /// Every file that is the user's own, first what git has.
    var files: [String] { tracked + untracked }

    /// Tells whether something lies at a path.
    func lies(_ path: String) -> Bool { HostFile.exists(top + "/" + path) }

    /// Tells whether a file lies at a path.
    func isFile(_ path: String) -> Bool { HostFile.target(top + "/" + path)?.kind == .file }

    /// Tells whether git has a file, or something in a folder.
    func tracks(_ path: String) -> Bool { tracked.contains { $0 == path || $0.hasPrefix(path + "/") } }

    /// The beginning of a file's text; `nil` where there is none that can be read.
    func text(_ path: String) -> String? {
        guard
            case .success(let bytes) = ForeignFile.read(
                top + "/" + path, links: .followed, limit: Self.longest)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where a program lies that the user's PATH has; `nil` where it has none.
    func program(_ name: String) -> String? { Surroundings.program(name, in: environment) }
}

extension String {
    /// The last part of a path.
    var fileName: String { split(separator: "/").last.map(String.init) ?? self }

    /// The folder of a path with its slash; empty at the top.
    var folderPrefix: String { String(self[..<(lastIndex(of: "/").map(index(after:)) ?? startIndex)]) }

    /// The end of a file's name, without its dot.
    var fileExtension: String {
        let name = fileName
        return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    }

    /// The file's name without its end.
    var fileStem: String {
        let name = fileName
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    /// The words that a name is made of, plurals as one: `bench_words` has `bench` and `word`.
    private static func words(_ name: some StringProtocol) -> Set<Substring> {
        Set(
            name.lowercased().split { !$0.isLetter && !$0.isNumber }.map {
                $0.hasSuffix("s") ? $0.dropLast() : $0
            })
    }

    /// Whether a path is called after tests.
    var isCalledTest: Bool {
        !Self.words(self).isDisjoint(with: ["test", "spec", "check", "conftest"])
    }

    /// Whether a path is called after benchmarks, or what else gives a score.
    var isCalledBenchmark: Bool {
        !Self.words(self).isDisjoint(with: [
            "bench", "benche", "benchmark", "perf", "evaluate", "evaluation", "eval",
        ])
    }

    /// Whether a path is no part of what a project does: a test, a benchmark, an example, what sets it up.
    var isBesideTheCode: Bool {
        let folders = Set(folderPrefix.lowercased().split(separator: "/"))
        return isCalledTest || isCalledBenchmark
            || !folders.isDisjoint(with: [
                "example", "examples", "doc", "docs", "script", "scripts", "tools", "vendor",
                "third_party", "build",
            ]) || ["setup", "noxfile", "conf", "tasks"].contains(fileStem)
    }

    /// A name as a part of a pattern that stands for itself.
    var exactName: String {
        let pattern = exactPattern
        return pattern.hasPrefix("/") ? String(pattern.dropFirst()) : pattern
    }
}
