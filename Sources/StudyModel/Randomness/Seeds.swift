/// How seeds derive from seeds.
///
/// Every random choice of a run has a seed of its own, derived from the run's and from what the choice is for, so no choice
/// depends on how many were made before it: neither parallel work nor a resumed run changes one.
package enum Seeds {
    /// Returns the seed for what `parts` name; different parts, or the same in another order, give unrelated seeds.
    package static func derive(_ seed: UInt64, _ parts: String...) -> UInt64 { derive(seed, parts) }

    /// Returns the seed for what `parts` name.
    package static func derive(_ seed: UInt64, _ parts: [String]) -> UInt64 {
        parts.reduce(mix(seed)) { mix($0 ^ digest($1)) &+ 0x9E37_79B9_7F4A_7C15 }
    }

    /// A seed as commands and programs outside are told it: below 2^31, since generators in C, and NumPy's, take no more, and shells and readers of JSON
    /// have wrong what is beyond 2^63 and 2^53.
    package static func told(_ seed: UInt64) -> UInt64 { seed >> 33 }

    /// The mixing function of SplitMix64: a bijection of 64 bits that lets each bit of the input reach each of the output.
    static func mix(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// FNV-1a over the text's UTF-8 (Fowler, Noll and Vo, 64 bits).
    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

extension RunRecord {
    /// Returns the seed of one purpose at one step.
    ///
    /// The writer that started the run does not enter, so the same study gives the same run in any clone; any other does, so that two
    /// clones that continue a run never make the same step twice.
    package func seed(for step: StepID, purpose: String) -> UInt64 {
        let clone = step.writer == writer ? "" : step.writer.text
        return Seeds.derive(study.seed, clone, String(step.number), purpose)
    }
}
