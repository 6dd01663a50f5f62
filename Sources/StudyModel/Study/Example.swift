/// The parts of the examples.
package enum Split: String, Hashable, Sendable, Codable, CaseIterable { case train, validation, test }

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

    package init(id: String, json: String, split: Split) {
        self.id = id
        self.json = json
        self.split = split
    }
}
