/// What attempts at a sitting have measured so far, for the next one to go on after.
///
/// A sitting that began anew would be a second chance: whoever ends a race because it looks bad has seen its pairs.
package protocol BegunSitting: Sendable {
    /// Returns the repeats that all candidates have, of each candidate; empty where there are none.
    func repeats() async throws -> [Evaluation]

    /// Keeps these in place of what was kept before.
    func keep(_ repeats: [Evaluation]) async throws
}

/// One that is kept as long as somebody holds it.
package actor HeldSitting: BegunSitting {
    private var kept: [Evaluation] = []

    package init() {}

    package func repeats() -> [Evaluation] { kept }

    package func keep(_ repeats: [Evaluation]) { kept = repeats }
}

/// What a run's sitting is found by, as long as no event has recorded it.
package struct SittingKey: Hashable, Sendable {
    /// The sitting's name within the run, of the writer that appends.
    package var name: String
    /// All that would make it another sitting, as text: what was measured on other terms is nothing to go on from.
    package var terms: String

    package init(name: String, terms: String) {
        self.name = name
        self.terms = terms
    }
}

extension Event {
    /// Tells whether a sitting of the writer's, by its name, is over with the event, recorded or never gone on with: those of the step and of steps before
    /// it, and all of them where the loop came to its end.
    package func ends(sitting name: String) -> Bool {
        switch self {
        case .step(let record):
            name.split(separator: ".").first.flatMap { Int($0) } ?? 0 <= record.step.number
        case .compared(let record):
            record.purpose == .confirmation || name.hasPrefix(record.purpose.rawValue + ".")
        case .finished(let record): record.reason != .interrupted
        default: false
        }
    }
}
