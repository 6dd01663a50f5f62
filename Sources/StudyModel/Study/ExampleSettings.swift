/// The examples of a study and how they are split.
package struct ExampleSettings: Hashable, Sendable {
    package enum Order: String, Hashable, Sendable, CaseIterable {
        /// Drawn anew for each epoch.
        case shuffled
        /// Drawn once, and the same in every epoch.
        case sequential
        /// As the file has them, in every epoch.
        case dataset
    }

    /// Where they are, and what decides which split each belongs to.
    package var source: ExampleSource
    /// The field that identifies an example.
    package var id: String
    /// The field that holds the expected answer, where there is one.
    package var expected: String?
    package var order: Order
    /// The field whose values every split should hold alike; where the splits are shares of one file.
    package var stratify: String?
    /// The field by which examples go together, such as the document that they are of; `nil` where each stands for itself.
    package var cluster: String?

    package init(
        _ source: ExampleSource, id: String = "id", expected: String? = nil, order: Order = .shuffled,
        stratify: String? = nil, cluster: String? = nil
    ) {
        self.source = source
        self.id = id
        self.expected = expected
        self.order = order
        self.stratify = stratify
        self.cluster = cluster
    }

    /// The examples of one file, split by shares.
    package init(
        file: String, id: String = "id", expected: String? = nil, split: SplitSettings = .init(),
        order: Order = .shuffled, stratify: String? = nil, cluster: String? = nil
    ) {
        self.init(
            .shares(of: file, split), id: id, expected: expected, order: order, stratify: stratify,
            cluster: cluster)
    }
}
