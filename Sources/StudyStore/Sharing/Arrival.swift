import StudyModel

/// What a fetch brought of one run.
package struct Arrival: Hashable, Sendable {
    /// The run's name here.
    package let run: RunName
    /// Its name at the remote, where another run had that name here already.
    package let renamedFrom: RunName?
    /// Whether it was not here at all.
    package let isNew: Bool
    /// How many events came, by the writer whose they are.
    package internal(set) var events: [WriterID: Int]
}
