import StudyModel
import Testing

struct LineageNameTests {
    @Test(arguments: [
        (0, "a"), (1, "b"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (701, "zz"),
        (702, "aaa"),
    ])
    func `lineages are named in order of birth`(ordinal: Int, name: String) {
        #expect(LineageName(ordinal: ordinal).text == name)
    }

    @Test func `no two ordinals share a name, and names sort as they were born`() {
        let names = (0..<2000).map { LineageName(ordinal: $0) }
        #expect(Set(names).count == names.count)
        #expect(names == names.sorted())
        #expect(names.allSatisfy { LineageName(text: $0.text) == $0 })
    }

    @Test(arguments: ["best", "", "-a", "A", "a b", "a/b", "ä", "a.lock", "a_b"])
    func `what is reserved or no plain name is none of a lineage`(text: String) {
        #expect(LineageName(text: text) == nil)
    }

    @Test(arguments: ["a", "try-2", "bestest", "7"])
    func `a person may choose a plain name`(text: String) {
        #expect(LineageName(text: text)?.text == text)
    }
}
