import Foundation
import StudyModel
import Testing

struct IdentityTests {
    @Test(arguments: ["journal", "trash", "", "-1", "Sort-1", "sort 1", "sort/1"])
    func `a run's name is plain and not reserved`(text: String) {
        #expect(RunName(text: text) == nil)
    }

    @Test(arguments: [
        "", "abc", String(repeating: "a", count: 39), String(repeating: "a", count: 41),
        String(repeating: "A", count: 40), String(repeating: "g", count: 40),
        String(repeating: "é", count: 20),
    ])
    func `a commit's ID is forty hexadecimal digits`(text: String) {
        #expect(CommitID(text: text) == nil)
        #expect(TreeID(text: text) == nil)
    }

    @Test func `an ID is the text that it was read from`() throws {
        let digits = "00f0e1d2c3b4a5968778695a4b3c2d1e0f00010a"
        #expect(try #require(CommitID(text: digits)).text == digits)
        #expect(try #require(TreeID(text: digits)).text == digits)
        #expect(try #require(WriterID(text: "000a0b0c")).text == "000a0b0c")
    }

    @Test func `commits sort as their texts do`() throws {
        let texts = ["0", "9", "a", "f"].flatMap { digit in
            ["0", "f"].map { String(repeating: digit, count: 39) + $0 }
        }
        #expect(texts.compactMap(CommitID.init(text:)).sorted().map(\.text) == texts.sorted())
    }

    @Test(arguments: ["", "abc", "ABCDEF01", "abcdef012", "ghijklmn"])
    func `a writer's ID is eight hexadecimal digits`(text: String) {
        #expect(WriterID(text: text) == nil)
    }

    @Test func `a name that breaks the rules is not decoded`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([LineageName].self, from: Data(#"["best"]"#.utf8))
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CommitID].self, from: Data(#"["abc"]"#.utf8))
        }
    }

    @Test func `steps sort by number, then by writer`() throws {
        let first = try #require(WriterID(text: "00000001"))
        let second = try #require(WriterID(text: "00000002"))
        let steps = [
            StepID(number: 2, writer: first), StepID(number: 1, writer: second),
            StepID(number: 1, writer: first),
        ]
        #expect(steps.sorted() == [steps[2], steps[1], steps[0]])
    }
}
