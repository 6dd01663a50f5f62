import StudyStore

/// What a fetch from a remote brought.
package struct FetchReport: Encodable, Hashable, Sendable {
    /// A run of which events came.
    package struct Run: Encodable, Hashable, Sendable {
        /// Its name here.
        package let run: String
        /// Its name at the remote, where another run has that name here.
        package let renamedFrom: String?
        package let isNew: Bool
        /// How many events came, by the ID of the writer whose they are.
        package let events: [String: Int]

        init(_ arrival: Arrival) {
            run = arrival.run.text
            renamedFrom = arrival.renamedFrom?.text
            isNew = arrival.isNew
            events = Dictionary(arrival.events.map { ($0.key.text, $0.value) }, uniquingKeysWith: +)
        }
    }

    package let remote: String
    /// Sorted by name.
    package let runs: [Run]
    /// Whether notes here changed because of it.
    package let changedNotes: Bool
}
