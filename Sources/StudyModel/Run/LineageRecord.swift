/// The birth or the end of a lineage by itself.
package struct LineageRecord: Hashable, Sendable {
    /// What happened to it.
    package struct Change: OpenWord {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        package static let born = Change(rawValue: "born")
        package static let ended = Change(rawValue: "ended")
    }

    package var lineage: LineageName
    package var change: Change
    /// Where it was born, or ended.
    package var candidate: CommitID?
    package var by: Actor
    package var why: String?
    package var recordedAt: Int64

    package init(
        lineage: LineageName, change: Change, candidate: CommitID? = nil, by: Actor, why: String? = nil,
        recordedAt: Int64
    ) {
        self.lineage = lineage
        self.change = change
        self.candidate = candidate
        self.by = by
        self.why = why
        self.recordedAt = recordedAt
    }
}

/// Who did something to a run.
package struct Actor: OpenWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let person = Actor(rawValue: "person")
    package static let program = Actor(rawValue: "program")
}
