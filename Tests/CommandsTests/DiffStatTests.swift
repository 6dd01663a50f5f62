import TestSupport
import Testing

@testable import Commands

/// Git is the oracle of what differs; its own table breaks long paths and scales bars by the terminal, so figures are compared.
struct DiffStatTests {
    @Test func `the lines of each file are counted as git counts them`() throws {
        let repository = try TemporaryRepository()
        let many = (0..<300).map { "\($0)\n" }.joined()
        try repository.commit(
            "a",
            files: [
                "one": "a\nb\n", "gone": "x\n", "odd name": "--- a\n+++ b\n", "many": many, "bin": "a\0b",
            ])
        try repository.commit(
            "b",
            files: [
                "one": "a\nc\nd\n", "odd name": "--- a\n-- c\n", "many": "0\n", "bin": "a\0c", "new": "n\n",
            ])
        try repository.git("rm", "-q", "gone")
        try repository.git("commit", "-q", "-m", "c")
        let diff = try repository.git("diff", "HEAD~2", "HEAD")
        let numbers = try repository.git("diff", "--numstat", "HEAD~2", "HEAD").split(separator: "\n").map {
            line in
            line.split(separator: "\t").map(String.init)
        }
        let lines = DiffStat(diff).lines(for: Console(environment: [:]))
        #expect(lines.count == numbers.count + 1)
        for (line, figures) in zip(lines, numbers) {
            let parts = line.split(separator: "|").map { $0.trimmingPrefix { $0 == " " } }
            let isBinary = figures[0] == "-"
            let sum = (Int(figures[0]) ?? 0) + (Int(figures[1]) ?? 0)
            #expect(parts[0].hasPrefix(figures[2] + " "))
            #expect(parts[1].hasPrefix(isBinary ? "binary" : "\(sum) "), "\(line)")
            #expect(line.contains("+") == (Int(figures[0]) ?? 0 > 0) && line.count < 80)
        }
        let sums = (0...1).map { side in numbers.compactMap { Int($0[side]) }.reduce(0, +) }
        #expect(lines.last == " 6 files, \(sums[0]) lines added, \(sums[1]) removed")
    }
}
