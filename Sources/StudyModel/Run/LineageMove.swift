/// What a step does to one lineage: decided when the step is recorded, and never derived again.
package struct LineageMove: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        /// It begins at a candidate.
        case born(at: CommitID)
        /// A candidate is its head.
        case advanced(to: CommitID)
        /// Its head is no parent any more; why, in a few words.
        case ended(why: String)
    }

    package let lineage: LineageName
    package let change: Change

    package init(_ lineage: LineageName, _ change: Change) {
        self.lineage = lineage
        self.change = change
    }
}

/// `{"lineage": "a", "to": …}`, or `born` with where it begins, or `ended` with the reason, in place of `to`.
extension LineageMove: Codable {
    private enum CodingKeys: String, CodingKey { case lineage, born, to, ended }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        lineage = try container.decode(LineageName.self, forKey: .lineage)
        if let head = try container.decodeIfPresent(CommitID.self, forKey: .to) {
            change = .advanced(to: head)
        } else if let origin = try container.decodeIfPresent(CommitID.self, forKey: .born) {
            change = .born(at: origin)
        } else {
            change = .ended(why: try container.decode(String.self, forKey: .ended))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(lineage, forKey: .lineage)
        switch change {
        case .born(let origin): try container.encode(origin, forKey: .born)
        case .advanced(let head): try container.encode(head, forKey: .to)
        case .ended(let why): try container.encode(why, forKey: .ended)
        }
    }
}
