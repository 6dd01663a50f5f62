import Foundation
import TestSupport
import Testing

/// A repository that `hone init --template` made.
struct TemplateStudy {
    /// A Python with the packages that the studies need, where somebody named one.
    static let python = ProcessInfo.processInfo.environment["HONE_STUDY_PYTHON"]

    let user: UserRepository
    private var place: String { user.path + "/study" }

    init(_ template: String) throws {
        user = try UserRepository()
        try user.succeed("init", "--template", template, "study")
        guard let python = Self.python else { return }
        let environment = URL(filePath: python).deletingLastPathComponent().deletingLastPathComponent()
        symlink(environment.path, place + "/.venv")
    }

    /// Runs `hone`, throws unless it exits with 0, and returns what it printed.
    @discardableResult
    func succeed(_ words: String...) throws -> String { try user.succeed(words + ["-C", "study"]) }

    /// The steps of a run, oldest first.
    func steps(_ run: String) throws -> [StepRow] {
        try decode(succeed("log", run, "--json"), as: LogPage.self).steps.sorted { $0.step < $1.step }
    }

    /// Runs Python in the repository, throws unless it exits with 0, and returns what it printed.
    @discardableResult
    func python(_ words: String..., input: String? = nil) throws -> String {
        let done = try TestProcess.run(
            [Self.python ?? "python3"] + words, in: place,
            environment: ProcessInfo.processInfo.environment, input: input)
        guard done.status == 0 else { throw TestProcess.Failure(description: done.errors) }
        return done.output
    }

    /// Replaces texts of a file, each of which has to be there.
    func change(_ file: String, _ replacements: [String: String]) throws {
        var text = try user.repository.read("study/" + file)
        for (old, new) in replacements {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        try user.repository.write(text, to: "study/" + file)
    }

    /// Commits pieces in place of regions of a file, a commit each, to the branch of a start or to the one that is checked out.
    func put(_ pieces: String..., in file: String, of start: String? = nil) throws {
        if let start { try user.repository.git("-C", place, "checkout", "--quiet", start) }
        for piece in pieces {
            let mark = "# hone: begin \(piece.split(separator: "/")[1])\n"
            let parts = try user.repository.read("study/" + file).components(separatedBy: mark)
            let end = try #require(parts[1].range(of: "# hone: end"))
            let text =
                try parts[0] + mark + user.repository.read("study/" + piece) + parts[1][end.lowerBound...]
            try user.repository.write(text, to: "study/" + file)
            try user.repository.git("-C", place, "commit", "--quiet", "-m", piece, file)
        }
    }

    /// Has the study propose what pieces make of a file, one a step, in place of what stands in for a model.
    func propose(_ pieces: String..., in file: String, from start: String = "main") throws {
        try user.repository.git("-C", place, "checkout", "--quiet", "-b", "proposed", start)
        for piece in pieces { try put(piece, in: file) }
        try user.repository.git("-C", place, "checkout", "--quiet", "main")
        try change(
            "hone.yaml",
            [
                "kind: agent": "kind: commits",
                "command: python3 stand_in.py \(file)": "commits: \(start)..proposed",
            ])
    }

    /// Has the study propose a file with texts of it replaced, in place of mutation.
    func propose(_ replacements: [String: String], in file: String) throws {
        try git("checkout", "--quiet", "-b", "proposed")
        try change(file, replacements)
        try git("commit", "--quiet", "-m", "Proposed", file)
        try git("checkout", "--quiet", "main")
        try change("hone.yaml", ["{kind: mutation}": "{kind: commits, commits: main..proposed}"])
    }

    /// Runs git in the repository, and returns what it printed.
    @discardableResult
    func git(_ words: String...) throws -> String {
        let done = try TestProcess.run(
            ["git"] + words, in: place, environment: user.repository.environment)
        guard done.status == 0 else { throw TestProcess.Failure(description: done.errors) }
        return done.output
    }

    /// The newest sweep.
    func sweep() throws -> SweepReport { try decode(succeed("sweep", "show", "--json")) }
}

extension Trait where Self == ConditionTrait {
    /// Skips, and says so, where nobody named a Python with the packages of the studies.
    static var needsStudyPython: Self {
        .enabled(if: TemplateStudy.python != nil, "HONE_STUDY_PYTHON names no Python")
    }
}
