import StudyModel
import Testing

struct SeedsTests {
    @Test func `a generator gives the sequence of SplitMix64's authors`() {
        var generator = SeededGenerator(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        ]
        #expect(expected.map { _ in generator.next() } == expected)
    }

    @Test func `seeds differ by part and by the order of parts`() {
        let seeds = [
            Seeds.derive(1, "a", "b"), Seeds.derive(1, "b", "a"), Seeds.derive(1, "ab"),
            Seeds.derive(2, "a", "b"),
            Seeds.derive(1, "a", "b", ""), Seeds.derive(1),
        ]
        #expect(Set(seeds).count == seeds.count)
        #expect(Seeds.derive(1, "a", "b") == Seeds.derive(1, ["a", "b"]))
    }

    @Test func `what commands are told is below 2^31, and of seeds that are told apart too`() {
        let seeds = [UInt64.max, .max >> 1, 1 << 33, Seeds.derive(1, "a"), Seeds.derive(1, "b")].map(
            Seeds.told)
        #expect(seeds.allSatisfy { $0 < 1 << 31 } && Set(seeds).count == seeds.count)
    }

    @Test func `numbers below a bound are even`() {
        var generator = SeededGenerator(seed: 7)
        var counts = [0, 0, 0]
        for _ in 0..<30_000 { counts[generator.below(3)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
    }

    @Test func `a shuffle keeps every element`() {
        var generator = SeededGenerator(seed: 7)
        let shuffled = generator.shuffled(Array(0..<100))
        #expect(shuffled.sorted() == Array(0..<100) && shuffled != Array(0..<100))
    }
}
