import StudyModel
import Testing

@testable import Proposers

/// Lines that are executed where candidates are measured are edited more than others.
struct CoveredBaseTests {
    /// Twenty lines that are executed, twenty that are never, and twenty that nobody counted.
    private static let program =
        (1...60).map { "step\($0)(size * \($0 + 10));" }.joined(separator: "\n") + "\n"
    private static let coverage: LineCoverage = {
        var file = LineCoverage.File()
        for line in 1...20 { file.add(line: line, isExecuted: true) }
        for line in 21...40 { file.add(line: line, isExecuted: false) }
        return LineCoverage(["a.c": file])
    }()

    /// How many of 400 proposals from a file change lines of each kind, by what stood there.
    private func changed(_ text: String, coverage: LineCoverage?) async throws -> [Int] {
        let folder = FolderOfText(["a.c": text])
        let covered = coverage.map { CoveredBase($0, of: FolderOfText(["a.c": Self.program])) }
        var counts = [0, 0, 0]
        for seed in 1...400 as ClosedRange<UInt64> {
            let proposal = try await MutationProposer(covered: covered).propose(.made(of: folder, seed: seed))
            let new = folder.applying(proposal.changes).text("a.c").split(separator: "\n")
            let gone = text.split(separator: "\n").filter { !new.contains($0) }
            for line in gone {
                guard let number = Int(line.drop { !$0.isNumber }.prefix { $0.isNumber }) else { continue }
                counts[(number - 1) / 20] += 1
            }
        }
        return counts
    }

    @Test func `executed lines are edited most, and those that never are hardly ever`() async throws {
        let counts = try await changed(Self.program, coverage: Self.coverage)
        #expect(counts[0] > 2 * counts[2])
        #expect(counts[2] > 4 * counts[1])
        #expect(counts[1] > 0)
    }

    @Test func `without counts every line is as good`() async throws {
        let counts = try await changed(Self.program, coverage: nil)
        #expect((counts.min() ?? 0) * 3 > (counts.max() ?? 0) * 2)
    }

    @Test func `lines are what they were in the base, wherever edits have moved them`() async throws {
        let lines = Self.program.split(separator: "\n")
        let moved =
            (["first(1);", "second(2);"] + lines.suffix(40) + lines.prefix(20)).joined(separator: "\n") + "\n"
        let counts = try await changed(moved, coverage: Self.coverage)
        // What came to stand below counts as inserted there.
        #expect(counts[0] > 10 * counts[1])
        #expect(counts[2] > 4 * counts[1])
    }

    @Test func `a block with one executed line is worth as much as that`() throws {
        let text = "if (a) {\n  b(12);\n}\n"
        let source = try #require(
            Source(path: "a.c", bytes: Array(text.utf8), editable: nil, weights: { _ in [0.1, 1, 0.5] }))
        let plain = try #require(Source(path: "a.c", bytes: Array(text.utf8), editable: nil))
        for (weighed, whole) in zip(source.statements, plain.statements) {
            let most = [0.1, 1, 0.5][weighed.lines].max() ?? 0
            #expect(weighed.weight == whole.weight * most)
        }
    }
}
