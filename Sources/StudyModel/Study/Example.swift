/// The parts of the examples.
package enum Split: String, Hashable, Sendable, Codable, CaseIterable {
    /// What candidates are made from and accepted by.
    case train
    /// What the winner is selected by.
    case validation
    /// What the winner meets the base on after the search, which knows nothing of it.
    case confirm
    /// What `hone test` alone runs.
    case test
}

/// How many examples one step uses; `nil` for all of the split.
package struct BatchSettings: Hashable, Sendable {
    package var size: Int?

    package init(size: Int? = nil) { self.size = size }
}

/// One input to an evaluator: a line of the examples file.
package struct Example: Hashable, Sendable {
    package var id: String
    /// The line as it stands in the file: one JSON object.
    package var json: String
    package var split: Split
    /// The examples that go together have one name here; `nil` where each stands for itself.
    package var cluster: String?

    package init(id: String, json: String, split: Split, cluster: String? = nil) {
        self.id = id
        self.json = json
        self.split = split
        self.cluster = cluster
    }
}
