/// An event that a newer program wrote, of a kind or in a version that this one does not know.
package struct UnknownRecord: Hashable, Sendable {
    package var kind: String
    /// The version of the event's format.
    package var version: Int
    /// Whether who does not know it may pass over it; else the run is not to be added to.
    package var isOptional: Bool
    package var recordedAt: Int64

    package init(kind: String, version: Int, isOptional: Bool, recordedAt: Int64) {
        self.kind = kind
        self.version = version
        self.isOptional = isOptional
        self.recordedAt = recordedAt
    }
}
