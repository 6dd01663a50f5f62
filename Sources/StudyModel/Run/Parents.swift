/// The commits that a candidate is made from: one, or several where what they changed is brought together.
package struct Parents: Hashable, Sendable {
    /// The one that the candidate is compared with.
    package let first: CommitID
    package let others: [CommitID]

    package init(_ first: CommitID, _ others: [CommitID] = []) {
        self.first = first
        self.others = others
    }

    /// All of them, in order.
    package var all: [CommitID] { [first] + others }
}

/// An array that is not empty.
extension Parents: Codable {
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        first = try container.decode(CommitID.self)
        var others: [CommitID] = []
        while !container.isAtEnd { others.append(try container.decode(CommitID.self)) }
        self.others = others
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for parent in all { try container.encode(parent) }
    }
}
