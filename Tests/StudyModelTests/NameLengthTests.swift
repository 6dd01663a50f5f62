import StudyModel
import Testing

struct NameLengthTests {
    @Test func `a name that people give leaves room for what is added to it`() {
        let longest = String(repeating: "x", count: RunName.longestGiven)
        #expect(RunName.given(longest) != nil && LineageName.given(longest) != nil)
        #expect(RunName.given(longest + "x") == nil && LineageName.given(longest + "x") == nil)
        #expect(RunName(text: longest + "-sweep-10-c100-s100-00ab12cd") != nil)
        #expect(RunName(text: String(repeating: "x", count: 256)) == nil)
    }
}
