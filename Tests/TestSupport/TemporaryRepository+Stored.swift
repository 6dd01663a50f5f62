import Foundation

extension TemporaryRepository {
    /// Makes a repository with all refs of a bundle among the fixtures of `StudyStoreTests`, and its `main` checked out.
    package convenience init(stored name: String) throws {
        try self.init()
        try git("fetch", "-q", "--update-head-ok", "\(Self.storedRuns)/\(name)/runs.bundle", "+refs/*:refs/*")
        try git("reset", "-q", "--hard")
    }

    /// Where the stored runs are, with the program that prints them.
    package static let storedRuns =
        URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().path + "/StudyStoreTests/Fixtures"

    /// The text of a file of the stored runs.
    package static func stored(_ path: String) throws -> String {
        try String(contentsOfFile: "\(storedRuns)/\(path)", encoding: .utf8)
    }

    /// Every stored format: the folders that have a bundle, of runs by hone itself where `made` is true, with what listed them.
    package static func storedFormats(made: Bool = true) -> [String] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: storedRuns)) ?? []
        return folders.sorted().filter { folder in
            [made ? "log.json" : "runs.bundle", "runs.bundle"].allSatisfy {
                FileManager.default.fileExists(atPath: "\(storedRuns)/\(folder)/\($0)")
            }
        }
    }

    /// Runs a Python program of the stored runs, and returns what it prints.
    package func python(_ program: String, _ arguments: String...) throws -> String {
        let words = ["python3", "-B", "\(Self.storedRuns)/\(program)"] + arguments
        let result = try TestProcess.run(words, in: path, environment: environment)
        guard result.status == 0 else { throw TestProcess.Failure(description: result.errors) }
        return result.output
    }
}
