import Text

/// What a figure was measured on: only figures of one sample are compared.
package struct Sample: Hashable, Sendable {
    /// `nil` where the examples are of several splits.
    package var split: Split?
    /// `nil` where the study has no examples.
    package var examples: ExampleSet?
    /// Runs of the command for each example.
    package var repeats: Int
    /// The sitting, named within its run; `nil` for what was put together from several.
    package var sitting: String?

    package init(
        split: Split? = .train, examples: ExampleSet? = nil, repeats: Int = 1, sitting: String? = nil
    ) {
        self.split = split
        self.examples = examples
        self.repeats = repeats
        self.sitting = sitting
    }

    /// The split that it is all of; `nil` for a part of one.
    package var wholeSplit: Split? { examples.map { $0.used == $0.all } ?? true ? split : nil }
}

/// Some examples of a split.
package struct ExampleSet: Hashable, Sendable {
    /// Over the set of their IDs: `sha256:` and the digest of the sorted IDs, a newline after each.
    package var digest: String
    package var used: Int
    /// How many the split has.
    package var all: Int

    package init(digest: String, used: Int, all: Int) {
        self.digest = digest
        self.used = used
        self.all = all
    }

    /// The set of some examples out of `all`; `nil` of none.
    package init?(_ ids: some Sequence<String>, of all: Int) {
        let sorted = Set(ids).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !sorted.isEmpty else { return nil }
        var digest = Digest()
        for id in sorted { digest.append(id + "\n") }
        self.init(digest: digest.text, used: sorted.count, all: all)
    }
}
