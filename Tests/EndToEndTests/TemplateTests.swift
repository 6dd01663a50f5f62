import Foundation
import TestSupport
import Testing

/// A Python with scikit-learn and pandas.
private let python = ProcessInfo.processInfo.environment["HONE_STUDY_PYTHON"]

extension EndToEnd {
    /// `hone init --template`: a repository of a study that is ready.
    struct TemplateTests {
        @Test
        func `a template becomes a repository with a branch for each start, and nothing is overwritten`()
            throws
        {
            let user = try UserRepository()
            #expect(try user.succeed("init", "--template", "ml-pipeline").contains("README.md"))
            let git = { try user.repository.git("-C", user.path + "/ml-pipeline", $0, $1, $2) }
            #expect(try git("status", "--porcelain", "--ignored") == "")
            #expect(
                try git("branch", "--format=%(refname:short)", "--list")
                    == "main\nmany-functions\none-function")
            #expect(try git("diff", "--name-only", "one-function..many-functions") == "pipeline.py")
            let again = try user.hone("init", "--template", "ml-pipeline")
            #expect(again.status == 1 && again.errors.contains("is not empty"))
            let unknown = try user.hone("init", "--template", "ml")
            #expect(unknown.status == 64 && unknown.errors.contains("Templates are bbeh, ml-pipeline"))
            #expect(try user.hone("init", "somewhere").status == 64)
        }

        @Test(.enabled(if: python != nil, "HONE_STUDY_PYTHON names no Python"))
        func `the pipeline's sweep runs on a real table, and the winner is tested on sealed rows`() throws {
            let user = try UserRepository()
            try user.succeed("init", "--template", "ml-pipeline", "study")
            let interpreter = try #require(python)
            let environment = URL(filePath: interpreter).deletingLastPathComponent()
                .deletingLastPathComponent()
            symlink(environment.path, user.path + "/study/.venv")
            let prepare = { (words: String...) in
                try TestProcess.run(
                    [interpreter, "prepare.py"] + words, in: user.path + "/study",
                    environment: ProcessInfo.processInfo.environment)
            }
            #expect(try prepare("classification").output.contains("scikit-learn's own"))
            try user.succeed("check", "-C", "study")
            let sweep = try user.repository.read("study/sweep.yaml")
                .replacingOccurrences(of: "each: 20", with: "each: 2")
                .replacingOccurrences(of: "seeds: 7", with: "seeds: 1")
            try user.repository.write(sweep, to: "study/sweep.yaml")
            let table: Table = try decode(user.succeed("sweep", "--json", "-C", "study"))
            #expect(table.ended && table.cells.map(\.runs.count) == [1, 1] && table.missing == nil)
            for run in table.cells.flatMap(\.runs) {
                #expect(run.state == "finished" && run.spent?.updates == 2, "\(run.reason ?? "")")
                #expect((0...1).contains(try #require(run.figure)))
            }
            let chosen = try #require(table.chosen)
            #expect(table.cells[chosen - 1].runs.allSatisfy { (0...1).contains($0.test ?? -1) })
            if let titanic = SharedData.titanic {
                let made = try prepare("classification", titanic).output
                #expect(made.contains("1391 that score each step, 1738 sealed"))
                try user.succeed("run", "--steps", "2", "-C", "study")
            }
        }

        private struct Table: Decodable {
            struct Missing: Decodable, Equatable {}

            struct Spent: Decodable { let updates: Int }

            struct Cell: Decodable {
                struct Run: Decodable {
                    let state: String
                    let reason: String?
                    let spent: Spent?
                    let figure: Double?
                    let test: Double?
                }

                let runs: [Run]
            }

            let ended: Bool
            let cells: [Cell]
            let missing: [Missing]?
            let chosen: Int?
        }
    }
}
