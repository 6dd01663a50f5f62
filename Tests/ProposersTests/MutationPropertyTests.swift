import StudyModel
import Testing

@testable import Proposers

struct MutationPropertyTests {
    private let proposer = MutationProposer()
    private static let words = [
        "x = 12", "if (a < 3) {", "}", "", "  call(0x1f);", "# note 5", "\"text 9\"", "for i in 0..<10:",
        "\treturn 1.5e3",
        "'", "/*", "*/", "\"\"\"", "é 7", "((", "))", "a'b", "0", ".5", "1..2", "\\", "x",
    ]

    /// A text made of lines that trip a reader of languages.
    private func randomText(_ generator: inout SeededGenerator) -> String {
        let ends = [["\n"], ["\r\n"], ["\n", "\r\n"]][generator.below(3)]
        let lines = (0..<(1 + generator.below(12))).map { _ in
            Self.words[generator.below(Self.words.count)] + ends[generator.below(ends.count)]
        }
        return lines.joined() + (generator.below(2) == 0 ? "last 3" : "")
    }

    @Test(arguments: 0..<40)
    func `a mutation differs in substance and only in editable lines`(round: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(round))
        let text = randomText(&generator)
        var folder = FolderOfText(["f": text])
        let lines = try #require(TextLines(Array(text.utf8))).lines
        let first = 1 + generator.below(lines.count)
        let last = first + generator.below(lines.count - first + 1)
        folder.editable["f"] = [first...last]
        for seed in 0..<10 as Range<UInt64> {
            let proposal = try await proposer.propose(.made(of: folder, seed: seed))
            guard proposal.failure?.cause == nil else { continue }
            let new = try #require(TextLines(folder.applying(proposal.changes).files["f"] ?? [])).lines
            #expect(new.map(\.content) != lines.map(\.content))
            let tail = lines.count - last
            #expect(new.prefix(first - 1).map(\.content) == lines.prefix(first - 1).map(\.content))
            #expect(new.count >= first - 1 + tail)
            #expect(new.suffix(tail).map(\.content) == lines.suffix(tail).map(\.content))
        }
    }

    @Test(arguments: 0..<40)
    func `line ends and a missing last one are kept`(round: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(1000 + round))
        let end = generator.below(2) == 0 ? "\n" : "\r\n"
        let last = generator.below(2) == 0 ? "" : end
        let text = "a = 1\(end)b(2)\(end)\(end)c(3)\(end)d = 4\(last)"
        let folder = FolderOfText(["f": text])
        for seed in 0..<10 as Range<UInt64> {
            let proposal = try await proposer.propose(.made(of: folder, seed: seed))
            let new = folder.applying(proposal.changes).text("f")
            #expect(new.utf8.count { $0 == 13 } == (end == "\n" ? 0 : new.utf8.count { $0 == 10 }))
            #expect(new.utf8.last.map { $0 == 10 } == !last.isEmpty)
        }
    }

    @Test(arguments: 0..<60)
    func `any bytes are taken without harm`(round: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(2000 + round))
        var folder = FolderOfText([:])
        let alphabet: [UInt8] = Array("0123456789 .'_xXeE+-\n\r\"#/*(){}:;=<ab\u{e9}".utf8) + [255, 128, 9]
        folder.files["f"] = (0..<generator.below(300)).map { _ in alphabet[generator.below(alphabet.count)] }
        for seed in 0..<5 as Range<UInt64> {
            let proposal = try await proposer.propose(.made(of: folder, seed: seed))
            #expect(proposal.failure?.cause != nil || folder.isNovel(proposal.changes))
        }
    }

    @Test(arguments: ["a\nb\n", "a\r\nb", "", "\n", "a\r\n\nb\rc\n", "\r\n\r\n"])
    func `lines give back the very bytes`(text: String) throws {
        #expect(try #require(TextLines(Array(text.utf8))).bytes == Array(text.utf8))
    }

    @Test func `equal lines are not swapped and blank lines are no edit`() throws {
        let text = try #require(Source(path: "f", bytes: Array("a\n\na\n  \nb\n".utf8), editable: nil))
        #expect(text.applying(.swap(0, 2)) == nil)
        #expect(text.applying(.delete(1..<2)) == nil)
        #expect(text.applying(.move(0..<1, to: 2)) == nil)
        #expect(text.applying(.swap(0, 4)) != nil)
    }
}
