/// The examples of a study and how they are split (DESIGN.md §3, `examples`).
package struct ExampleSettings: Hashable, Sendable, Codable {
    package enum Order: String, Hashable, Sendable, Codable, CaseIterable {
        case shuffled, sequential, dataset
    }

    /// JSON lines, relative to the top of the checkout.
    package var file: String
    /// The field that identifies an example.
    package var id: String
    /// The field that holds the expected answer, where there is one.
    package var expected: String?
    package var split: SplitSettings
    package var order: Order
    /// The field whose values every split should hold alike.
    package var stratify: String?

    package init(
        file: String, id: String = "id", expected: String? = nil, split: SplitSettings = .init(),
        order: Order = .shuffled, stratify: String? = nil
    ) {
        self.file = file
        self.id = id
        self.expected = expected
        self.split = split
        self.order = order
        self.stratify = stratify
    }
}

/// How many examples each split gets.
package struct SplitSettings: Hashable, Sendable, Codable {
    package enum Share: Hashable, Sendable, Codable {
        case count(Int)
        /// From 0 to 1.
        case fraction(Double)
        case rest
    }
    package var train: Share
    package var validation: Share?
    package var test: Share?

    package init(train: Share = .rest, validation: Share? = nil, test: Share? = nil) {
        self.train = train
        self.validation = validation
        self.test = test
    }
}

/// The parts of the examples.
package enum Split: String, Hashable, Sendable, Codable, CaseIterable { case train, validation, test }

/// How many examples one step uses; `nil` for all of the split.
package struct BatchSettings: Hashable, Sendable, Codable {
    package var size: Int?

    package init(size: Int? = nil) { self.size = size }
}

/// One input to an evaluator: a line of the examples file.
package struct Example: Hashable, Sendable, Codable {
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
