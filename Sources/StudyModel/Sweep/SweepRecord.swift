/// A sweep as its journal's root has it: `sweep.json`.
package struct SweepRecord: Hashable, Sendable {
    /// The version of the format; a reader of an unknown one says what to do.
    package static let currentVersion = 1

    package var plan: SweepPlan
    /// Who started it.
    package var writer: WriterID
    /// Seconds since 1970.
    package var startedAt: Int64

    package init(plan: SweepPlan, writer: WriterID, startedAt: Int64) {
        self.plan = plan
        self.writer = writer
        self.startedAt = startedAt
    }
}

/// Something that happened to a sweep and that its runs don't tell.
package struct SweepEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A run could not be made, or broke off by no fault of a candidate.
        case failed(cell: Int, seed: UInt64, reason: String)
        /// A cell is surely worse than the one that leads, and has no further seed.
        case dropped(SweepDrop)
        /// The two best cells are run again with fresh seeds.
        case added(SweepAddition)
        /// The sweep's limit was reached after so many seeds, those that were added included: no further one is begun of the plan's, or of the added ones where it has some.
        case limited(seeds: Int)
        /// Every run that could be made was.
        case ended
        /// A newer program's, by its name.
        case unknown(String)
    }

    package var kind: Kind
    /// Seconds since 1970.
    package var recordedAt: Int64

    package init(_ kind: Kind, recordedAt: Int64) {
        self.kind = kind
        self.recordedAt = recordedAt
    }
}
