/// Why the loop stopped.
package struct StopReason: OpenWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let steps = StopReason(rawValue: "steps")
    package static let updates = StopReason(rawValue: "updates")
    package static let trials = StopReason(rawValue: "trials")
    package static let time = StopReason(rawValue: "time")
    package static let tokens = StopReason(rawValue: "tokens")
    package static let cost = StopReason(rawValue: "cost")
    package static let score = StopReason(rawValue: "score")
    package static let patience = StopReason(rawValue: "patience")
    package static let failures = StopReason(rawValue: "failures")
    /// Ctrl-C.
    package static let interrupted = StopReason(rawValue: "interrupted")
    /// The proposer has nothing left to try.
    package static let exhausted = StopReason(rawValue: "exhausted")
}
