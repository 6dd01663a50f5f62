/// A random sequence that is a function of its seed alone, on every machine and in every version.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): one addition and a
/// mixing of 64 bits a number, period 2^64, and any two seeds give unrelated sequences. Not for secrets.
package struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Seeds.mix(state)
    }

    /// Returns a number from 0 to below `bound`, each equally likely; `bound` is positive.
    ///
    /// By multiplication with rejection (Lemire, "Fast random integer generation in an interval", 2019), spelled out here so that a
    /// sequence does not depend on the standard library's version.
    package mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "there is no number from 0 to below 0")
        let range = UInt64(bound)
        let unfair = (0 &- range) % range
        var product = next().multipliedFullWidth(by: range)
        while product.low < unfair { product = next().multipliedFullWidth(by: range) }
        return Int(product.high)
    }

    /// Returns a number from 0 to below 1, in steps of 2^-53.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Returns the elements in random order, each order equally likely (Fisher and Yates).
    package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, below(last + 1))
        }
        return result
    }
}
