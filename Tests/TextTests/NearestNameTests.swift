import Testing

@testable import Text

struct NearestNameTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "acb", 1), ("repeats", "repeat", 1),
        ("metirc", "metric", 1), ("ca", "abc", 3), ("seed", "seed", 0),
    ])
    func `the distance counts edits and swaps`(left: String, right: String, edits: Int) {
        #expect(NearestName.distance(left, right) == edits)
        #expect(NearestName.distance(right, left) == edits)
    }

    @Test func `a word that is like none has no nearest key`() {
        #expect(NearestName.of("timout", among: ["run", "timeout"]) == "timeout")
        #expect(NearestName.of("Timeout", among: ["run", "timeout"]) == "timeout")
        #expect(NearestName.of("banana", among: ["run", "timeout"]) == nil)
        #expect(NearestName.of("x", among: []) == nil)
    }
}
