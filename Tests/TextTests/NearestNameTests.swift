import Testing

@testable import StudyFile

struct NearestKeyTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "acb", 1), ("repeats", "repeat", 1),
        ("metirc", "metric", 1), ("ca", "abc", 3), ("seed", "seed", 0),
    ])
    func `the distance counts edits and swaps`(left: String, right: String, edits: Int) {
        #expect(NearestKey.distance(left, right) == edits)
        #expect(NearestKey.distance(right, left) == edits)
    }

    @Test func `a word that is like none has no nearest key`() {
        #expect(NearestKey.of("timout", among: ["run", "timeout"]) == "timeout")
        #expect(NearestKey.of("Timeout", among: ["run", "timeout"]) == "timeout")
        #expect(NearestKey.of("banana", among: ["run", "timeout"]) == nil)
        #expect(NearestKey.of("x", among: []) == nil)
    }
}
